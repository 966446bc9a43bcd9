/** What a reader sees of the timeline and does with it. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openSite } from './support/site.mjs';

const { onPage } = openSite();

/**
 * The element alone on the page.
 *
 * @param {import('playwright-core').Page} page
 */
async function show(page, attributes = '', isFigure = true) {
  await page.evaluate(async (attributes) => {
    const main = document.createElement('main');
    main.innerHTML = `<h1>Test</h1><alliance-timeline ${attributes}></alliance-timeline>`;
    document.body.replaceChildren(main);
    // @ts-expect-error: served with the page
    await import('/pkg/define-timeline.js');
  }, attributes);
  const element = page.locator('alliance-timeline');
  if (isFigure) await element.getByRole('figure').waitFor();
  return element;
}

test(
  'the headline holds without the drawing, and the table has every value',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const element = await show(page);
    assert.match(
      await element.getByRole('heading', { level: 2 }).innerText(),
      /^In the same years: as the war in Colombia faded, the one in Afghanistan grew past it$/,
    );
    await element.getByText('Data behind this figure').click();
    const row = element.getByRole('row').filter({ hasText: /^2002/ });
    assert.deepEqual(
      (await row.getByRole('cell').allInnerTexts()).map((text) => text.trim()),
      ['84 (82 to 96)', '1.4', '0.534', '0.508', '0.35 (0.25 to 0.45)', '0.25 (0.18 to 0.31)'],
    );
  }),
);

test(
  'a keyboard reads one year after the other, in words, and clears it',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const element = await show(page);
    /** @type {unknown[]} */
    const chosen = [];
    await page.exposeFunction('noted', (/** @type {unknown} */ detail) => chosen.push(detail));
    await element.evaluate((node) => {
      node.addEventListener('alliance-year-chosen', (event) => {
        // @ts-expect-error: exposed by the test
        window.noted(event.detail);
      });
    });
    const slider = element.getByRole('slider', { name: 'Year to read' });
    await slider.focus();
    assert.equal(await slider.getAttribute('aria-valuetext'), 'no year chosen');
    assert.equal(await element.locator('.moment[data-chosen]').count(), 0);
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    assert.equal(
      await slider.getAttribute('aria-valuetext'),
      '2011: Violence: Afghanistan 253 deaths per million (248 to 282). Aid from the United States: Afghanistan 13.4 billion dollars. Overlap: Afghanistan 0.42 (0.34 to 0.50)',
    );
    await page.keyboard.press('Home');
    assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^1980: .*none documented$/);
    assert.deepEqual(
      await element
        .locator('.moment[data-chosen]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('data-at'))),
      ['1980'],
    );
    await page.keyboard.press('Escape');
    assert.equal(await slider.getAttribute('aria-valuetext'), 'no year chosen');
    await page.keyboard.press('Home');
    assert.equal(await element.getAttribute('state'), 'year=1980');
    assert.deepEqual(
      chosen.map((detail) => {
        const { version, ...rest } = /** @type {Record<string, unknown>} */ (detail);
        assert.match(String(version), /^\d+\.\d+\.\d+/);
        return rest;
      }),
      [2012, 2011, 1980, null, 1980].map((year) => ({ year, align: 'calendar' })),
    );
  }),
);

test(
  'cases are lined up by age by keyboard, which is said once, and the link keeps it',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const element = await show(page, 'state="year=2002"');
    assert.match(await element.locator('.readings').innerText(), /^2002/);
    await element.getByRole('radio', { name: 'Calendar year' }).focus();
    await page.keyboard.press('ArrowRight');
    const said = element.getByRole('status').filter({ hasText: /^At the same age: in year 6 / });
    await said.waitFor({ state: 'attached' });
    assert.equal(await element.getAttribute('state'), 'align=alliance-year');
    await element.getByRole('slider').focus();
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
    const words = 'Year 6 (Colombia 1985, Afghanistan 2006)';
    assert.ok((await element.locator('.readings').innerText()).startsWith(words));
    const state = await element.getAttribute('state');
    assert.equal(state, 'align=alliance-year&year=6');
    const again = await show(page, `state="${state}"`);
    assert.ok((await again.locator('.readings').innerText()).startsWith(words));
    assert.ok(await again.getByRole('radio', { name: 'Year of the alliance' }).isChecked());
    // What no axis has is dropped.
    const lost = await show(page, 'state="align=sideways&year=1066"');
    assert.equal((await lost.getAttribute('state')) ?? '', '');
  }),
);

test(
  'a pointer reads the year below it, and a click keeps it',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const element = await show(page);
    await element.getByRole('slider').scrollIntoViewIfNeeded();
    const target = element.locator('.moment[data-at="2006"] .target');
    await target.hover();
    assert.match(await element.locator('.readings').innerText(), /^2006/);
    assert.equal((await element.getAttribute('state')) ?? '', '', 'hovering chooses nothing');
    await target.click();
    assert.equal(await element.getAttribute('state'), 'year=2006');
    await page.mouse.move(0, 0);
    assert.match(await element.locator('.readings').innerText(), /^2006/);
    await element.getByRole('button', { name: 'Clear year' }).click();
    assert.equal((await element.getAttribute('state')) ?? '', '');
  }),
);

for (const [what, options, attributes] of /** @type {const} */ ([
  ['light', {}, ''],
  ['dark', { colorScheme: 'dark' }, 'align="alliance-year" state="year=6"'],
  ['right to left', {}, 'locale="es"'],
  ['narrow', { viewport: { width: 360, height: 800 } }, 'state="year=2001"'],
  ['narrow Spanish', { viewport: { width: 320, height: 800 } }, 'locale="es"'],
])) {
  test(
    `nothing is inaccessible or sticks out: ${what}`,
    onPage(options, async ({ page, visit, audit }) => {
      await visit('/');
      if (what === 'right to left') {
        await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
      }
      await show(page, attributes);
      assert.deepEqual(await audit({ within: 'main' }), []);
      const room = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(Number(room[0]) <= Number(room[1]), `the page scrolls sideways: ${room}`);
      const small = await page.locator('alliance-timeline').evaluate((element) =>
        [...(element.shadowRoot?.querySelectorAll('button, input[type=range], label') ?? [])]
          .map((one) => one.getBoundingClientRect())
          .filter(({ height }) => height < 24)
          .map(({ height }) => height),
      );
      assert.deepEqual(small, [], 'targets are large enough');
    }),
  );
}

test(
  'in Spanish',
  onPage(async ({ page, visit }) => {
    await visit('/es.html');
    const element = await show(page);
    assert.match(
      await element.getByRole('heading', { level: 2 }).innerText(),
      /^En los mismos años: mientras la guerra en Colombia se apagaba, la de Afganistán la superó$/,
    );
    const slider = element.getByRole('slider', { name: 'Año que se lee' });
    await slider.focus();
    await page.keyboard.press('End');
    assert.match(
      (await slider.getAttribute('aria-valuetext')) ?? '',
      /^2012: Violencia: Afganistán 253 muertes por millón \(247 a 279\)\. .*13,1 mil millones de dólares/,
    );
  }),
);

test(
  'what is not known is named, and what stood there stays',
  onPage(async ({ page, visit }) => {
    await visit('/');
    for (const [attributes, named] of [
      ['cases="us-colombia us-atlantis"', /cases: there is no case `us-atlantis`/],
      ['cases=""', /cases: name at least one case/],
      ['panels="violence weather"', /panels: there is no panel `weather`/],
      ['align="sideways"', /align: there is no alignment `sideways`/],
    ]) {
      const element = await show(page, `${attributes}`, false);
      const status = element.getByRole('status');
      await status.waitFor();
      assert.match(await status.innerText(), /** @type {RegExp} */ (named));
      assert.equal(await element.getByRole('figure').count(), 0);
    }
  }),
);

test(
  'the data that a reader takes along are the series',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const element = await show(page);
    /** @param {string} name */
    const saved = async (name) => {
      const waiting = page.waitForEvent('download');
      await element.getByRole('button', { name }).click();
      const download = await waiting;
      return {
        name: download.suggestedFilename(),
        text: await readFile(await download.path(), 'utf8'),
      };
    };
    const { name, text } = await saved('Data (CSV)');
    assert.equal(name, 'timeline-us-colombia-us-afghanistan.csv');
    const [header, ...rows] = text.replace('\ufeff', '').trim().split('\r\n');
    assert.equal(header, 'series,case_id,year,alliance_year,value,low,high,series_id,align');
    const found = new Map(
      rows.map((row) => {
        const [series, id, year, , value, low, high] = row.split(',');
        return [`${series} ${id} ${year}`, [value, low, high].map(Number)];
      }),
    );
    assert.equal(found.size, 3 * (31 + 12), 'every year of every case once a series');
    for (const [id, kind, series, unit] of [
      ['us-colombia', 'violence', 'battle_deaths_per_million', 1],
      ['us-colombia', 'aid', 'us_aid_obligations_current', 1000],
      ['us-afghanistan', 'violence', 'battle_deaths_per_million', 1],
      ['us-afghanistan', 'aid', 'us_foreign_assistance_obligations', 1000],
    ]) {
      const file = new URL(`../../data/cases/${id}/series.csv`, import.meta.url);
      const lines = (await readFile(file, 'utf8')).split('\n');
      const given = lines.filter((line) => line.startsWith(`${series},`));
      assert.ok(given.length > 10);
      for (const line of given) {
        const [, year, , ...numbers] = line.split(',');
        const expected = numbers.slice(0, 3).map((one) => Number(one) / Number(unit));
        const there = found.get(`${kind} ${id} ${year}`) ?? [];
        for (const [index, value] of expected.entries()) {
          assert.ok(Math.abs(value - (there[index] ?? Number.NaN)) < 1e-9, `${line}: ${there}`);
        }
      }
    }
    const svg = await saved('Figure (SVG)');
    assert.match(svg.text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.match(svg.text, /color-scheme:light\}/);
    assert.doesNotMatch(svg.text, /class="moment"/, 'what only a pointer needs stays behind');
  }),
);

test(
  'the functions give the same as the element, and the others load nothing of it',
  onPage(async ({ page, visit }) => {
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await visit('/');
    await page.locator('alliance-comparison').scrollIntoViewIfNeeded();
    await page.getByRole('figure').first().waitFor();
    assert.deepEqual(
      asked.filter((url) => /timeline.*(wasm|json)|series\.json/.test(url)),
      [],
    );
    const found = await page.evaluate(async () => {
      // @ts-expect-error: served with the page
      const library = await import('/pkg/index.js');
      const ids = ['us-colombia', 'us-afghanistan'];
      const result = await library.timeline(ids, { align: 'alliance-year' });
      const figure = await library.renderFigure(result, { kind: 'timeline', width: 500 });
      const refused = async (/** @type {() => Promise<unknown>} */ call) =>
        call().then(
          () => '',
          (/** @type {Error} */ error) => error.message,
        );
      const comparison = await library.compare(ids);
      return {
        places: [result.from, result.to, result.halfway],
        finding: figure.finding,
        refused: [
          await refused(() => library.timeline(['us-atlantis'])),
          await refused(() => library.timeline(ids, { align: 'sideways' })),
          await refused(() => library.renderFigure(result, { kind: 'comparison' })),
          await refused(() => library.renderFigure(comparison, { kind: 'timeline' })),
          await refused(() => library.renderFigure(result, { kind: 'timeline', width: 5 })),
          await refused(() => library.renderFigure(result, { kind: 'timeline', panels: ['x'] })),
        ],
      };
    });
    assert.deepEqual(found.places, [1, 31, 0.2]);
    assert.match(found.finding, /^At the same age: in year 6 of its alliance, Afghanistan passed/);
    for (const [index, expected] of [
      /^ids\[0\]: there is no case `us-atlantis`/,
      /^align: there is no alignment `sideways`/,
      /^kind: `comparison` is no figure of this result/,
      /^kind: `timeline` is no figure of this result/,
      /width/,
      /panels\[0\]/,
    ].entries()) {
      assert.match(found.refused[index], expected);
    }
  }),
);
