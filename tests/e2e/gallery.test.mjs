/** Every story of every element: accessible in each mode, within its width, heard as sentences. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertGolden } from './support/golden.mjs';
import { openSite } from './support/site.mjs';
import { all, drawn, open, overflow, stories } from './support/stories.mjs';

const { onPage } = openSite();

for (const which of stories) {
  const { element, story } = which;
  test(
    `<${element}>, ${story.id}: accessible, within its width, the same to hear`,
    onPage({ viewport: { width: 1200, height: 900 } }, async (visit) => {
      const { page, audit } = visit;
      await open(visit, which);
      assert.deepEqual(await audit(), [], 'light');
      await assertGolden(`aria/${element}/${story.id}.txt`, await heard(page));

      await page.emulateMedia({ forcedColors: 'active' });
      assert.deepEqual(await audit({ only: ['color-contrast'] }), [], 'forced colours');
      await page.emulateMedia({ forcedColors: 'none', colorScheme: 'dark' });
      await page.evaluate(() => {
        document.documentElement.dir = 'rtl';
      });
      assert.deepEqual(await audit(), [], 'dark, right to left');

      for (const width of [320, 360, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        for (const dir of ['rtl', 'ltr']) {
          await page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), dir);
          await drawn(page);
          assert.equal(await overflow(page), 0, `${width} px, ${dir}`);
        }
      }
    }),
  );
}

/** What a screen reader gets, without what is not the story's. @param {import('playwright-core').Page} page */
async function heard(page) {
  return `${await page.locator('main').ariaSnapshot()}\n`;
}

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
      assert.equal(await overflow(page), 0);
    }),
  );
}
