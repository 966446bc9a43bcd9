/** The view of the comparison as a link, what a reader takes along, and what a page can choose. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openSite } from './support/site.mjs';

const { onPage } = openSite();

/**
 * The element alone on a page, with these attributes and this content.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} attributes
 * @param {string} [content]
 */
async function alone(page, attributes, content = '') {
  await page.evaluate(
    ([attributes, content]) => {
      document.body.innerHTML = `<main><alliance-comparison ${attributes}>${content}</alliance-comparison></main>`;
    },
    [attributes, content],
  );
  const element = page.locator('alliance-comparison');
  await element.locator('figure').first().waitFor();
  return element;
}

/** @param {import('playwright-core').Locator} element */
const stateOf = (element) => element.evaluate((each) => each.getAttribute('state') ?? '');

test(
  'a copied link shows the very view again',
  onPage(
    { permissions: ['clipboard-read', 'clipboard-write'] },
    async ({ page, visit, origin }) => {
      await visit('/');
      const element = page.locator('alliance-comparison');
      await element.scrollIntoViewIfNeeded();
      await element.getByRole('button', { name: 'Next period, Colombia' }).click();
      await element.getByText('Show the 3 answers behind this, with sources').last().click();
      await element.getByRole('tab', { name: 'Colombia' }).click();
      await element.getByRole('slider', { name: 'Year' }).fill('2001');
      await element.getByRole('gridcell', { name: /Army.*AUC/ }).click();
      const state = await stateOf(element);
      assert.deepEqual(Object.fromEntries(new URLSearchParams(state)), {
        'period.us-colombia': 'p1',
        answers: 'D4',
        who: 'us-colombia',
        year: '2001',
        cell: 'army auc',
      });
      await element.getByRole('button', { name: 'Copy link' }).first().click();
      await element.getByText('The link is copied.').waitFor();
      const link = await page.evaluate(() => navigator.clipboard.readText());
      assert.ok(link.startsWith(`${origin}/#alliance-comparison=`), link);
      const shown = await element.evaluate((each) => each.shadowRoot?.textContent ?? '');

      await page.goto('about:blank');
      await page.goto(link);
      await element.scrollIntoViewIfNeeded();
      await element.getByRole('heading', { name: /Cartel war/ }).waitFor();
      await element.getByRole('heading', { name: /Coup-proofing/ }).waitFor();
      assert.equal(await stateOf(element), state);
      const again = await element.evaluate((each) => each.shadowRoot?.textContent ?? '');
      assert.equal(again, shown.replace('The link is copied.', ''));
    },
  ),
);

test(
  'the address follows the view only where the page asks for it',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const silent = await alone(page, 'cases="us-colombia"');
    await silent.getByRole('button', { name: 'Next period, Colombia' }).click();
    await silent.getByRole('heading', { name: /Cartel war/ }).waitFor();
    assert.equal(new URL(page.url()).hash, '');

    const element = await alone(page, 'id="figure" hash cases="us-colombia"');
    await page.evaluate(() => {
      const heard = /** @type {string[]} */ ([]);
      Reflect.set(window, 'heard', heard);
      document.body.addEventListener('alliance-view-changed', (event) => {
        heard.push(Reflect.get(event, 'detail').state);
      });
    });
    await element.getByRole('button', { name: 'Next period, Colombia' }).click();
    await element.getByRole('heading', { name: /Cartel war/ }).waitFor();
    const state = 'period.us-colombia=p1';
    assert.equal(new URL(page.url()).hash, `#${new URLSearchParams({ figure: state })}`);
    assert.deepEqual(await page.evaluate(() => Reflect.get(window, 'heard')), [state]);
    // The reader goes back, or follows another link on the page.
    await page.evaluate(() => {
      location.hash = `figure=${encodeURIComponent('period.us-colombia=p2')}`;
    });
    await element.getByRole('heading', { name: /Surrender on terms/ }).waitFor();
  }),
);

test(
  'what is unknown in a view is dropped, and the page hears nothing of it',
  onPage(async ({ page, visit }) => {
    await visit('/');
    await page.evaluate(() => {
      Reflect.set(window, 'heard', 0);
      addEventListener('alliance-view-changed', () => Reflect.set(window, 'heard', 1));
    });
    const state =
      'period.us-colombia=p9&amp;year=1066&amp;answers=D7 D2&amp;cell=army mars&amp;x=1&amp;coder=3';
    const element = await alone(page, `state="${state}"`);
    await page.waitForFunction(
      () => document.querySelector('alliance-comparison')?.getAttribute('state') === 'answers=D2',
    );
    assert.equal(await page.evaluate(() => Reflect.get(window, 'heard')), 0);
    await element
      .getByRole('heading', { name: /How far agencies/ })
      .or(element.locator('.answer'))
      .first()
      .waitFor();
  }),
);

test(
  'data, drawing, picture and citation can be taken along',
  onPage({ acceptDownloads: true }, async ({ page, visit }) => {
    await visit('/');
    const element = await alone(page, '');
    /** @param {string} name @param {number} place */
    const saved = async (name, place) => {
      const download = page.waitForEvent('download');
      await element.getByRole('button', { name }).nth(place).click();
      const file = await download;
      return { name: file.suggestedFilename(), bytes: await readFile((await file.path()) ?? '') };
    };
    const scores = await saved('Data (CSV)', 0);
    assert.equal(scores.name, 'comparison-us-colombia-us-afghanistan.csv');
    const [header, ...rows] = scores.bytes
      .toString('utf8')
      .replace('\ufeff', '')
      .trim()
      .split('\r\n');
    assert.equal(
      header,
      'case_id,phase_id,from_year,to_year,coder,type,degree,dimension,score,low,high',
    );
    // Seven periods, two codings, four questions.
    assert.equal(rows.length, 7 * 2 * 4);
    const row = rows.find(
      (each) => each.startsWith('us-afghanistan,p3,2009,2012,1,') && each.includes(',D3,'),
    );
    const score = Number(row?.split(',')[8]);
    assert.ok(Math.abs(score - 0.901) < 1e-3, row);

    const relations = await saved('Data (CSV)', 1);
    assert.match(relations.name, /^conduct-us-afghanistan-\d{4}\.csv$/);
    assert.match(relations.bytes.toString('utf8'), /https:\/\//);

    const svg = await saved('Figure (SVG)', 0);
    assert.match(svg.bytes.toString('utf8'), /^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    const png = await saved('Figure (PNG)', 0);
    assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
    const [width, height] = [png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)];
    assert.ok(width >= 1000 && height >= 1000, `${width} x ${height}`);

    await element.getByRole('button', { name: 'Cite' }).first().click();
    const bibtex = await element.getByRole('textbox', { name: 'BibTeX' }).inputValue();
    assert.match(bibtex, /^@software\{fragmented-allies-/);
    assert.match(bibtex, /title = \{\{From 2006 on, Afghanistan/);
    const csl = JSON.parse(await element.getByRole('textbox', { name: 'CSL-JSON' }).inputValue());
    assert.equal(csl[0].type, 'software');
    assert.match(
      await element.getByRole('textbox', { name: 'Plain text' }).inputValue(),
      /version \d/,
    );
  }),
);

test(
  'a reader chooses whose answers the dots show and how they combine',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const element = await alone(page, 'cases="us-colombia" views="comparison"');
    const headline = await element.getByRole('heading', { level: 2 }).innerText();
    await element.getByText('Other codings and rules').click();
    await element.getByLabel('Whose answers the dots show').selectOption('Second coding');
    await element.getByText('Dot: second coding. Small tick: first coding.').waitFor();
    await element
      .getByLabel('How the answers to a question combine')
      .selectOption('Smallest answer');
    await element.getByText(/question 1 by the smallest answer/).waitFor();
    assert.equal(await stateOf(element), 'coder=2&structure=min');
    await element
      .getByLabel('How the answers to a question combine')
      .selectOption('As in the codebook');
    await element.getByLabel('Whose answers the dots show').selectOption('First coding');
    assert.equal(await stateOf(element), '');
    assert.equal(await element.getByRole('heading', { level: 2 }).innerText(), headline);
  }),
);

test(
  'an own case from inside the tag and from an address stands beside the others',
  onPage(async ({ page, context, visit, origin }) => {
    await visit('/');
    const own = await page.evaluate(async () => {
      const { loadCase } = await import(String(new URL('pkg/index.js', document.baseURI)));
      const document_ = await loadCase('us-colombia');
      document_.settings.case_id = 'own-case';
      return JSON.stringify(document_);
    });
    const script = (/** @type {string} */ json) =>
      `<script type="application/json">${json.replaceAll('<', '\\u003c')}</script>`;
    const inside = await alone(page, 'views="comparison"', script(own));
    assert.equal(await inside.locator('section.case').count(), 3);

    const other = own.replace('"own-case"', '"other-case"');
    await context.route(`${origin}/case.json`, (route) => route.fulfill({ body: other }));
    const fetched = await alone(
      page,
      'cases="other-case us-afghanistan" src="/case.json" views="comparison"',
    );
    assert.equal(await fetched.locator('section.case').count(), 2);
    assert.match(await fetched.locator('section.case').first().innerText(), /Colombia/);
  }),
);

test(
  'timeline and simulator inside the comparison are part of its view',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const element = await alone(page, 'views="timeline what-if"');
    await element.getByRole('radio', { name: 'Year of the alliance' }).check();
    const lever = element.getByRole('slider', { name: /^B: How much of the aid/ });
    await lever.scrollIntoViewIfNeeded();
    await lever.focus();
    await page.keyboard.press('End');
    await page.waitForFunction(() =>
      document.querySelector('alliance-comparison')?.getAttribute('state')?.includes('what-if'),
    );
    const view = new URLSearchParams(await stateOf(element));
    assert.equal(view.get('timeline'), 'align=alliance-year');
    assert.match(view.get('what-if') ?? '', /conditionality/);
    // The link of what is inside shows the whole.
    const link = await page.evaluate(() => {
      const inner = document.querySelector('alliance-comparison')?.shadowRoot;
      return String(Reflect.get(inner?.querySelector('alliance-timeline') ?? {}, 'link'));
    });
    const kept = new URLSearchParams(new URL(link).hash.slice(1)).get('alliance-comparison');
    assert.equal(kept, view.toString());
    const again = await alone(
      page,
      `views="timeline" state="${view.toString().replaceAll('&', '&amp;')}"`,
    );
    assert.ok(await again.getByRole('radio', { name: 'Year of the alliance' }).isChecked());
  }),
);

for (const [what, attributes, content, message] of [
  [
    'the id of a case that comes along',
    '',
    '{"settings":{"case_id":"us-colombia"}}',
    /settings\.case_id: `us-colombia` is a case that comes along/,
  ],
  ['text that is no JSON', '', 'nothing', /expected/],
  ['a case without phases', '', '{"settings":{"case_id":"x"}}', /settings/],
  ['an unknown coding', 'coder="3"', undefined, /coder: there is no coding `3`; known: 1, 2, hull/],
  [
    'an unknown way of combining',
    'structure="sum"',
    undefined,
    /structure: there is no way of combining `sum`/,
  ],
]) {
  test(
    `${what} is refused by name, and the page keeps its own figure`,
    onPage(async ({ page, visit }) => {
      await visit('/');
      const script =
        content === undefined ? '' : `<script type="application/json">${content}</script>`;
      await page.evaluate(() => {
        addEventListener('alliance-load-failed', (event) =>
          Reflect.set(window, 'failed', Reflect.get(event, 'detail')),
        );
      });
      const element = await alone(page, String(attributes), `<figure>Own figure</figure>${script}`);
      const status = element.getByRole('status');
      await status.waitFor();
      assert.match(await status.innerText(), /** @type {RegExp} */ (message));
      assert.ok(await element.getByText('Own figure').isVisible());
      const failed = await page.evaluate(() => Reflect.get(window, 'failed'));
      assert.match(failed.message, /** @type {RegExp} */ (message));
      assert.match(failed.version, /^\d/);
    }),
  );
}
