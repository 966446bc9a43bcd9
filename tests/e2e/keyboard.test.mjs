/** Every function of the comparison with the keyboard alone, in the order in which Tab comes by. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawn } from './support/looks.mjs';
import { openSite } from './support/site.mjs';
import { open, stories } from './support/stories.mjs';

const { onPage } = openSite();

/** @typedef {import('playwright-core').Page} Page */

/** What has the focus, by role and name, and whether it can be seen once the page has scrolled. @param {Page} page */
async function focused(page) {
  await drawn(page);
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body) return { name: '', isSeen: true };
    const label = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
    const role = element.getAttribute('role') ?? element.localName;
    const { top, bottom } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const ring = element.querySelector('.cell-ring');
    const hasRing =
      style.outlineStyle !== 'none' || (ring !== null && getComputedStyle(ring).stroke !== 'none');
    return { name: `${role}: ${label}`, isSeen: hasRing && bottom > 0 && top < innerHeight };
  });
}

/** Presses Tab until what has the focus is called so. @param {Page} page @param {RegExp} name */
async function tabTo(page, name) {
  for (let press = 0; press < 120; press += 1) {
    await page.keyboard.press('Tab');
    const { name: found, isSeen } = await focused(page);
    assert.ok(isSeen, `the focus on ${found} is seen`);
    if (name.test(found)) return;
  }
  assert.fail(`Tab does not reach ${name}`);
}

test(
  'Tab comes by every control once, in the order of reading',
  onPage({ viewport: { width: 1200, height: 900 } }, async (visit) => {
    const { page } = visit;
    const which = stories.find(({ path }) => path.endsWith('/alliance-comparison/rest.html'));
    assert.ok(which);
    await open(visit, which);
    const order = [];
    for (let press = 0; press < 120; press += 1) {
      await page.keyboard.press('Tab');
      const { name, isSeen } = await focused(page);
      if (name === '') break;
      assert.ok(isSeen, `the focus on ${name} is seen`);
      // Sources and disputes are links among text; there are many.
      if (!name.startsWith('a: ')) order.push(name);
    }
    const take = ['Copy link', 'Data (CSV)', 'Figure (SVG)', 'Figure (PNG)', 'Cite'];
    const answers = [4, 3, 3, 3];
    assert.deepEqual(order, [
      ...['Colombia', 'Afghanistan'].flatMap((ally) => [
        `button: Previous period, ${ally}`,
        `button: Next period, ${ally}`,
      ]),
      'summary: Other codings and rules',
      ...answers.map((count) => `summary: Show the ${count} answers behind this, with sources`),
      'summary: Data behind this figure',
      ...take.map((name) => `button: ${name}`),
      'tab: Afghanistan',
      order.find((name) => name.startsWith('gridcell: ')),
      'button: Previous year',
      'input: Year',
      'button: Next year',
      'summary: Data behind this figure',
      ...take.map((name) => `button: ${name}`),
    ]);
  }),
);

test(
  'every function is had by keys alone',
  onPage({ viewport: { width: 1200, height: 900 } }, async (visit) => {
    const { page } = visit;
    const which = stories.find(({ path }) => path.endsWith('/alliance-comparison/rest.html'));
    assert.ok(which);
    await open(visit, which);
    /** Waits until the view has this value. @param {string} key @param {RegExp} value */
    const chosen = (key, value) =>
      page.waitForFunction(
        ([key = '', value = '']) => {
          const element = document.querySelector('alliance-comparison');
          const view = new URLSearchParams(element?.getAttribute('state') ?? '');
          return new RegExp(value).test(view.get(key) ?? '');
        },
        [key, value.source],
      );
    const press = (/** @type {string} */ key) => page.keyboard.press(key);

    await tabTo(page, /Next period, Colombia/);
    await press('Enter');
    await press('Space');
    await chosen('period.us-colombia', /^p2$/);
    await press('Shift+Tab');
    await press('Enter');
    await chosen('period.us-colombia', /^p1$/);

    await tabTo(page, /Show the 4 answers/);
    await press('Enter');
    await page.locator('details.answers .answer').first().waitFor();
    await chosen('answers', /^D1$/);
    await tabTo(page, /^a: /);
    await tabTo(page, /Show the 3 answers/);

    await tabTo(page, /summary: Data behind/);
    await press('Enter');
    await tabTo(page, /region: Value of each question/);
    await press('ArrowRight');

    await tabTo(page, /button: Data \(CSV\)/);
    const download = page.waitForEvent('download');
    await press('Enter');
    assert.equal((await download).suggestedFilename(), 'comparison-us-colombia-us-afghanistan.csv');
    await tabTo(page, /button: Cite/);
    await press('Enter');
    await tabTo(page, /textarea/);

    await tabTo(page, /tab: Afghanistan/);
    await press('ArrowLeft');
    await page.getByRole('tab', { name: 'Colombia', selected: true }).waitFor();
    await chosen('who', /^us-colombia$/);
    await press('End');
    await page.getByRole('tab', { name: 'Afghanistan', selected: true }).waitFor();

    await tabTo(page, /^gridcell: /);
    const first = (await focused(page)).name;
    await press('ArrowRight');
    assert.notEqual((await focused(page)).name, first);
    await press('Home');
    assert.equal((await focused(page)).name, first);
    await press('Enter');
    await page.locator('.evidence').waitFor();
    await chosen('cell', /^\S+ \S+$/);
    await press('Escape');
    await page.locator('.evidence').waitFor({ state: 'detached' });

    await tabTo(page, /Previous year/);
    await press('Enter');
    await chosen('year', /^2009$/);
    await tabTo(page, /input: Year/);
    await press('Home');
    await chosen('year', /^2001$/);
    await tabTo(page, /Next year/);
    await press('Space');
    await chosen('year', /^2002$/);
  }),
);
