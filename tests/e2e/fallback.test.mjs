/** What a reader is left with when scripts, module or data are not to be had. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSite } from './support/site.mjs';

const { onPage } = openSite();

/** @param {import('playwright-core').Page} page */
async function isComplete(page) {
  const figure = page.getByRole('figure').first();
  assert.match(await figure.getByRole('heading', { level: 2 }).innerText(), /^From 2006 on, /);
  assert.equal(await figure.getByRole('img').count(), 6, 'two cards and four questions are drawn');
  const table = figure.locator('details').last();
  await table.locator('summary').click();
  assert.equal(await table.getByRole('rowheader').count(), 7 + 12);
  assert.ok(await table.getByText('0.35 (0.20 to 0.51)').first().isVisible());
}

for (const width of [320, 1200]) {
  test(
    `figure and table are there without scripts, at ${width} px`,
    onPage(
      { javaScriptEnabled: false, viewport: { width, height: 800 } },
      async ({ page, visit }) => {
        await visit('/');
        await isComplete(page);
      },
    ),
  );
}

test(
  'no headline and no pair without scripts rests on an unchecked row',
  onPage({ javaScriptEnabled: false }, async ({ page, visit }) => {
    await visit('/');
    const conduct = page.getByRole('figure').nth(1);
    const headline = await conduct.getByRole('heading', { level: 2 }).innerText();
    assert.match(headline, /^In 2010 parts of the Afghan state fought the Taliban/);
    assert.equal(await conduct.locator('.head .unread').count(), 0);
  }),
);

for (const [what, pattern, says] of /** @type {const} */ ([
  ['module', '**/core_bg.wasm', /core_bg\.wasm answered 404/],
  ['case', '**/us-colombia.json', /us-colombia\.json answered 404/],
])) {
  test(
    `a missing ${what} leaves the figure of the page, and says why`,
    onPage(async ({ page, visit, audit, problems }) => {
      await page.route(pattern, (route) => route.fulfill({ status: 404, body: 'Not found' }));
      await visit('/');
      await page.locator('alliance-comparison').scrollIntoViewIfNeeded();
      const reason = page.getByRole('status').filter({ hasText: 'could not be loaded' });
      await reason.waitFor();
      assert.match(await reason.innerText(), says);
      await isComplete(page);
      assert.deepEqual(await audit(), []);
      // The browser itself reports the failed request, and nothing else is wrong.
      assert.equal(problems.splice(0).filter((problem) => !problem.includes('404')).length, 0);
    }),
  );
}

test(
  'a case that does not exist is refused by name, and what was shown stays',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const element = page.locator('alliance-comparison');
    await element.scrollIntoViewIfNeeded();
    await page.getByRole('slider', { name: 'Year' }).waitFor();
    await element.evaluate((element) => element.setAttribute('cases', 'us-atlantis'));
    const reason = page.getByRole('status').filter({ hasText: 'could not be loaded' });
    await reason.waitFor();
    assert.match(
      await reason.innerText(),
      /cases: there is no case `us-atlantis`; known: us-colombia, us-afghanistan/,
    );
    assert.ok(await page.getByRole('slider', { name: 'Year' }).isVisible());
    await element.evaluate((element) => element.setAttribute('cases', 'us-afghanistan'));
    await reason.waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('tab').count(), 0, 'one case needs no tabs');
  }),
);
