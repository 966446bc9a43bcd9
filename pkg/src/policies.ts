/**
 * The module `policies` behind plain functions: the figures of what the simulator gives. Drawing starts from numbers, so
 * that another width or language runs nothing again.
 */

import { dataText, policiesModule } from './assets.js';
import type { Figure, FigureOptions, Locale, SceneView } from './generated/types.js';
import { guarded } from './library.js';
import * as module from './wasm/policies/policies.js';

let started: Promise<void> | undefined;

/** Starts the module once; a start that failed may be tried again. */
function start(): Promise<void> {
  started ??= policiesModule().then(
    (compiled) => {
      module.initSync({ module: compiled });
    },
    (error: unknown) => {
      started = undefined;
      throw error;
    },
  );
  return started;
}

const messagesOf = new Map<Locale, Record<string, string>>();

/** Starts the module and hands it the texts of a language. */
export async function needTexts(locale: Locale): Promise<void> {
  const [text] = await Promise.all([dataText(`simulator.${locale}.json`), start()]);
  if (messagesOf.has(locale)) return;
  guarded(() => module.addMessages(locale, text));
  messagesOf.set(locale, JSON.parse(text) as Record<string, string>);
}

/** The texts of a language that was loaded. */
export const messages = (locale: Locale): Record<string, string> => messagesOf.get(locale) ?? {};

export const figureStyle = (): string => module.policiesStyle();

/** The figure of two policies as a page shows it. */
export type Drawn = Pick<Figure, 'finding' | 'table' | 'parts'>;

/** Draws two policies from the JSON of a `PoliciesView`. */
export const drawPolicies = (view: string, options: FigureOptions): Drawn =>
  guarded(() => module.drawPolicies(view, JSON.stringify(options)));

/** The same as one drawing for download. */
export const policiesSvg = (view: string, options: FigureOptions): string =>
  guarded(() => module.policiesSvg(view, JSON.stringify(options)));

/** Draws one period of one run. */
export const drawStep = (view: SceneView, options: FigureOptions): Figure =>
  guarded(() => module.drawStep(JSON.stringify(view), JSON.stringify(options)));

/** Counts of a density, point by point, as the bytes of a picture; colours are 0xRRGGBB. */
export const densityPixels = (
  counts: Float64Array,
  bins: number,
  most: number,
  light: number,
  deep: number,
): Uint8Array => module.densityPixels(counts, bins, most, false, light, deep);
