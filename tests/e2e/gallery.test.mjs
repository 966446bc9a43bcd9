/** Every story of every element: accessible in each mode, within its width, heard as sentences. */

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertGolden } from './support/golden.mjs';
import { cutOff, drawn, moving, seen } from './support/looks.mjs';
import { openSite } from './support/site.mjs';
import { all, open, stories } from './support/stories.mjs';

const { onPage } = openSite();

/** @typedef {import('playwright-core').Page} Page */

/** What depends on colours and direction; everything else was looked at before. */
const CHANGING = [
  'color-contrast',
  'link-in-text-block',
  'target-size',
  'scrollable-region-focusable',
];

/** @param {Page} page @param {string} dir */
const turn = (page, dir) =>
  page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), dir);

// A few at a time: a page waits often, and each has a process of its own.
describe('stories', { concurrency: 3 }, () => {
  for (const which of stories) {
    const { element, story } = which;
    test(
      `<${element}>, ${story.id}: accessible, within its width, the same to hear`,
      onPage({ viewport: { width: 1200, height: 900 } }, async (visit) => {
        const { page, audit, origin } = visit;
        await open(visit, which);
        assert.deepEqual(await audit(), [], 'light');
        await assertGolden(
          `aria/${element}/${story.id}.txt`,
          `${(await page.locator('main').ariaSnapshot()).replaceAll(origin, '')}\n`,
        );
        assert.equal(await moving(page), 0, 'nothing moves for who asked for less motion');

        await page.emulateMedia({ forcedColors: 'active' });
        assert.deepEqual(await audit({ only: ['color-contrast'] }), [], 'forced colours');
        await page.emulateMedia({ forcedColors: 'none', colorScheme: 'dark' });
        await turn(page, 'rtl');
        assert.deepEqual(await audit({ only: CHANGING }), [], 'dark, right to left');

        await page.emulateMedia({ media: 'print', colorScheme: 'light' });
        assert.deepEqual(await seen(page, 'button, input, select'), [], 'no control is printed');
        assert.deepEqual(await closedTables(page), [], 'every table is printed');
        await page.emulateMedia({ media: 'screen' });

        for (const width of [320, 360, 1600]) {
          await page.setViewportSize({ width, height: 900 });
          for (const dir of ['rtl', 'ltr']) {
            await turn(page, dir);
            await drawn(page);
            assert.deepEqual(await cutOff(page), [], `${width} px, ${dir}`);
          }
        }
        await page.setViewportSize({ width: 360, height: 900 });
        await page.evaluate(() => document.documentElement.style.setProperty('font-size', '32px'));
        await drawn(page);
        assert.deepEqual(await cutOff(page), [], 'text of twice the size');
      }),
    );
  }
});

/** Tables that stay closed, of those that are shown at all. @param {Page} page */
const closedTables = (page) =>
  page.locator('details:has(table)').evaluateAll((all) =>
    all
      .filter((details) => details.getClientRects().length > 0)
      .filter(
        (details) => getComputedStyle(details, '::details-content').contentVisibility === 'hidden',
      )
      .map((details) => details.textContent?.slice(0, 40)),
  );

for (const path of [
  '/gallery/index.html',
  ...all.map(({ element }) => `/gallery/${element}.html`),
  '/gallery/two.html',
  '/course.html',
]) {
  test(
    `${path}: accessible, within its width`,
    onPage(async ({ page, visit, audit }) => {
      await visit(path);
      assert.deepEqual(await audit(), [], 'light');
      await page.emulateMedia({ colorScheme: 'dark' });
      assert.deepEqual(await audit({ only: ['color-contrast'] }), [], 'dark');
      await page.setViewportSize({ width: 320, height: 640 });
      assert.deepEqual(await cutOff(page), []);
    }),
  );
}
