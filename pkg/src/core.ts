/**
 * The module behind plain functions. This file and the assets are the only ones that name it.
 *
 * Everything here is synchronous and needs `init` first; the public functions of `index.ts`
 * wait for it themselves.
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
  Verdict,
} from './generated/types.js';
import * as module from './wasm/core.js';

/** The figures that can be drawn. */
export type FigureKind = 'comparison' | 'answers' | 'conduct';

let started: Promise<void> | undefined;

/** Starts the module, once; a start that failed may be tried again. */
export function init(source?: ModuleSource): Promise<void> {
  started ??= startModule(source).catch((error: unknown) => {
    started = undefined;
    throw error;
  });
  return started;
}

const texts = new Map<string, Promise<string>>();

/** The text of a data file, fetched once and handed to the module. */
function handIn(name: string, add: (text: string) => unknown): Promise<string> {
  let text = texts.get(name);
  if (text === undefined) {
    text = dataText(name).then((text) => {
      guarded(() => add(text));
      return text;
    });
    text.catch(() => texts.delete(name));
    texts.set(name, text);
  }
  return text;
}

/** Hands a documented case to the module, and returns it. */
export async function loadCase(id: string): Promise<CaseDocument> {
  return JSON.parse(await handIn(`${id}.json`, module.addCase)) as CaseDocument;
}

/** Hands the reference alliances to the module. */
export async function loadReferences(): Promise<void> {
  await handIn('references.json', module.addReferences);
}

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
    throw new AllianceError('not_finite', path, `${path || 'the value'}: ${value} is not a finite number; write null for unknown`);
  }
  if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      refuseNonFinite(part, Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key);
    }
  }
}

/** Refuses a name that is not among the known ones. */
export function requireKnown(what: string, id: string, known: readonly string[], path: string): void {
  if (!known.includes(id)) {
    throw new AllianceError('unknown', path, `${path}: there is no ${what} \`${id}\`; known: ${known.join(', ')}`);
  }
}

export const version = (): string => module.version();
export const classify = (profile: Profile): Verdict => guarded(() => module.classify(toJson(profile)));
export const calibrate = (anchors: Calibration, raw: number): number => guarded(() => module.calibrate(toJson(anchors), raw));
export const codebook = (): Codebook => guarded(() => module.codebook());
export const figureStyle = (): string => module.figureStyle();

const messagesOf = new Map<Locale, Record<string, string>>();

/** All messages of a language, asked for once. */
export function messages(locale: Locale): Record<string, string> {
  const known = messagesOf.get(locale) ?? guarded(() => module.messages(locale) as Record<string, string>);
  messagesOf.set(locale, known);
  return known;
}

export const compare = (cases: readonly string[], references: boolean): Comparison =>
  guarded(() => module.compare(toJson({ cases, references })));

export const conduct = (caseId: string, year?: number, index?: number): Conduct =>
  guarded(() => module.conduct(toJson({ case_id: caseId, year, index })));

export const renderFigure = (kind: FigureKind, result: Comparison | Conduct, options: FigureOptions): Figure =>
  guarded(() => module.renderFigure(kind, toJson(result), toJson(options)));
