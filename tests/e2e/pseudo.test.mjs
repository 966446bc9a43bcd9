/**
 * In a language that does not exist, with longer words in brackets: what shows without brackets was not
 * taken from the messages, and what no longer fits was drawn for English.
 */

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { cutOff, drawn } from './support/looks.mjs';
import { openSite } from './support/site.mjs';
import { open, stories } from './support/stories.mjs';

const { onPage } = openSite();
const data = new URL('../../pkg/dist/data/', import.meta.url);

const ACCENTS = Object.fromEntries(
  [...'aeiouncsyAEIOUNCSY'].map((plain, index) => [plain, [...'åéîøüñçšýÅÉÎØÜÑÇŠÝ'][index]]),
);

/** Two fifths longer, accented, in brackets; places to fill stay. @param {string} text */
function pseudo(text) {
  const words = text
    .split(/(\{\w+\})/)
    .map((part) =>
      part.startsWith('{') ? part : part.replace(/[a-z]/gi, (letter) => ACCENTS[letter] ?? letter),
    );
  const more = ' ~~~~~'.repeat(Math.ceil((text.replace(/\{\w+\}/g, '').length * 0.4) / 6));
  return `[${words.join('')}${text.length > 3 ? more : ''}]`;
}

/** Every text of the data, longest first: names, reasons, sources, which no message says. */
const names = await (async () => {
  const files = (await readdir(data)).filter(
    (name) => !/^(messages|verdict|simulator|timeline)\./.test(name),
  );
  /** @type {Set<string>} */
  const found = new Set();
  const collect = (/** @type {unknown} */ value) => {
    if (typeof value === 'string' && value.length > 1) found.add(value.replace(/\.$/, ''));
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  for (const file of files) collect(JSON.parse(await readFile(new URL(file, data), 'utf8')));
  return [...found].sort((a, b) => b.length - a.length);
})();

/** What is left of a text without its messages and its data. @param {string} text */
function unsaid(text) {
  let rest = text;
  while (/\[[^[\]]*\]/.test(rest)) rest = rest.replace(/\[[^[\]]*\]/g, ' ');
  // A drawing breaks its texts into lines: of a message, a line keeps the accents.
  rest = rest.replace(/\S*[åéîøüñçšý]\S*/gi, ' ').trim();
  if (names.some((name) => name.includes(rest))) return '';
  for (const name of names) {
    if (!/\p{L}{2}/u.test(rest)) return '';
    rest = rest.replaceAll(name, ' ').replaceAll(name.charAt(0).toUpperCase() + name.slice(1), ' ');
  }
  return /\p{L}{2}/u.test(rest) ? rest.trim() : '';
}

/** What a reader sees or hears, a sentence each. @param {import('playwright-core').Page} page */
const said = (page) =>
  page.evaluate(() => {
    const BLOCKS =
      'text, p, li, td, th, h2, h3, h4, h5, button, summary, caption, dt, dd, label, legend, option';
    /** @type {Set<string>} */
    const found = new Set();
    /** @param {ParentNode} root */
    const walk = (root) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (root === document || !element.checkVisibility()) continue;
        // What stands there before any message is loaded comes with the element.
        if (element.closest('style, .loading')) continue;
        for (const name of ['aria-label', 'aria-valuetext', 'placeholder']) {
          found.add(element.getAttribute(name) ?? '');
        }
        // Whole blocks, since a sentence may be marked up within; what stands in none speaks for itself.
        const block = element.closest(BLOCKS);
        const isWhole = block === element && !element.querySelector(BLOCKS);
        if (isWhole) found.add(element.textContent ?? '');
        for (const node of block ? [] : element.childNodes) {
          if (node.nodeType === Node.TEXT_NODE) found.add(node.nodeValue ?? '');
        }
      }
    };
    walk(document);
    return [...found];
  });

const shown = stories.filter(({ story }) => !story.pending && !story.fails && !story.lang);

describe('stories', { concurrency: 3 }, () => {
  for (const which of shown) {
    test(
      `<${which.element}>, ${which.story.id}: every word is a message, and longer ones fit`,
      onPage({ viewport: { width: 1600, height: 900 } }, async (visit) => {
        const { page } = visit;
        await page.route(
          /\/data\/(messages|verdict|simulator|timeline)\.en\.json$/,
          async (route) => {
            const texts = Object.entries(await (await route.fetch()).json());
            await route.fulfill({
              json: Object.fromEntries(texts.map(([key, text]) => [key, pseudo(text)])),
            });
          },
        );
        await open(visit, which);
        const texts = await said(page);
        const failed = which.story.refused === true;
        assert.ok(failed || texts.some((text) => text.includes('[')), 'the messages are in use');
        assert.deepEqual(failed ? [] : texts.filter((text) => unsaid(text) !== ''), []);
        for (const width of [1600, 360, 320]) {
          await page.setViewportSize({ width, height: 900 });
          await drawn(page);
          assert.deepEqual(await cutOff(page), [], `${width} px`);
        }
      }),
    );
  }
});
