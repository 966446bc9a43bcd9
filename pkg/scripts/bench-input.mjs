/**
 * How long a reader waits for an answer, on a machine four times slower than this one: milliseconds from a
 * key to the next paint, for each element at rest, walked through by Tab. Nothing depends on the
 * numbers. `cargo xtask bench` builds the pages, names the browser (CHROME) and runs this.
 */

import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { durations, listen, p95 } from '../../tests/e2e/support/input.mjs';
import { readStories, storyPath } from '../../www/gallery/build.mjs';
import { serve } from './serve.mjs';

const STOPS = 60;

/**
 * The keys for what has the focus; none for links and for what is taken along.
 *
 * @type {Record<string, string[]>}
 */
const KEYS = {
  button: ['Enter'],
  summary: ['Enter'],
  select: ['ArrowDown'],
  input: ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Home'],
  tab: ['ArrowLeft', 'ArrowRight'],
  radio: ['ArrowDown'],
  gridcell: ['ArrowRight', 'ArrowDown', 'Enter', 'Escape'],
};

/** The kind of control that has the focus. @param {import('playwright-core').Page} page */
const kind = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element || element === document.body || element.matches('[data-take]')) return '';
    return element.getAttribute('role') ?? element.localName;
  });

/** @param {import('playwright-core').Page} page */
async function walk(page) {
  for (let stop = 0; stop < STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    for (const key of KEYS[await kind(page)] ?? []) await page.keyboard.press(key);
  }
}

const site = await serve(fileURLToPath(new URL('../../www/dist', import.meta.url)), 0);
const browser = await chromium.launch({
  executablePath: process.env.CHROME,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
console.log('element'.padEnd(28), 'width  inputs  median    p95  longest (ms)');
for (const { element, stories } of await readStories()) {
  const story = stories.find(({ id }) => id === 'rest');
  if (!story) continue;
  for (const width of [360, 1200]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    await listen(page);
    await page.goto(site.origin + storyPath(element, story));
    await page.locator(`${element} >> .actions`).first().waitFor({ timeout: 60_000 });
    await walk(page);
    const sorted = await durations(page);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const cells = [median, p95(sorted), sorted.at(-1) ?? 0].map((ms) => String(ms).padStart(6));
    console.log(
      element.padEnd(28),
      String(width).padStart(5),
      String(sorted.length).padStart(7),
      ` ${cells.join(' ')}`,
    );
    await page.close();
  }
}
await browser.close();
site.close();
