/** How long a reader waits for an answer to a key or a click, as the browser itself measures it. */

/** @typedef {import('playwright-core').Page} Page */

/** Which of the sorted durations stands for all: 95 of 100 are no longer. */
const QUANTILE = 0.95;

/**
 * Slows the page down and begins to listen: call it before the page opens.
 *
 * @param {Page} page
 * @param {number} slowdown how many times slower than this machine
 */
export async function listen(page, slowdown = 4) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.addInitScript(() => {
    /** @type {Map<number, number>} */
    const interactions = new Map();
    Object.assign(window, { interactions });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { interactionId: id, duration } = /** @type {PerformanceEventTiming} */ (entry);
        // Key down and key up are one interaction, which is as long as the longer of them.
        if (id) interactions.set(id, Math.max(interactions.get(id) ?? 0, duration));
      }
    }).observe(
      /** @type {PerformanceObserverInit} */ ({
        type: 'event',
        durationThreshold: 16,
        buffered: true,
      }),
    );
  });
}

/**
 * The durations so far, in milliseconds from input to the next paint, shortest first. Those below 16
 * are not reported by the browser and so not counted.
 *
 * @param {Page} page
 */
export async function durations(page) {
  // Entries come with the frame after the next.
  await page.waitForTimeout(300);
  const found = await page.evaluate(() => [
    .../** @type {Map<number, number>} */ (Reflect.get(window, 'interactions')).values(),
  ]);
  return found.sort((a, b) => a - b);
}

/** @param {number[]} sorted */
export const p95 = (sorted) => sorted[Math.ceil(QUANTILE * sorted.length) - 1] ?? 0;
