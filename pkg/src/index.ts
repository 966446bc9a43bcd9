/**
 * Alliances against threats from within a weak state: classified, compared, drawn.
 *
 * Nothing starts at import. Every function waits for the WebAssembly module, which is
 * fetched when the first is called, or started by `init`.
 */

import type { ModuleSource } from './assets.js';
import * as core from './core.js';
import { AllianceError } from './errors.js';
import { CASE_IDS } from './generated/cases.js';
import type {
  Calibration,
  CaseDocument,
  Codebook,
  Comparison,
  Conduct,
  Figure,
  FigureOptions,
  Profile,
  Placement,
} from './generated/types.js';

export type { ModuleSource } from './assets.js';
export type { FigureKind } from './core.js';
export type * from './generated/types.js';
export { AllianceError };

/** What `init` may be told. */
export interface InitOptions {
  /** The module: its address, an answer to a request, its bytes, or compiled. Default: the file beside this script. */
  module?: ModuleSource;
}

/**
 * Starts the WebAssembly module. Later calls do nothing; after a failure the next one tries again.
 *
 * @throws AllianceError `module_not_found` or `module_refused`, with what was found and what to change.
 */
export function init(options: InitOptions = {}): Promise<void> {
  return core.init(options.module);
}

/** Version of the library. */
export async function version(): Promise<string> {
  await core.init();
  return core.version();
}

/** Identifiers of the documented cases. */
export function caseIds(): readonly string[] {
  return CASE_IDS;
}

/**
 * A documented case: what its authors wrote, without stored copies of computed scores and without
 * sources that nothing cites. Keys that hold nothing are left out.
 *
 * @throws AllianceError `unknown` for an id that `caseIds` does not name.
 */
export async function loadCase(id: string): Promise<CaseDocument> {
  knownCase(id, 'id');
  return core.loadCase(id);
}

/** The questions, levels and anchors by which everything is scored. */
export async function codebook(): Promise<Codebook> {
  await core.init();
  return core.codebook();
}

/**
 * Places an alliance between the two ideal types.
 *
 * @throws AllianceError for an unknown indicator, a score outside 0-1 or out of order, a raw
 *   value of a judged indicator, an unknown key; `path` names the field.
 */
export async function classify(profile: Profile): Promise<Placement> {
  await core.init();
  return core.classify(profile);
}

/**
 * Membership of a raw value by three anchors, 0-1 (direct method).
 *
 * @throws AllianceError `field` or `anchors` when the crossover does not lie between the other two,
 *   `raw_value_not_finite` for NaN.
 */
export async function calibrate(anchors: Calibration, raw: number): Promise<number> {
  await core.init();
  return core.calibrate(anchors, raw);
}

/** What `compare` may be told. */
export interface CompareOptions {
  /** Whether the reference alliances are added. Default: true. */
  references?: boolean;
}

/**
 * Compares documented cases by phase, in both codings.
 *
 * @throws AllianceError `unknown` for an id that `caseIds` does not name.
 */
export async function compare(
  ids: readonly string[],
  options: CompareOptions = {},
): Promise<Comparison> {
  if (ids.length === 0) throw new AllianceError('unknown', 'ids', 'ids: name at least one case');
  ids.forEach((id, index) => {
    knownCase(id, `ids[${index}]`);
  });
  const { references = true } = options;
  await Promise.all([core.init(), ...ids.map(core.needCase), references && core.needReferences()]);
  return core.compare(ids, references);
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
  knownCase(id, 'id');
  await core.needCase(id);
  return core.conduct(id, options.year, CASE_IDS.indexOf(id));
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
  const { kind, ...how } = options;
  core.requireKnown('figure', kind, core.FIGURE_KINDS, 'kind');
  core.requireKnown('language', how.locale ?? 'en', core.LOCALES, 'locale');
  const isConduct = kind === 'conduct';
  if (isConduct !== 'case_id' in result) {
    throw new AllianceError('unknown', 'kind', `kind: \`${kind}\` is no figure of this result`);
  }
  const ids = 'case_id' in result ? [result.case_id] : result.cases.map(({ case_id }) => case_id);
  for (const id of ids) knownCase(id, 'result');
  await Promise.all([
    core.needMessages(how.locale ?? 'en'),
    ...ids.map(core.needCase),
    'references' in result && result.references.length > 0 && core.needReferences(),
  ]);
  return core.renderFigure(kind, result, how);
}

/** The style sheet that figures need on a page of their own. */
export async function figureStyle(): Promise<string> {
  await core.init();
  return core.figureStyle();
}

function knownCase(id: string, path: string): void {
  core.requireKnown('case', id, CASE_IDS, path);
}
