/** What a reader sees of the simulator and does with it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSite } from './support/site.mjs';

const { onPage } = openSite();

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ scenario: string, seed: number, runs: number, config: object, summary: Record<string, { d3: number, aid_diverted: number, survival: number, strength: number[] }> }} Simulated */

/**
 * A page with nothing but the element.
 *
 * @param {{ page: Page, visit: (path: string) => Promise<void> }} visit
 * @param {string} [attributes]
 * @param {string} [content]
 */
async function element({ page, visit }, attributes = '', content = '') {
  await visit('/');
  await page.evaluate(
    ([attributes, content]) => {
      document.body.innerHTML = `<main><h1>Test</h1><alliance-simulator ${attributes}>${content}</alliance-simulator></main>`;
      const heard = /** @type {unknown[]} */ ([]);
      Reflect.set(window, 'heard', heard);
      for (const type of ['simulated', 'lever-changed', 'run-cancelled', 'load-failed', 'loaded']) {
        document.addEventListener(`alliance-${type}`, (event) => {
          heard.push({ type, .../** @type {CustomEvent} */ (event).detail });
        });
      }
    },
    [attributes, content],
  );
  return page.locator('alliance-simulator');
}

/**
 * The details of events of a kind, in their order.
 *
 * @param {Page} page
 * @param {string} type
 */
async function heard(page, type) {
  /** @type {any[]} */
  const all = await page.evaluate(() => Reflect.get(window, 'heard'));
  return all.filter((detail) => detail.type === type);
}

/**
 * Waits until so many ensembles are shown; gives the last.
 *
 * @param {Page} page
 * @param {number} count
 * @returns {Promise<Simulated>}
 */
async function simulated(page, count) {
  await page.waitForFunction(
    (count) =>
      Reflect.get(window, 'heard').filter((/** @type {any} */ { type }) => type === 'simulated')
        .length >= count,
    count,
  );
  return (await heard(page, 'simulated')).at(-1);
}

/** @param {number} share */
const percent = (share) => `${Math.round(100 * share)}%`;

test(
  'monitoring alone backfires, tying aid does not: in words that the numbers bear out',
  onPage(async ({ page, visit }) => {
    const root = await element({ page, visit });
    const { summary, runs, seed, scenario } = await simulated(page, 1);
    assert.deepEqual([scenario, runs, seed], ['us-afghanistan', 1000, 7]);
    const { as_it_was: was, a, b } = summary;
    assert.ok(was && a && b && a.d3 > was.d3 + 0.1 && b.d3 < was.d3 - 0.02);
    assert.equal(
      await root.getByRole('heading', { level: 2 }).innerText(),
      'In the model, watching more closely makes the double game more frequent. Tying aid to results makes it rarer.',
    );
    const tile = root.locator('.policy-tile').first();
    for (const side of [was, a, b]) {
      await tile.locator('svg').getByText(percent(side.d3), { exact: true }).waitFor();
    }
    const effects = await root.getByText(/^A\. Watching more closely:/).innerText();
    const pair = `(${percent(a.survival)} against ${percent(was.survival)})`;
    assert.ok(effects.includes(`the regime lasts less often ${pair}`), effects);
    assert.match(await root.locator('.known-wrong').innerText(), /Taliban are strongest in 20\d\d/);
  }),
);

test(
  'stricter conditions say what happens to diverted aid and to the neglected group',
  onPage(async ({ page, visit }) => {
    // With much aid, effort follows the group that the patron minds, and the other one grows.
    const root = await element(
      { page, visit },
      'scenario="internal-ideal-type" a="aid=1 conditionality=0.5" b="aid=1 conditionality=0.5"',
    );
    const before = await simulated(page, 1);
    const slider = root.getByRole('slider', { name: 'B: How much of the aid hangs on results?' });
    await slider.focus();
    await page.keyboard.press('End');
    assert.equal(await slider.getAttribute('aria-valuetext'), 'B: 1.00, at the end “all of it”');
    const { summary } = await simulated(page, 2);
    const [was, a, b] = [summary.as_it_was, summary.a, summary.b];
    assert.ok(was && a && b);
    assert.deepEqual(a, before.summary.a, 'A was not moved');
    assert.ok(b.aid_diverted < was.aid_diverted - 0.2);
    assert.ok((b.strength[1] ?? 0) > (a.strength[1] ?? 0) + 0.2, 'the neglected group grows');
    const effects = await root.getByText(/^B\. 2 levers moved:/).innerText();
    const aid = `less aid diverted (${percent(b.aid_diverted)} against ${percent(was.aid_diverted)})`;
    assert.ok(effects.includes(aid), effects);
    const group = root.locator('.policy-tile').filter({ hasText: 'Armed clients' });
    assert.match(await group.innerText(), /B less A, run by run: \+0\.\d\d on average/);
  }),
);

test(
  'a lever shows a preview, then all runs; its event says which',
  onPage(async ({ page, visit }) => {
    const root = await element({ page, visit }, 'runs="4000"');
    await simulated(page, 1);
    const states = await page.evaluate(async () => {
      const root = document.querySelector('alliance-simulator')?.shadowRoot;
      const slider = /** @type {HTMLInputElement} */ (
        root?.querySelector('input[data-policy=b][data-lever=monitoring]')
      );
      const seen = new Set();
      slider.value = '0.5';
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      for (let turn = 0; turn < 200; turn += 1) {
        seen.add(root?.querySelector('.state')?.textContent);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return [...seen];
    });
    assert.ok(
      states.includes('Preview with 256 runs; 4,000 follow when the lever rests.'),
      String(states),
    );
    assert.ok(String(states).includes('Rests on 4,000 runs of each, seed 7'), String(states));
    const [moved] = await heard(page, 'lever-changed');
    assert.deepEqual(
      [moved.policy, moved.lever, moved.value, typeof moved.version],
      ['b', 'monitoring', 0.5, 'string'],
    );
    assert.match(
      (await root.getAttribute('state')) ?? '',
      /^b=monitoring%3A0\.5%2Cconditionality%3A0\.8$/,
    );
  }),
);

test(
  'the same state gives the same numbers, and a lever that is put back leaves no trace',
  onPage(async ({ page, visit }) => {
    const state = 'scenario=us-colombia&a=cohesion%3A0.9&b=aid%3A0%2Csanction%3A2&seed=3';
    const root = await element({ page, visit }, `state="${state}"`);
    const first = await simulated(page, 1);
    assert.deepEqual(first.config, { a: { cohesion: 0.9 }, b: { aid: 0, sanction: 2 } });
    assert.deepEqual([first.scenario, first.seed], ['us-colombia', 3]);
    assert.equal(await root.getAttribute('state'), state);
    await root.getByRole('button', { name: 'A, How far do agencies' }).click();
    await simulated(page, 2);
    assert.match((await root.getAttribute('state')) ?? '', /&a=&/);
    const again = await element({ page, visit }, `state="${state}"`);
    await again.getByRole('heading', { level: 2 }).waitFor();
    assert.deepEqual((await simulated(page, 1)).summary, first.summary);
  }),
);

test(
  'work that takes a while tells how far it is and can be given up; the figure stays',
  onPage(async ({ page, visit }) => {
    const root = await element({ page, visit }, 'runs="20000" scenario="us-colombia"');
    const { summary } = await simulated(page, 1);
    const before = await root.locator('.policy-tiles').innerText();
    await root.getByRole('spinbutton', { name: 'Seed of chance' }).fill('11');
    await page.keyboard.press('Tab');
    await root.getByText(/^Running 20,000 times: [\d,]+ done$/).waitFor();
    await root.getByRole('button', { name: 'Cancel' }).press('Enter');
    await root.getByText(/^Cancelled\. The figure shows the last 20,000 runs/).waitFor();
    assert.deepEqual((await heard(page, 'run-cancelled'))[0]?.scenario, 'us-colombia');
    assert.equal(await root.locator('.policy-tiles').innerText(), before);
    await root.getByRole('button', { name: 'Run 20,000 times' }).press('Enter');
    const last = await simulated(page, 2);
    assert.equal(last.seed, 11);
    assert.notDeepEqual(last.summary, summary);
  }),
);

for (const [attributes, path] of [
  ['a="monitoring=4"', 'a.monitoring'],
  ['b="nothing=1"', 'b'],
  ['scenario="us-nowhere"', 'scenario'],
  ['runs="0"', 'runs'],
  ['levers="monitoring hope"', 'levers'],
  ['views="fireworks"', 'views'],
]) {
  test(
    `an error names ${path}, and what stood there stays`,
    onPage(async ({ page, visit }) => {
      await element({ page, visit }, attributes, '<p>Read this instead.</p>');
      await page.getByText(`${path}: `).waitFor();
      assert.ok(await page.getByText('Read this instead.').isVisible());
      assert.equal((await heard(page, 'load-failed'))[0]?.path, path);
    }),
  );
}

test(
  'charts are read by keyboard, and their table has the numbers that are drawn',
  onPage(async ({ page, visit }) => {
    const root = await element({ page, visit });
    await simulated(page, 1);
    const chart = root.getByRole('slider', { name: /^Year of the chart “How strong/ });
    await chart.focus();
    await page.keyboard.press('End');
    const spoken = (await chart.getAttribute('aria-valuetext')) ?? '';
    const [, a = '', b = '', was = ''] =
      spoken.match(/^2012\. Taliban and allies: A (\S+) .*?, B (\S+) .*?, as it was (\S+)\. /) ??
      [];
    assert.equal(await root.locator('.chart .cursor').count(), 8);
    await root.getByText('Data behind this figure').last().click();
    const table = root.locator('.numbers table');
    const row = await table
      .first()
      .getByRole('row', { name: /^Taliban and allies, 2012/ })
      .innerText();
    const cells = row.split('\t').map((cell) => cell.split(' ')[0]);
    assert.deepEqual(cells.slice(1, 4), [was, a, b]);
    const last = table.last().getByRole('row').last();
    const numbers = (await last.innerText()).split('\t');
    assert.ok(
      numbers.some((cell) => cell.startsWith(`${a} (`)),
      String(numbers),
    );
    const label = root.locator('[data-chart=strengths] svg text').filter({ hasText: a });
    assert.ok((await label.count()) > 0, 'the middle run is named at its end');
    await page.keyboard.press('Escape');
    await chart.press('Escape');
    assert.equal(await root.locator('.chart .cursor').count(), 0);
  }),
);

test(
  'one run is played step by step, by keyboard; with less motion it never moves by itself',
  onPage(async ({ page, visit }) => {
    const root = await element({ page, visit });
    await simulated(page, 1);
    await root.getByText('Show one run with its actors').press('Enter');
    const time = root.getByRole('slider', { name: 'Time' });
    await time.waitFor();
    assert.equal(await root.getByRole('button', { name: 'Play' }).count(), 0);
    assert.match((await time.getAttribute('aria-valuetext')) ?? '', /^2001, month 10\. Fights: /);
    await root.getByRole('button', { name: 'One step forward' }).press('Enter');
    assert.match(await root.locator('.player .finding').innerText(), /^2002, month 1\. /);
    await time.press('End');
    assert.match(await root.locator('.player .finding').innerText(), /^2012, month 10\. /);
    assert.match((await root.getAttribute('state')) ?? '', /open=run&step=44$/);
    const circle = root.locator('.player svg .threat').first();
    const radius = async () => Number(await circle.getAttribute('r'));
    const late = await radius();
    await time.press('Home');
    assert.ok((await radius()) < late, 'the Taliban grow');
  }),
);

test(
  'a run that is played moves on, at the speed that is chosen, until it is paused',
  onPage({ reducedMotion: 'no-preference' }, async ({ page, visit }) => {
    const root = await element({ page, visit }, 'state="open=run"');
    await simulated(page, 1);
    const time = root.getByRole('slider', { name: 'Time' });
    await time.waitFor();
    await page.waitForTimeout(400);
    assert.equal(await time.inputValue(), '0', 'it does not start by itself');
    await root
      .getByRole('combobox', { name: 'Speed' })
      .selectOption({ label: '16 steps a second' });
    await root.getByRole('button', { name: 'Play' }).press('Enter');
    const state = await root.getAttribute('state');
    await page.waitForFunction(() => {
      const root = document.querySelector('alliance-simulator')?.shadowRoot;
      const time = root?.querySelector('.player input[type=range]');
      return Number(/** @type {HTMLInputElement} */ (time).value) >= 3;
    });
    assert.equal(await root.getAttribute('state'), state, 'the link does not change at each step');
    await root.getByRole('button', { name: 'Pause' }).press('Enter');
    assert.match((await root.getAttribute('state')) ?? '', /step=\d+/);
    const paused = await time.inputValue();
    await page.waitForTimeout(300);
    assert.equal(await time.inputValue(), paused);
  }),
);

test(
  'all runs are a picture in the colours of the theme, empty where no run lies',
  onPage({ colorScheme: 'dark' }, async ({ page, visit }) => {
    const root = await element({ page, visit }, 'state="open=density"');
    await simulated(page, 1);
    await root
      .getByText(/^strength 0 to /)
      .first()
      .waitFor();
    const pictures = await page.evaluate(() => {
      const root = document.querySelector('alliance-simulator')?.shadowRoot;
      return [...(root?.querySelectorAll('canvas') ?? [])].map((canvas) => {
        const { width, height } = canvas;
        const bytes = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        const opaque = [...bytes].filter((_, index) => index % 4 === 3 && bytes[index] === 255);
        return { width, height, opaque: opaque.length, label: canvas.getAttribute('aria-label') };
      });
    });
    assert.equal(pictures.length, 2);
    for (const { width, height, opaque, label } of pictures) {
      assert.deepEqual([width, height], [46, 60]);
      assert.ok(opaque > 46 && opaque < (width * height) / 2, `${opaque}`);
      assert.match(
        label ?? '',
        /Taliban and allies: how many of 1,000 runs .* between 0\.\d\d and/,
      );
    }
  }),
);

test(
  'the classifier judges the simulated alliance when it is asked, with what was put in marked',
  onPage(async ({ page, visit }) => {
    const root = await element({ page, visit });
    await simulated(page, 1);
    const loaded = () =>
      page.evaluate(() =>
        performance.getEntriesByType('resource').some(({ name }) => /classifier_bg/.test(name)),
      );
    assert.equal(await loaded(), false);
    await root.getByRole('button', { name: 'How would the classifier see' }).press('Enter');
    const verdict = await root.getByText(/^As it was: leans hybrid\. A: /).innerText();
    assert.match(verdict, /A: leans internal\. B: (leans|clearly) hybrid\.$/);
    assert.ok(await loaded());
    const table = root.locator('.verdict-box table');
    assert.match(await table.innerText(), /3 Fought and helped at once\s+came out/);
    assert.match(await table.innerText(), /1 Danger comes from inside\s+put in/);
  }),
);

test(
  'another language is drawn without running anything again',
  onPage(async ({ page, visit }) => {
    const root = await element({ page, visit });
    await simulated(page, 1);
    await page.evaluate(() =>
      document.querySelector('alliance-simulator')?.setAttribute('locale', 'es'),
    );
    await root.getByText(/^En el modelo, vigilar más de cerca hace más frecuente/).waitFor();
    assert.equal((await heard(page, 'simulated')).length, 1);
    const text = (await root.getByRole('figure').first().innerText()).replaceAll('\u00a0', ' ');
    assert.match(text, /Talibanes y aliados 0,\d\d con A/);
    assert.match(text, /Se apoya en 1\.000 ejecuciones de cada una, semilla 7/);
    assert.ok(!text.includes('simulator.'), 'every word is there');
  }),
);

test(
  'data and figure can be taken along: every point, and one drawing that stands alone',
  onPage(async ({ page, visit }) => {
    const root = await element({ page, visit });
    await simulated(page, 1);
    /** @param {string} name */
    const saved = async (name) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        root.getByRole('button', { name }).click(),
      ]);
      const chunks = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk);
      return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString() };
    };
    const data = await saved('Data (CSV)');
    assert.equal(data.name, 'policies-us-afghanistan-7.csv');
    const lines = data.text.trim().split('\r\n');
    assert.match(lines[0] ?? '', /^\ufeff?scenario,policy,sets,runs,seed,year,quantity,mean,q10,/);
    assert.equal(lines.length, 1 + 3 * 46 * 6);
    assert.ok(
      lines.some((line) => line.startsWith('us-afghanistan,a,monitoring:0.8,1000,7,2001.75')),
    );
    const figure = await saved('Figure (SVG)');
    const parsed = await page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, 'image/svg+xml');
      return [document.querySelector('parsererror')?.textContent, document.documentElement.tagName];
    }, figure.text);
    assert.deepEqual(parsed, [undefined, 'svg']);
    assert.ok(figure.text.includes('What this model is known to get wrong'));
    await root.getByRole('button', { name: 'Cite' }).click();
    assert.match(await root.locator('.citations textarea').first().inputValue(), /seed 7/);
  }),
);

test(
  'where no worker starts, the page does the work, to the last bit',
  onPage(async ({ page, visit }) => {
    await element({ page, visit });
    const { summary } = await simulated(page, 1);
    await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
    await element({ page, visit });
    assert.deepEqual((await simulated(page, 1)).summary, summary);
  }),
);

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of [360, 1200]) {
    test(
      `nothing is inaccessible or cut off in ${colorScheme} at ${width} px`,
      onPage({ colorScheme, viewport: { width, height: 800 } }, async ({ page, visit, audit }) => {
        const root = await element({ page, visit }, 'state="open=levers+run+density+verdict"');
        await simulated(page, 1);
        await root.getByText('Data behind this figure').last().click();
        await root.getByText(/^As it was: leans/).waitFor();
        assert.deepEqual(await audit({ within: 'alliance-simulator' }), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      }),
    );
  }
}

test(
  'nothing is inaccessible or cut off on a page from right to left, in Spanish',
  onPage({ viewport: { width: 360, height: 800 } }, async ({ page, visit, audit }) => {
    await element({ page, visit }, 'locale="es" scenario="us-colombia" state="open=levers+run"');
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    await simulated(page, 1);
    assert.deepEqual(await audit({ within: 'alliance-simulator' }), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  }),
);
