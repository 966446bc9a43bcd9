/** What a caller may get wrong before anything reaches a module: no compiler guards plain JavaScript. */

import { AllianceError } from './errors.js';
import { knownCase, LOCALES, requireKnown } from './library.js';

const SHAPES = {
  text: (value: unknown) => typeof value === 'string',
  'a number': (value: unknown) => typeof value === 'number',
  'a list': Array.isArray,
  'an object': (value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** Refuses a value of another shape. */
export function requireA(shape: keyof typeof SHAPES, value: unknown, path: string): void {
  if (!SHAPES[shape](value)) throw new AllianceError('field', path, `${path}: write ${shape}`);
}

/** Refuses options with another key than the known ones, and what is no object. */
export function requireOptions(options: unknown, known: readonly string[]): void {
  requireA('an object', options, 'options');
  for (const key of Object.keys(options as object)) {
    if (known.includes(key)) continue;
    const message = `\`${key}\` is not a known key: use ${known.join(', ')}`;
    throw new AllianceError('field', '', message);
  }
}

/** Refuses the id of a case that neither comes along nor was added, and what is no id. */
export function requireCase(id: unknown, path: string): asserts id is string {
  requireA('text', id, path);
  knownCase(id as string, path);
}

/** Refuses the ids of such cases in a list, an id that stands there twice, and what is no list. */
export function requireCases(ids: unknown, path: string): asserts ids is string[] {
  requireA('a list', ids, path);
  const list = ids as unknown[];
  for (const [index, id] of list.entries()) {
    const place = `${path}[${index}]`;
    requireCase(id, place);
    if (list.indexOf(id) === index) continue;
    const message = `${place}: \`${id}\` is there already: name each case once`;
    throw new AllianceError('field', place, message);
  }
}

/** Refuses another language, and what is no language. */
export function requireLocale(locale: unknown): void {
  requireA('text', locale, 'locale');
  requireKnown('language', locale as string, LOCALES, 'locale');
}
