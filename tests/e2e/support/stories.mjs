/** The gallery's stories in a browser. */

import assert from 'node:assert/strict';
import { readStories, storyPath } from '../../../www/gallery/build.mjs';
import { drawn } from './looks.mjs';

/**
 * @typedef {import('../../../www/gallery/build.mjs').Story} Story
 * @typedef {import('./site.mjs').Visit} Visit
 */

export const all = await readStories();

/** Every story with its element and address. */
export const stories = all.flatMap(({ element, stories }) =>
  stories.map((story) => ({ element, story, path: storyPath(element, story) })),
);

/**
 * Opens a story and waits until each of its elements shows a view or says why not.
 *
 * @param {Visit} visit
 * @param {{ element: string, story: Story, path: string }} which
 */
export async function open({ page, visit, problems }, { element, story, path }) {
  await page.addInitScript(() => {
    /** @type {Set<EventTarget | null>} */
    const settled = new Set();
    Object.assign(window, { settled });
    for (const type of ['alliance-loaded', 'alliance-load-failed']) {
      // Elements within the shadow of others count by their host.
      document.addEventListener(type, (event) => settled.add(event.target));
    }
  });
  await visit(path);
  if (story.pending) return;
  await page.waitForFunction((element) => {
    const settled = /** @type {Set<EventTarget>} */ (Reflect.get(window, 'settled'));
    return [...document.querySelectorAll(element)].every((each) => {
      // Elements load when they come near the viewport.
      if (!settled.has(each)) each.scrollIntoView();
      return settled.has(each);
    });
  }, element);
  await page.evaluate(() => scrollTo(0, 0));
  if (story.fails) {
    // The browser's report may come after the element's.
    for (let wait = 0; wait < 20 && problems.length === 0; wait += 1) await drawn(page);
    assert.notDeepEqual(problems.splice(0), [], 'the browser reports the failure');
  }
}
