/** What is wrong with how a page looks, found without looking. */

/** @typedef {import('playwright-core').Page} Page */

/** Two frames later: what was changed is drawn. @param {Page} page */
export const drawn = (page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0)))),
  );

/**
 * What reaches beyond the window to the side or is cut off by a box of its own, but for what scrolls in a
 * box that is made for it.
 *
 * @param {Page} page
 */
export const cutOff = (page) =>
  page.evaluate(() => {
    /** @type {string[]} */
    const found = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) found.push('the page scrolls sideways');
    /** @param {ParentNode} root */
    const walk = (root) => {
      for (const element of root.children) {
        const { overflowX } = getComputedStyle(element);
        const { left, right, width: own } = element.getBoundingClientRect();
        const what = `${element.localName}.${element.getAttribute('class') ?? ''}: ${element.textContent?.trim().slice(0, 40)}`;
        // Half a pixel is rounding; a box of one pixel is for ears only.
        if (own > 1 && (left < -0.5 || right > width + 0.5))
          found.push(`beyond the window: ${what}`);
        const scrolls = overflowX === 'auto' || overflowX === 'scroll';
        if (own > 1 && overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1) {
          found.push(`cut off: ${what}`);
        }
        if (!scrolls && !(element instanceof SVGElement)) walk(element);
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(document.body);
    return found;
  });

/** Everything of a kind that is seen, within shadows too. @param {Page} page @param {string} selector */
export const seen = (page, selector) =>
  page
    .locator(selector)
    .evaluateAll((elements) =>
      elements
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .map((element) => element.textContent?.trim() || element.outerHTML.slice(0, 60)),
    );

/** How many parts of the page move by themselves. @param {Page} page */
export const moving = (page) =>
  page.evaluate(
    () =>
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 1).length,
  );
