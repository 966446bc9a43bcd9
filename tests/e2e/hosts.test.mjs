/** The elements as guests: what a page does to them, and what they do to the page. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutOff, drawn } from './support/looks.mjs';
import { openSite } from './support/site.mjs';
import { open, stories } from './support/stories.mjs';

const { onPage } = openSite();

/** @typedef {import('playwright-core').Page} Page */

for (const width of [360, 1200]) {
  test(
    `a style sheet that reaches for everything changes neither size nor use, at ${width} px`,
    onPage({ viewport: { width, height: 900 } }, async ({ page, visit }) => {
      await visit('/gallery/hostile.html');
      const element = page.locator('alliance-comparison');
      await element.scrollIntoViewIfNeeded();
      const next = page.getByRole('button', { name: 'Next period, Colombia' });
      await next.click();
      await page.getByRole('heading', { name: /Cartel war/ }).waitFor();
      await page.getByText('Show the 4 answers behind this, with sources').click();
      await page.locator('details.answers .answer').first().waitFor();
      await page.getByRole('slider', { name: 'Year' }).press('Home');
      assert.deepEqual(await cutOff(page), []);
      const small = await page.evaluate(() => {
        const root = document.querySelector('alliance-comparison')?.shadowRoot;
        /** @type {string[]} */
        const found = [];
        for (const each of root?.querySelectorAll('p, li, td, dd, h2, h3, button, text') ?? []) {
          const style = getComputedStyle(each);
          if (Number.parseFloat(style.fontSize) < 11.9)
            found.push(`${style.fontSize} ${each.textContent}`);
          if (style.textTransform !== 'none' || style.letterSpacing !== 'normal')
            found.push(`set: ${each.textContent}`);
        }
        for (const each of root?.querySelectorAll('button') ?? []) {
          const { width, height } = each.getBoundingClientRect();
          if (height > 0 && Math.min(width, height) < 24)
            found.push(`${width} x ${height} ${each.textContent}`);
        }
        return found;
      });
      assert.deepEqual(small, [], 'nothing is too small to read or to hit');
    }),
  );
}

test(
  'without scripts the figure of such a page still reads in order, with its table',
  onPage({ javaScriptEnabled: false }, async ({ page, visit }) => {
    await visit('/gallery/hostile.html');
    const figure = page.getByRole('figure').first();
    const headline = figure.getByRole('heading', { level: 2 });
    assert.match(await headline.innerText(), /^From 2006 on, /, 'neither capitals nor gaps');
    await figure.locator('summary').click();
    assert.ok(await figure.getByText('0.35 (0.20 to 0.51)').first().isVisible());
  }),
);

test(
  'an element that its page lets shrink keeps a width to be read',
  onPage(async ({ page, visit }) => {
    await visit('/gallery/story/alliance-comparison/comparison-alone.html');
    const element = page.locator('alliance-comparison');
    await element.getByRole('group', { name: 'Periods of Colombia' }).waitFor();
    for (const style of ['float: left', 'position: absolute', 'display: inline-block']) {
      await element.evaluate((element, style) => {
        /** @type {HTMLElement} */ (element).style.cssText = style;
      }, style);
      await drawn(page);
      assert.ok(((await element.boundingBox())?.width ?? 0) >= 288, style);
    }
  }),
);

test(
  'two of a kind keep views of their own, in the page and in its address',
  onPage(async ({ page, visit }) => {
    const warned = page.waitForEvent(
      'console',
      (message) =>
        message.type() === 'warning' && message.text().startsWith('<alliance-comparison>'),
    );
    await visit('/gallery/two.html');
    assert.equal(
      (await warned).text(),
      '<alliance-comparison> is already registered by version 0.1.0; version 0.0.1 leaves it as it is.',
    );
    const [first, second] = [0, 1].map((at) => page.locator('alliance-comparison').nth(at));
    const slider = (/** @type {typeof first} */ element) =>
      element?.getByRole('slider') ?? page.locator('none');
    await second?.scrollIntoViewIfNeeded();
    await slider(second).waitFor();
    assert.equal(await slider(second).inputValue(), '1999');
    await first?.scrollIntoViewIfNeeded();
    await slider(first).press('Home');
    await page.waitForURL(/#alliance-comparison=year%3D1980$/);
    assert.equal(await slider(second).inputValue(), '1999');
    await slider(second).press('ArrowRight');
    await page.waitForURL(/alliance-comparison-2=year%3D2000/);
    assert.equal(await slider(first).inputValue(), '1980');
  }),
);

test(
  'where the other version comes first, its elements are those of the page',
  onPage(async ({ page, visit }) => {
    await page.route('**/two.html', async (route) => {
      const text = await (await route.fetch()).text();
      const turned = text
        .replace('src="../pkg/define.js"', 'src="first"')
        .replace('src="other/define.js"', 'src="../pkg/define.js"')
        .replace('src="first"', 'src="other/define.js"');
      await route.fulfill({ contentType: 'text/html', body: turned });
    });
    const warned = page.waitForEvent(
      'console',
      (message) =>
        message.type() === 'warning' && message.text().startsWith('<alliance-comparison>'),
    );
    await visit('/gallery/two.html');
    assert.match((await warned).text(), /registered by version 0\.0\.1; version 0\.1\.0 leaves/);
    await page.getByRole('slider').first().waitFor();
    const version = await page.evaluate(
      () => /** @type {any} */ (customElements.get('alliance-comparison')).version,
    );
    assert.equal(version, '0.0.1');
  }),
);

test(
  'a right-to-left page mirrors the layout, not sentences, drawings and time',
  onPage({ viewport: { width: 1200, height: 900 } }, async ({ page, visit }) => {
    await page.addInitScript(() =>
      document.addEventListener('DOMContentLoaded', () => {
        document.documentElement.dir = 'rtl';
      }),
    );
    await visit('/gallery/story/alliance-comparison/rest.html');
    const left = async (/** @type {import('playwright-core').Locator} */ what) =>
      (await what.boundingBox())?.x ?? Number.NaN;
    const button = (/** @type {string} */ name) => page.getByRole('button', { name });
    await button('Previous year').scrollIntoViewIfNeeded();
    assert.ok(
      (await left(button('Previous period, Colombia'))) >
        (await left(button('Next period, Colombia'))),
    );
    assert.ok((await left(button('Copy link').first())) > (await left(button('Cite').first())));
    assert.ok((await left(button('Previous year'))) < (await left(button('Next year'))), 'time');
    const lanes = page.locator('alliance-comparison svg.drawing:visible text');
    assert.ok(
      (await left(lanes.getByText('1980–\u206089').first())) <
        (await left(lanes.getByText('halfway').first())),
      'scales run from 0 on the left',
    );
    // A sentence's full stop stands at its right end.
    const stops = await page.evaluate(() => {
      const root = document.querySelector('alliance-comparison')?.shadowRoot;
      return [...(root?.querySelectorAll('h2, .finding, .deck, .hint, figcaption p') ?? [])]
        .map(
          (element) =>
            /** @type {Text} */ (
              document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
            ),
        )
        .filter((text) => text?.data.trim().endsWith('.'))
        .map((text) => {
          const rect = (/** @type {number} */ from) => {
            const range = document.createRange();
            range.setStart(text, from);
            range.setEnd(text, from + 1);
            return range.getBoundingClientRect();
          };
          const end = text.data.trimEnd().length;
          return rect(end - 1).left >= rect(end - 2).left;
        });
    });
    assert.ok(stops.length >= 6 && stops.every(Boolean), JSON.stringify(stops));
    const tabs = page.getByRole('tab');
    await tabs.nth(1).focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(
      await tabs.nth(0).getAttribute('aria-selected'),
      'true',
      'the arrow points the way',
    );
  }),
);

/** Where each heading stands in the page, by what it says. @param {Page} page */
const headings = (page) =>
  page.evaluate(() => {
    const host = document.querySelector('main > *:not(h1)');
    const shown = host?.shadowRoot?.querySelector('figure') ? host.shadowRoot : host;
    return [...(shown?.querySelectorAll('h2, h3, summary') ?? [])].map((heading) => ({
      text: heading.textContent?.trim() ?? '',
      top: heading.getBoundingClientRect().top + scrollY,
    }));
  });

for (const which of stories.filter(
  ({ story }) => story.html.includes('<!-- figure') && !story.pending && !story.fails,
)) {
  for (const width of [360, 1200]) {
    test(
      `<${which.element}>, ${which.story.id}: nothing moves when it takes over, at ${width} px`,
      onPage({ viewport: { width, height: 800 } }, async (visit) => {
        const { page } = visit;
        /** @type {(value?: unknown) => void} */
        let arrive = () => {};
        const arrived = new Promise((resolve) => {
          arrive = resolve;
        });
        await page.route('**/*_bg.wasm', async (route) => {
          await arrived;
          await route.continue();
        });
        await page.addInitScript(() => {
          const shifts = { total: 0 };
          Object.assign(window, { shifts });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) shifts.total += Reflect.get(entry, 'value');
          }).observe({ type: 'layout-shift', buffered: true });
        });
        await visit.visit(which.path);
        const before = await headings(page);
        arrive();
        await open(visit, which);
        await drawn(page);
        const after = await headings(page);
        assert.ok(before.length > 0);
        const texts = (/** @type {typeof after} */ list) => list.map(({ text }) => text);
        const kept = after.filter(({ text }) => texts(before).includes(text));
        assert.deepEqual(texts(kept), texts(before));
        const gaps = (/** @type {typeof after} */ list) =>
          list.map(({ top }, index) => top - (list[index - 1]?.top ?? 0));
        // The drawing for one width may need a line more than the one for another.
        const grown = gaps(before).map((gap, index) => Math.abs(gap - (gaps(kept)[index] ?? 0)));
        assert.ok(Math.max(...grown) <= 16, `sections grow by ${grown}`);
        assert.equal(await page.evaluate(() => Reflect.get(window, 'shifts').total), 0);
      }),
    );
  }
}
