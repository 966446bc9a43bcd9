/**
 * The module `core` behind plain functions: comparisons, conduct and figures.
 *
 * They expect plain data, and what returns no promise needs what it works on to be handed in first:
 * the public functions of `comparisons.ts` see to both.
 */

import { coreModule, dataText } from './assets.js';
import type {
  CaseDocument,
  Codebook,
  Coder,
  Comparison,
  Conduct,
  Figure,
  FigureOptions,
  Locale,
  Structures,
} from './generated/types.js';
import { guarded, Library } from './library.js';
import * as module from './wasm/core/core.js';

/** The figures that can be drawn. */
export type FigureKind = (typeof FIGURE_KINDS)[number];
export const FIGURE_KINDS = ['comparison', 'answers', 'conduct'] as const;

// Not the whole of the glue: what starts the module by itself would be bundled with it.
const glue = {
  initSync: module.initSync,
  addCodebook: module.addCodebook,
  addMessages: module.addMessages,
  addCase: module.addCase,
  addReferences: module.addReferences,
};
export const library: Library = new Library(coreModule, glue, 'messages');

/** A documented case, whole. */
export async function loadCase(id: string): Promise<CaseDocument> {
  const parts = await Promise.all([
    library.needCase(id),
    dataText(`${id}.reasons.json`),
    dataText(`${id}.series.json`),
  ]);
  return Object.assign({}, ...parts.map((part) => JSON.parse(part)));
}

/** The codebook with its texts in every language. */
export async function codebook(): Promise<Codebook> {
  return JSON.parse(await dataText('codebook.json')) as Codebook;
}

const messagesOf = new Map<Locale, Record<string, string>>();

/** Hands all texts of a language to the module; gives the codebook in this language. */
export async function needTexts(locale: Locale): Promise<Codebook> {
  const [messages, codebook] = await Promise.all([
    library.needMessages(locale),
    library.needCodebook(locale),
  ]);
  messagesOf.set(locale, JSON.parse(messages) as Record<string, string>);
  return JSON.parse(codebook) as Codebook;
}

/** The texts of a language that was loaded. */
export const messages = (locale: Locale): Record<string, string> => messagesOf.get(locale) ?? {};

export const version = (): string => module.version();
export const figureStyle = (): string => module.figureStyle();

export const compare = (
  cases: readonly string[],
  references: boolean,
  coder: Coder,
  structure: Structures = {},
): Comparison =>
  guarded(() => module.compare(JSON.stringify({ cases, references, coder, structure })));

export const conduct = (caseId: string, year?: number, index?: number): Conduct =>
  guarded(() => module.conduct(JSON.stringify({ case_id: caseId, year, index })));

export const renderFigure = (
  kind: FigureKind,
  result: Comparison | Conduct,
  options: FigureOptions,
): Figure =>
  guarded(() =>
    module.renderFigure(kind, JSON.stringify(request(result)), JSON.stringify(options)),
  );

/** The request that gives a result: the module draws from it, so a figure cannot differ from its data. */
function request(result: Comparison | Conduct): object {
  if ('cases' in result) {
    return {
      cases: result.cases.map(({ case_id }) => case_id),
      references: result.references.length > 0,
      coder: result.coder,
      structure: result.structure,
    };
  }
  return { case_id: result.case_id, year: result.year, index: result.index };
}
