/** The manifest names what the elements offer, and nothing else. */

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openSite } from './support/site.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const { onPage } = openSite();

/** @typedef {import('../../pkg/scripts/manifest.mjs').Element} Element */

const read = (/** @type {string} */ file) => readFile(join(repository, file), 'utf8');

/** All files of a folder with this ending, one after the other. @param {string} folder @param {string} ending */
async function texts(folder, ending) {
  const names = (await readdir(join(repository, folder), { recursive: true })).filter((file) =>
    file.endsWith(ending),
  );
  return (await Promise.all(names.map((name) => read(join(folder, name))))).join('\n');
}

/** @param {string} text @param {RegExp} pattern whose first group is meant */
const found = (text, pattern) => [
  ...new Set([...text.matchAll(pattern)].map(([, name]) => String(name))),
];

/** @type {Element[]} */
let elements;
/** What the elements offer of a kind, all together. @param {'events' | 'cssParts' | 'cssProperties'} kind */
const offered = (kind) =>
  [...new Set(elements.flatMap((element) => element[kind].map(({ name }) => name)))].sort();

before(async () => {
  const { modules } = JSON.parse(await read('pkg/dist/custom-elements.json'));
  elements = modules.flatMap(
    (/** @type {{ declarations: Element[] }} */ each) => each.declarations,
  );
});

test(
  'every attribute of every registered element, and no other',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const names = elements.map(({ tagName }) => tagName);
    const observed = await page.evaluate(async (names) => {
      await Promise.all(names.map((name) => customElements.whenDefined(name)));
      return names.map((name) => {
        const known = /** @type {any} */ (customElements.get(name));
        return [...known.observedAttributes].sort();
      });
    }, names);
    const documented = elements.map(({ attributes }) => attributes.map(({ name }) => name).sort());
    assert.deepEqual(documented, observed);
    assert.ok(names.includes('alliance-comparison') && documented.flat().includes('state'));
  }),
);

test('every event, part and token that the sources use, and no other', async () => {
  const scripts = await texts('pkg/src/elements', '.ts');
  const rust = await texts('src/figure', '.rs');
  const sheets = await texts('src/figure', '.css');
  const code = scripts.replace(/\/\*.*?\*\//gs, '');
  assert.deepEqual(
    offered('events'),
    found(code, /(?:announce|CustomEvent)\(\s*'([\w-]+)'/g).sort(),
  );
  const parts = found(code + rust, /\bpart="([\w -]+)"/g).flatMap((list) => list.split(' '));
  assert.deepEqual(offered('cssParts'), [...new Set(parts)].sort());
  assert.deepEqual(
    offered('cssProperties'),
    found(code + sheets, /var\(\s*(--alliance-[\w-]+)/g).sort(),
  );
});

test('all of it is described, and every token has its default', () => {
  for (const element of elements) {
    const { tagName, attributes, events, slots, cssParts, cssProperties, members } = element;
    for (const each of [
      ...attributes,
      ...events,
      ...slots,
      ...cssParts,
      ...cssProperties,
      ...members,
    ]) {
      assert.ok(each.description, `${tagName}: ${each.name}`);
    }
    for (const { name, default: value } of cssProperties) assert.ok(value, `${tagName}: ${name}`);
    for (const { name, type } of events) assert.match(type?.text ?? '', /^CustomEvent<\w+>$/, name);
  }
});

test('the files for editors name the same elements', async () => {
  const names = elements.map(({ tagName }) => tagName);
  const { contributions } = JSON.parse(await read('pkg/dist/web-types.json'));
  const { tags } = JSON.parse(await read('pkg/dist/html-data.json'));
  const named = (/** @type {{ name: string }[]} */ list) => list.map(({ name }) => name);
  assert.deepEqual(named(contributions.html.elements), names);
  assert.deepEqual(named(tags), names);
});
