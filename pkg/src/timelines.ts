/** Documented cases over time, and their figure. */

import type { InitOptions, RenderOptions } from './comparisons.js';
import * as comparisons from './comparisons.js';
import { AllianceError } from './errors.js';
import type {
  Align,
  Comparison,
  Conduct,
  Figure,
  Timeline,
  TimelineOptions,
} from './generated/types.js';
import { requireKnown } from './library.js';
import { requireA, requireCases, requireLocale, requireOptions, requirePlain } from './shape.js';
import * as module from './timeline.js';

/**
 * Starts the WebAssembly module of timelines, as `init` does that of comparisons. Without it, the
 * module starts when it is first needed.
 *
 * @throws AllianceError `module_not_found` or `module_refused`.
 */
export async function initTimeline(options: InitOptions = {}): Promise<void> {
  await module.library.start(options.module);
}

/** What `timeline` may be told. */
export interface TimelineRequestOptions {
  /** What is the same at one place of the axis. Default: `calendar`. */
  align?: Align;
}

/**
 * Violence, aid and overlap in documented cases by year, and what happened.
 *
 * @throws AllianceError `unknown` for an id that `caseIds` does not name, or another `align`.
 */
export async function timeline(
  ids: readonly string[],
  options: TimelineRequestOptions = {},
): Promise<Timeline> {
  requireCases(ids, 'ids');
  if (ids.length === 0) throw new AllianceError('unknown', 'ids', 'ids: name at least one case');
  requireOptions(options, ['align']);
  const { align = 'calendar' } = options;
  requireA('text', align, 'align');
  requireKnown('alignment', align, module.ALIGNS, 'align');
  await Promise.all(ids.map((id) => module.needCase(id)));
  return module.timeline(ids, align);
}

/** What `renderFigure` is told of a timeline. */
export interface TimelineRenderOptions extends TimelineOptions {
  kind: 'timeline';
}

/**
 * Draws a result: the same finding, caption, table and drawing wherever it is called. It is drawn
 * from the data that gave it: whole, also if parts of the result were taken out.
 *
 * @throws AllianceError `out_of_range` for a width outside 240-4000; `unknown` for another kind,
 *   language, case or phase, or a result that the kind does not draw; `field` for another option.
 */
export function renderFigure(result: Comparison | Conduct, options: RenderOptions): Promise<Figure>;
export function renderFigure(result: Timeline, options: TimelineRenderOptions): Promise<Figure>;
export async function renderFigure(
  result: Comparison | Conduct | Timeline,
  options: RenderOptions | TimelineRenderOptions,
): Promise<Figure> {
  requireA('an object', result, 'result');
  requireA('an object', options, 'options');
  if (options.kind === 'timeline' && 'align' in result) return drawn(result, options);
  if (options.kind === 'timeline' || 'align' in result) {
    const message = `kind: \`${options.kind}\` is no figure of this result`;
    throw new AllianceError('unknown', 'kind', message);
  }
  return comparisons.renderFigure(result, options);
}

async function drawn(result: Timeline, options: TimelineRenderOptions): Promise<Figure> {
  const { kind: _, ...how } = options;
  requireLocale(how.locale ?? 'en');
  requirePlain(how);
  requireA('a list', result.cases, 'result.cases');
  const ids = result.cases.map((each, index) => {
    requireA('an object', each, `result.cases[${index}]`);
    return each.case_id;
  });
  requireCases(ids, 'result');
  requireKnown('alignment', result.align, module.ALIGNS, 'result.align');
  await Promise.all([
    module.needTexts(how.locale ?? 'en'),
    ...ids.map((id) => module.needCase(id)),
  ]);
  return module.renderTimeline(ids, result.align, how);
}

/** The style sheet that a timeline needs on a page of its own. */
export async function timelineStyle(): Promise<string> {
  await module.library.start();
  return module.timelineStyle();
}
