/** Words and numbers of the classifier in the language that is shown. */

import type { Codebook, IndicatorText, Locale } from '../../generated/types.js';

/** A text by its key without `classifier.`, with its places filled in. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What parts of the element say, and how. */
export interface Words {
  locale: Locale;
  say: Say;
  number(value: number, decimals: number): string;
}

/** A number in the language, with exactly so many decimals. */
export function numberIn(locale: Locale, value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return locale === 'es' ? text.replace('.', ',') : text;
}

/** A score: one decimal for a level, two for what lies between. */
export const score = (words: Words, value: number): string =>
  words.number(value, Math.abs(value * 10 - Math.round(value * 10)) < 1e-9 ? 1 : 2);

/** The count in words, from a list of them in one text; else in digits. */
export const counted = (words: Words, list: string, count: number): string =>
  words.say(list).split(' ')[count - 1] ?? String(count);

/** The texts of an indicator in the language. */
export function textOf(codebook: Codebook, id: string, locale: Locale): IndicatorText | undefined {
  const indicator = codebook.indicators.find(({ indicator_id }) => indicator_id === id);
  return indicator?.text[locale] ?? indicator?.text.en ?? undefined;
}
