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

/** How deep a value may be nested: deeper ones are refused by the reader of the module too. */
const MOST_DEPTH = 100;

/** JSON text of a value; what JSON would drop or change is refused with its path. */
export function toJson(value: unknown): string {
  requirePlain(value);
  return JSON.stringify(value) ?? 'null';
}

/** Refuses what JSON would drop or change. */
export function requirePlain(value: unknown): void {
  refuseUnlike(value, '', 0);
}

function refuseUnlike(value: unknown, path: string, depth: number): void {
  const refuse = (code: string, what: string): never => {
    throw new AllianceError(code, path, `${path || 'the value'}: ${what}`);
  };
  switch (typeof value) {
    case 'number':
      if (!Number.isFinite(value)) {
        refuse('not_finite', `${value} is not a finite number; write null for unknown`);
      }
      break;
    case 'bigint':
    case 'function':
    case 'symbol':
      refuse('field', `a ${typeof value} cannot stand here: write plain data`);
      break;
    case 'object':
      if (value === null) break;
      if (depth > MOST_DEPTH) refuse('field', 'is nested too deep, or within itself');
      // A Map or a Date would become an empty object or a text. By its name: one of another frame counts too.
      if (!/^\[object (Object|Array)\]$/.test(Object.prototype.toString.call(value))) {
        refuse('field', 'is no plain object or list: write plain data');
      }
      for (const [key, part] of Object.entries(value)) {
        const place = Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key;
        refuseUnlike(part, place, depth + 1);
      }
  }
}
