/**
 * The module `timeline` behind plain functions: cases over time and their figure.
 *
 * Unlike the module `core` it is handed each case with all its series. The public functions of
 * `timelines.ts` see to that.
 */

import { dataText, timelineModule } from './assets.js';
import type { Align, Figure, Locale, Timeline, TimelineOptions } from './generated/types.js';
import { guarded, Library, ownCases } from './library.js';
import * as module from './wasm/timeline/timeline.js';

/** What may be the same at one place of the axis. */
export const ALIGNS: readonly Align[] = ['calendar', 'alliance-year'];

// Not the whole of the glue: what starts the module by itself would be bundled with it.
const glue = {
  initSync: module.initSync,
  addCodebook: module.addCodebook,
  addMessages: module.addMessages,
  addCase: module.addCase,
};
export const library: Library = new Library(timelineModule, glue, 'timeline');

const handedIn = new Map<string, Promise<void>>();

/** Hands a documented or an added case with all its series to the module. */
export async function needCase(id: string): Promise<void> {
  const own = ownCases.get(id);
  if (own !== undefined) {
    await library.needCodebook();
    guarded(() => module.addCase(own));
    return;
  }
  let done = handedIn.get(id);
  if (done === undefined) {
    done = handIn(id);
    // One that failed may be tried again.
    done.catch(() => handedIn.delete(id));
    handedIn.set(id, done);
  }
  await done;
}

async function handIn(id: string): Promise<void> {
  const [needed, wholeLists] = await Promise.all([
    dataText(`${id}.json`),
    dataText(`${id}.series.json`),
    library.needCodebook(),
  ]);
  const whole = JSON.stringify({ ...JSON.parse(needed), ...JSON.parse(wholeLists) });
  guarded(() => module.addCase(whole));
}

const messagesOf = new Map<Locale, Record<string, string>>();

/** Hands the texts of a language to the module. */
export async function needTexts(locale: Locale): Promise<void> {
  const texts = await library.needMessages(locale);
  messagesOf.set(locale, JSON.parse(texts) as Record<string, string>);
}

/** The texts of a language that was loaded. */
export const messages = (locale: Locale): Record<string, string> => messagesOf.get(locale) ?? {};

export const timelineStyle = (): string => module.timelineStyle();

export const timeline = (cases: readonly string[], align: Align): Timeline =>
  guarded(() => module.timeline(JSON.stringify({ cases, align })));

/** Draws from the data that gave a result: a figure cannot differ from them. */
export const renderTimeline = (
  cases: readonly string[],
  align: Align,
  options: TimelineOptions,
): Figure =>
  guarded(() => module.renderTimeline(JSON.stringify({ cases, align }), JSON.stringify(options)));
