/** How each element looks at rest, on a phone, in a column and on a wide page, in light and in dark. */

import { describe, test } from 'node:test';
import { drawn } from './support/looks.mjs';
import { assertPicture, useBlocks } from './support/pictures.mjs';
import { openSite } from './support/site.mjs';
import { open, stories } from './support/stories.mjs';

const { onPage } = openSite();

const resting = stories.filter(({ story }) => story.id === 'rest');

describe('pictures', { concurrency: 3 }, () => {
  for (const which of resting) {
    for (const width of [360, 760, 1200]) {
      test(
        `<${which.element}> at ${width} px`,
        // The font comes from the test, which the page's policy would refuse.
        onPage({ bypassCSP: true, viewport: { width, height: 900 } }, async (visit) => {
          const { page } = visit;
          await open(visit, which);
          await useBlocks(page);
          for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
            await page.emulateMedia({ colorScheme });
            await drawn(page);
            await assertPicture(
              page.locator(which.element).first(),
              `${which.element}-${width}-${colorScheme}`,
            );
          }
        }),
      );
    }
  }
});
