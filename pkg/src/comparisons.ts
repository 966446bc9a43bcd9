/** Documented cases side by side, and their figures. */

import type { ModuleSource } from './assets.js';
import * as core from './core.js';
import { AllianceError } from './errors.js';
import type {
  CaseDocument,
  Codebook,
  Coder,
  Comparison,
  Conduct,
  Figure,
  FigureOptions,
  Structures,
} from './generated/types.js';
import { knownCases, ownCases, requireKnown } from './library.js';
import {
  requireA,
  requireCase,
  requireCases,
  requireLocale,
  requireOptions,
  requirePlain,
} from './shape.js';

export type { ModuleSource } from './assets.js';
export type { FigureKind } from './core.js';

/** What `init`, `initClassifier` and `initSimulator` may be told. */
export interface InitOptions {
  /** The module: its address, an answer to a request, its bytes, or compiled. Default: the file beside this script. */
  module?: ModuleSource;
}

/**
 * Starts the WebAssembly module of comparisons and figures. Later calls do nothing; after a failure the
 * next one tries again.
 *
 * @throws AllianceError `module_not_found` or `module_refused`, with what was found and what to change.
 */
export function init(options: InitOptions = {}): Promise<void> {
  return core.library.start(options.module);
}

/** Version of the library. */
export async function version(): Promise<string> {
  await core.library.start();
  return core.version();
}

/** Identifiers of the documented cases, and of those that were added. */
export function caseIds(): readonly string[] {
  return knownCases();
}

/**
 * A documented case: what its authors wrote, without stored copies of computed scores and without
 * sources that nothing cites. Keys that hold nothing are left out.
 *
 * @throws AllianceError `unknown` for an id that `caseIds` does not name.
 */
export async function loadCase(id: string): Promise<CaseDocument> {
  requireCase(id, 'id');
  const own = ownCases.get(id);
  if (own !== undefined) return JSON.parse(own) as CaseDocument;
  return core.loadCase(id);
}

/** The questions, levels and anchors by which everything is scored. */
export async function codebook(): Promise<Codebook> {
  return core.codebook();
}

/** What `compare` may be told. */
export interface CompareOptions {
  /** Whether the reference alliances are added. Default: true. */
  references?: boolean;
  /** Whose scores each `verdict` rests on; those of both codings are there anyway. Default: 1. */
  coder?: Coder;
  /** How answers combine, by dimension, in place of the codebook's own way. */
  structure?: Structures;
}

/**
 * Compares documented cases by phase, in both codings.
 *
 * @throws AllianceError `unknown` for an id that `caseIds` does not name; `field` or `out_of_range` for a structure that is
 *   none, or asks for more signs than there are.
 */
export async function compare(
  ids: readonly string[],
  options: CompareOptions = {},
): Promise<Comparison> {
  requireCases(ids, 'ids');
  if (ids.length === 0) throw new AllianceError('unknown', 'ids', 'ids: name at least one case');
  requireOptions(options, ['references', 'coder', 'structure']);
  requirePlain(options);
  const { references = true, coder = 1, structure } = options;
  const { library } = core;
  await Promise.all([
    ...ids.map((id) => library.needReasons(id)),
    references && library.needReferences(),
  ]);
  return core.compare(ids, references, coder, structure);
}

/** What `conduct` may be told. */
export interface ConductOptions {
  /** The year. Default: the one in which checked and uncontested evidence shows most overlap. */
  year?: number;
}

/**
 * Who fought and who helped in one year of a documented case.
 *
 * @throws AllianceError `unknown` for another case, `out_of_range` for a year outside it.
 */
export async function conduct(id: string, options: ConductOptions = {}): Promise<Conduct> {
  requireCase(id, 'id');
  requireOptions(options, ['year']);
  requirePlain(options);
  await core.library.needCase(id);
  return core.conduct(id, options.year, knownCases().indexOf(id));
}

/** What `renderFigure` is told: which figure, and how. */
export interface RenderOptions extends FigureOptions {
  /** Which figure: `comparison` and `answers` of a comparison, `conduct` of a conduct. */
  kind: core.FigureKind;
}

/**
 * Draws a result: the same finding, caption, table and drawing wherever it is called. It is drawn
 * from the data that gave it: whole, also if parts of the result were taken out.
 *
 * @throws AllianceError `out_of_range` for a width outside 240-4000; `unknown` for another kind,
 *   language, case or phase, or a result that the kind does not draw; `field` for another option.
 */
export async function renderFigure(
  result: Comparison | Conduct,
  options: RenderOptions,
): Promise<Figure> {
  requireA('an object', result, 'result');
  requireA('an object', options, 'options');
  const { kind, ...how } = options;
  requireA('text', kind, 'kind');
  requireKnown('figure', kind, core.FIGURE_KINDS, 'kind');
  requireLocale(how.locale ?? 'en');
  requirePlain(how);
  const isConduct = kind === 'conduct';
  if (isConduct !== 'case_id' in result) {
    throw new AllianceError('unknown', 'kind', `kind: \`${kind}\` is no figure of this result`);
  }
  const ids = 'case_id' in result ? [result.case_id] : casesOf(result);
  requireCases(ids, 'result');
  const { library } = core;
  await core.needTexts(how.locale ?? 'en');
  await Promise.all([
    ...ids.map((id) => library.needReasons(id)),
    'references' in result && result.references.length > 0 && library.needReferences(),
  ]);
  return core.renderFigure(kind, result, how);
}

/** The ids of the cases of a comparison, of which a caller may have taken out parts. */
function casesOf({ cases, references }: Comparison): string[] {
  requireA('a list', cases, 'result.cases');
  requireA('a list', references, 'result.references');
  return cases.map((each, index) => {
    requireA('an object', each, `result.cases[${index}]`);
    return each.case_id;
  });
}

/** The style sheet that figures need on a page of their own. */
export async function figureStyle(): Promise<string> {
  await core.library.start();
  return core.figureStyle();
}
