/**
 * The module behind plain functions. This file and the assets are the only ones that name it.
 *
 * What returns no promise needs `init` first; the public functions of `index.ts` wait for it
 * themselves.
 */

import { dataText, type ModuleSource, startModule } from './assets.js';
import { AllianceError } from './errors.js';
import type {
  Calibration,
  CaseDocument,
  Codebook,
  Comparison,
  Conduct,
  Figure,
  FigureOptions,
  Locale,
  Profile,
  Placement,
} from './generated/types.js';
import * as module from './wasm/core.js';

/** The figures that can be drawn. */
export type FigureKind = (typeof FIGURE_KINDS)[number];
export const FIGURE_KINDS = ['comparison', 'answers', 'conduct'] as const;

/** The languages of the figures. */
export const LOCALES: readonly Locale[] = ['en', 'es'];

const once = new Map<string, Promise<string>>();

/** Does a piece of work once; one that failed may be tried again. */
function doOnce(name: string, work: () => Promise<string>): Promise<string> {
  let done = once.get(name);
  if (done === undefined) {
    done = work();
    done.catch(() => once.delete(name));
    once.set(name, done);
  }
  return done;
}

/** Starts the module and hands it the codebook, once. */
export async function init(source?: ModuleSource): Promise<void> {
  await doOnce('', async () => {
    const [codebook] = await Promise.all([dataText('codebook.json'), startModule(source)]);
    guarded(() => module.addCodebook(codebook));
    return codebook;
  });
}

/** The text of a data file, handed to the started module once. The file is fetched meanwhile. */
function handIn(name: string, add: (text: string) => unknown): Promise<string> {
  return doOnce(name, async () => {
    const [text] = await Promise.all([dataText(name), init()]);
    guarded(() => add(text));
    return text;
  });
}

/** Hands a documented case to the module: what verdicts and figures need of it. */
export async function needCase(id: string): Promise<void> {
  await handIn(`${id}.json`, module.addCase);
}

/** A documented case, whole. */
export async function loadCase(id: string): Promise<CaseDocument> {
  const [needed, wholeLists] = await Promise.all([
    handIn(`${id}.json`, module.addCase),
    dataText(`${id}.series.json`),
  ]);
  return { ...JSON.parse(needed), ...JSON.parse(wholeLists) } as CaseDocument;
}

/** Hands the reference alliances to the module. */
export async function needReferences(): Promise<void> {
  await handIn('references.json', module.addReferences);
}

const messagesOf = new Map<Locale, Record<string, string>>();

/** Hands all texts of a language to the module. */
export async function needMessages(locale: Locale): Promise<void> {
  const text = await handIn(`messages.${locale}.json`, (text) => module.addMessages(locale, text));
  messagesOf.set(locale, JSON.parse(text) as Record<string, string>);
}

/** The texts of a language that was loaded. */
export const messages = (locale: Locale): Record<string, string> => messagesOf.get(locale) ?? {};

/** Runs a call into the module; what it refuses becomes an `AllianceError`. */
function guarded<T>(call: () => T): T {
  try {
    return call();
  } catch (thrown) {
    throw AllianceError.from(thrown);
  }
}

/** JSON text of a value; a number that is not finite is refused instead of becoming null. */
function toJson(value: unknown): string {
  refuseNonFinite(value, '');
  return JSON.stringify(value) ?? 'null';
}

function refuseNonFinite(value: unknown, path: string): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new AllianceError(
      'not_finite',
      path,
      `${path || 'the value'}: ${value} is not a finite number; write null for unknown`,
    );
  }
  if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      refuseNonFinite(
        part,
        Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key,
      );
    }
  }
}

/** Refuses a name that is not among the known ones. */
export function requireKnown(
  what: string,
  id: string,
  known: readonly string[],
  path: string,
): void {
  if (!known.includes(id)) {
    throw new AllianceError(
      'unknown',
      path,
      `${path}: there is no ${what} \`${id}\`; known: ${known.join(', ')}`,
    );
  }
}

export const version = (): string => module.version();
export const classify = (profile: Profile): Placement =>
  guarded(() => module.classify(toJson(profile)));
export const calibrate = (anchors: Calibration, raw: number): number =>
  guarded(() => module.calibrate(toJson(anchors), raw));
export const codebook = (): Codebook => guarded(() => module.codebook());
export const figureStyle = (): string => module.figureStyle();

export const compare = (cases: readonly string[], references: boolean): Comparison =>
  guarded(() => module.compare(toJson({ cases, references })));

export const conduct = (caseId: string, year?: number, index?: number): Conduct =>
  guarded(() => module.conduct(toJson({ case_id: caseId, year, index })));

export const renderFigure = (
  kind: FigureKind,
  result: Comparison | Conduct,
  options: FigureOptions,
): Figure => guarded(() => module.renderFigure(kind, toJson(request(result)), toJson(options)));

/** The request that gives a result: the module draws from it, so a figure cannot differ from its data. */
function request(result: Comparison | Conduct): object {
  if ('cases' in result) {
    return {
      cases: result.cases.map(({ case_id }) => case_id),
      references: result.references.length > 0,
    };
  }
  return { case_id: result.case_id, year: result.year, index: result.index };
}
