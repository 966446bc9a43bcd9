/** What a reader does with the questionnaire, and what a learner sees of a lesson. */

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openSite } from './support/site.mjs';

const { onPage } = openSite();

const LESSON = 'lesson case="us-colombia" phase="p2"';
const THREE = `${LESSON} indicators="threat_origin overlap_same_threat power_over_interest"`;

/**
 * The element alone on a page, once it is loaded.
 *
 * @param {Pick<import('./support/site.mjs').Visit, 'page' | 'visit'>} visit
 * @param {string} attributes
 * @param {{ lang?: string, dir?: string }} [html]
 */
async function open({ page, visit }, attributes, { lang = 'en', dir = 'ltr' } = {}) {
  await visit('/');
  await page.evaluate(
    async ({ attributes, lang, dir }) => {
      await import(String('/pkg/define-classifier.js'));
      Object.assign(document.documentElement, { lang, dir });
      const told = /** @type {object[]} */ ([]);
      Object.assign(window, { told });
      for (const name of ['answered', 'imported', 'lesson-revealed']) {
        document.addEventListener(`alliance-${name}`, (event) =>
          told.push({ name, ...Reflect.get(event, 'detail') }),
        );
      }
      const loaded = new Promise((done) => {
        for (const name of ['alliance-loaded', 'alliance-load-failed']) {
          document.addEventListener(name, done, { once: true });
        }
      });
      document.body.innerHTML = `<main><h1>A page</h1><alliance-classifier ${attributes}></alliance-classifier></main>`;
      await loaded;
    },
    { attributes, lang, dir },
  );
  return page.locator('alliance-classifier');
}

/** @param {import('playwright-core').Page} page */
const told = (page) => page.evaluate(() => Reflect.get(window, 'told'));

/** @param {import('playwright-core').Page} page */
const state = (page) =>
  page.evaluate(() => document.querySelector('alliance-classifier')?.getAttribute('state') ?? '');

/** @param {import('playwright-core').Locator} element */
const words = async (element) =>
  (await element.locator('figure').innerText()).replaceAll('\u2060', '');

test(
  'thirteen questions are answered by keyboard alone, and the verdict follows',
  onPage(async ({ page, visit }) => {
    const element = await open({ page, visit }, '');
    assert.match(await words(element), /Not yet determined/);
    assert.match(await words(element), /Still possible: external, hybrid or internal\./);
    await element.getByRole('radio').first().focus();
    for (let question = 1; question <= 13; question += 1) {
      await element.getByText(`Question ${question} of 13`).waitFor();
      // From the first level, which has the focus, up to the last: the arrows choose.
      await page.keyboard.press('Space');
      for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowDown');
      assert.ok(await element.getByRole('radio').nth(5).isChecked(), `question ${question}`);
      await page.keyboard.press('Enter');
    }
    await element.getByRole('heading', { name: 'Clearly internal-threat alliance' }).waitFor();
    const focused = await page.evaluate(
      () => document.querySelector('alliance-classifier')?.shadowRoot?.activeElement?.className,
    );
    assert.equal(focused, 'verdict-panel');
    const last = (await told(page)).at(-1);
    assert.equal(last.indicator_id, 'reform_resistance');
    assert.deepEqual(
      [last.answer, last.type, last.degree],
      [{ score: 1, low: 1, high: 1 }, 'internal_threat', 'clearly'],
    );
    await element
      .getByRole('status')
      .filter({ hasText: 'These answers are clearly those of an internal threat alliance' })
      .waitFor({ state: 'attached' });
  }),
);

test(
  'the place where the verdict changes stands between two levels, and holds what it says',
  onPage(async ({ page, visit }) => {
    const element = await open(
      { page, visit },
      'start="us-colombia/p2" state="at=power_over_interest"',
    );
    await element.getByRole('heading', { name: 'Leans internal-threat alliance' }).waitFor();
    const rows = await element.getByRole('group').getByRole('listitem').allInnerTexts();
    const at = rows.findIndex((row) => row.includes('the verdict changes here, at 0.50'));
    assert.match(rows[at - 1] ?? '', /^0\.4/);
    assert.match(rows[at + 1] ?? '', /^0\.6/);
    assert.match(await words(element), /Coded here: 0\.6 for Colombia 1990–97: Decisions/);
    assert.match(await words(element), /second coding .*leans hybrid alliance\. So the type stays/);
    await element.getByRole('radio', { name: 'Under half' }).check();
    await element.getByRole('heading', { name: 'Leans hybrid alliance' }).waitFor();
    // The type is that of the second coding now, and these are no longer the documented answers.
    assert.doesNotMatch(await words(element), /So the type stays open/);
    assert.match(await state(page), /power_over_interest=0\.4/);
  }),
);

test(
  'an own range holds the score, and "I do not know" leaves the type undetermined',
  onPage(async ({ page, visit }) => {
    const element = await open(
      { page, visit },
      'start="us-afghanistan/p3" state="at=coup_proofing"',
    );
    const low = element.getByLabel('Lowest level that could be defended');
    const high = element.getByLabel('Highest level that could be defended');
    await element.getByRole('radio').nth(4).check();
    await low.selectOption('0');
    await high.selectOption('1');
    assert.match(await state(page), /coup_proofing=0\.8_0_1/);
    assert.deepEqual(await low.locator('option').allInnerTexts(), [
      '0.0',
      '0.2',
      '0.4',
      '0.6',
      '0.8',
    ]);
    await element.getByRole('radio', { name: 'I don’t know' }).check();
    await element.getByRole('heading', { name: 'Not yet determined' }).waitFor();
    assert.match(await words(element), /answers to question 4 are missing/);
    assert.match(await state(page), /coup_proofing=unknown/);
    assert.equal((await told(page)).at(-1).answer, null);
  }),
);

test(
  'NATO: no single answer would change the verdict, and it says which would together',
  onPage(async ({ page, visit }) => {
    const element = await open({ page, visit }, '');
    await element.getByLabel('Start from').selectOption('nato_1949_89');
    await element.getByRole('heading', { name: 'Clearly external-threat alliance' }).waitFor();
    await element.getByRole('heading', { name: 'No single answer would change it' }).waitFor();
    assert.match(
      await words(element),
      /At least two answers together would, .* it would be hybrid/,
    );
    // What the figure says holds: neither answer does it, both do.
    const levels = { coup_proofing: 0.4, power_over_interest: 1 };
    for (const [at, then] of /** @type {const} */ ([
      [['coup_proofing'], 'external'],
      [['power_over_interest'], 'external'],
      [['coup_proofing', 'power_over_interest'], 'hybrid'],
    ])) {
      const answers = at.map((id) => `${id}=${levels[id]}`).join('&');
      await page.evaluate((state) => {
        document.querySelector('alliance-classifier')?.setAttribute('state', state);
      }, `from=nato_1949_89&${answers}`);
      await element.getByRole('heading', { name: new RegExp(`${then}.* alliance`) }).waitFor();
    }
  }),
);

test(
  'a learner codes three indicators, then sees the coding, its reasons and the agreement',
  onPage(async ({ page, visit }) => {
    const element = await open({ page, visit }, THREE);
    const show = element.getByRole('button', { name: 'Show the coding' });
    assert.match(await words(element), /Washington decertifies the government twice/);
    const hidden = /internal-threat|Coded here|verdict changes|Decisions: surrender/;
    assert.doesNotMatch(await words(element), hidden);
    assert.equal(await show.getAttribute('aria-disabled'), 'true');
    await show.dispatchEvent('click');
    assert.equal(await element.getByText('Your answers beside the coding').count(), 0);

    await element.getByRole('radio').nth(4).check();
    await element.getByRole('button', { name: 'Next question' }).click();
    await element.getByRole('radio').nth(1).check();
    await element.getByRole('button', { name: 'Next question' }).click();
    await element.getByRole('radio', { name: 'I don’t know' }).check();
    assert.doesNotMatch(await words(element), hidden);
    assert.ok(
      (await told(page)).every((/** @type {{ type: unknown }} */ { type }) => type === null),
    );
    await element.getByText('All 3 answered.').waitFor();
    await show.click();

    await element.getByRole('heading', { name: 'Your answers beside the coding' }).waitFor();
    const said = await words(element);
    assert.match(said, /You are one level lower than the first coding\. Your level lies within/);
    assert.match(said, /You are two levels lower than the first coding\. Your level lies outside/);
    assert.match(said, /You did not know, so this does not count towards the agreement\./);
    assert.match(said, /Why the first coding says so: With the Cold War over, drug rents/);
    assert.match(said, /Same level as the first coding: 0 of 2 \(0 %\)\./);
    assert.match(said, /Mean distance: 0\.29 on the scale/);
    assert.match(said, /alpha is shown from ten answers up; with two/);
    const event = (await told(page)).at(-1);
    assert.equal(event.name, 'lesson-revealed');
    assert.deepEqual([event.case_id, event.phase_id, event.alpha], ['us-colombia', 'p2', null]);
    assert.equal(event.same_level_share, 0);
    assert.ok(Math.abs(event.mean_distance - 0.29) < 0.005, event.mean_distance);
    assert.deepEqual(event.answers, {
      threat_origin: 0.8,
      overlap_same_threat: 0.2,
      power_over_interest: null,
    });
    assert.match(await state(page), /revealed/);
    // Nothing on the page says right or wrong.
    assert.doesNotMatch(said, /\b(correct|right|wrong|mistake)\b/i);
  }),
);

test(
  'from ten answers up a lesson tells alpha, and what it means',
  onPage(async ({ page, visit }) => {
    const codebook = JSON.parse(await readFile('pkg/dist/data/codebook.en.json', 'utf8'));
    const ids = codebook.indicators.map(
      (/** @type {{ indicator_id: string }} */ one) => one.indicator_id,
    );
    const element = await open(
      { page, visit },
      `${LESSON} state="${ids.map((/** @type {string} */ id) => `${id}=0.6`).join('&amp;')}"`,
    );
    await element.getByRole('button', { name: 'Show the coding' }).click();
    await element.getByRole('heading', { name: 'How far you agree' }).waitFor();
    const said = await words(element);
    assert.match(
      said,
      /Krippendorff’s alpha \(levels as ranks\): -?\d\.\d\d\. 1 would be full agreement/,
    );
    assert.match(said, /For comparison: on 36 judged answers about Colombia the two codings/);
    const event = (await told(page)).at(-1);
    assert.ok(event.alpha < 0.67, 'the same level everywhere agrees with nothing');
    assert.match(said, /Below 0\.67 even tentative conclusions/);
  }),
);

test(
  'answers go to a file and come back the same; what is bad is refused with its path',
  onPage(async ({ page, visit }) => {
    const element = await open({ page, visit }, 'start="us-colombia/p2"');
    await element.getByRole('radio').nth(2).check();
    const headline = element.locator('.verdict-words');
    const before = [
      await headline.innerText(),
      await element.locator('.lanes, .drawing').first().getAttribute('aria-label'),
    ];
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      element.getByRole('button', { name: 'Save answers (JSON)' }).click(),
    ]);
    assert.equal(saved.suggestedFilename(), 'us-colombia-p2.json');
    const text = await readFile(await saved.path(), 'utf8');
    const input = element.locator('input[type=file]');
    const file = (/** @type {string} */ name, /** @type {string} */ content) =>
      input.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

    const at = await state(page);
    for (const [content, path] of [
      ['{', 'not a JSON file'],
      ['{"indicators": {"coup_proofing": 2}}', 'indicators.coup_proofing'],
      ['{"indicators": {"coup": 0.2}}', 'indicators.coup'],
    ]) {
      await file('bad.json', content ?? '');
      const said = element.getByRole('status').filter({ hasText: 'bad.json was not opened' });
      await said.filter({ hasText: path ?? '' }).waitFor();
      assert.equal(await state(page), at);
    }

    await element.getByRole('button', { name: 'Start over' }).click();
    await element.getByRole('heading', { name: 'Not yet determined' }).waitFor();
    await file('mine.json', text);
    await element.getByText('Opened mine.json: 13 answers.').waitFor();
    assert.deepEqual((await told(page)).at(-1), {
      name: 'imported',
      version: (await told(page)).at(-1).version,
      file: 'mine.json',
      answers: 13,
    });
    const after = [
      await headline.innerText(),
      await element.locator('.lanes, .drawing').first().getAttribute('aria-label'),
    ];
    // The second coding belongs to the start, which the file does not name.
    assert.deepEqual(after, before);
    await element.getByRole('button', { name: 'Undo' }).click();
    await element.getByRole('heading', { name: 'Not yet determined' }).waitFor();
  }),
);

test(
  'the four questions go to R as CSV once all have a score',
  onPage(async ({ page, visit }) => {
    const element = await open({ page, visit }, '');
    const save = element.getByRole('button', { name: 'Save for QCA (CSV)' });
    await save.click();
    await element.getByText('For QCA all four questions need a score').waitFor();
    await element.getByLabel('Start from').selectOption('us-colombia/p2');
    const [saved] = await Promise.all([page.waitForEvent('download'), save.click()]);
    const text = await readFile(await saved.path(), 'utf8');
    assert.match(
      text,
      /^case,INT,FRAG,SIM,REG\r?\nus-colombia-p2,0\.57\d*,0\.66\d*,0\.57\d*,0\.53\d*\r?\n$/,
    );
  }),
);

test(
  'a link shows the same view again',
  onPage(async ({ page, visit }) => {
    const view =
      'from=us-afghanistan%2Fp1&threat_origin=0.4&control_loss=0.6_0.2_1&reform_resistance=unknown&at=control_loss';
    const element = await open({ page, visit }, `state="${view.replaceAll('&', '&amp;')}"`);
    assert.equal(await state(page), view);
    await element.getByText('Question 6 of 13').waitFor();
    assert.match(await words(element), /Started from: Afghanistan 2001–05/);
    assert.match(await words(element), /Not yet determined/);
    await element
      .getByRole('button', { name: /^Question 1, Origin of the main threat: 0\.4/ })
      .click();
    assert.ok(await element.getByRole('radio').nth(2).isChecked());
    assert.equal(await state(page), view.replace('&at=control_loss', ''));
    // What a link has wrong is dropped.
    await page.evaluate(() => {
      const wrong = 'from=nowhere&threat_origin=7&control_loss=0.6_0.8_1&x=1&at=y';
      document.querySelector('alliance-classifier')?.setAttribute('state', wrong);
    });
    await element.getByText('Still possible: external, hybrid or internal.').waitFor();
    assert.equal(await state(page), '');
  }),
);

test(
  'an unknown start is refused by its name, and what stood there stays',
  onPage(async ({ page, visit }) => {
    await open({ page, visit }, 'start="us-colombia/p9"');
    await page
      .getByText('start: there is no phase or reference alliance `us-colombia/p9`')
      .waitFor();
  }),
);

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(
    `nothing is inaccessible, nor wider than a small phone, in ${colorScheme}`,
    onPage(
      { colorScheme, viewport: { width: 360, height: 740 } },
      async ({ page, visit, audit }) => {
        for (const [attributes, html] of /** @type {const} */ ([
          ['', {}],
          ['start="us-colombia/p2" state="at=power_over_interest"', {}],
          ['start="us-afghanistan/p3" state="coup_proofing=unknown"', { lang: 'es' }],
          ['start="us-afghanistan/p3" state="at=agencies_colluding"', { dir: 'rtl' }],
          [
            `${THREE} state="threat_origin=0.8&amp;overlap_same_threat=0.2&amp;power_over_interest=unknown&amp;revealed"`,
            {},
          ],
          [THREE, { dir: 'rtl' }],
        ])) {
          await open({ page, visit }, attributes, html);
          // The page around it brings a style of its own; what counts is the element.
          assert.deepEqual(await audit({ within: 'alliance-classifier' }), [], attributes);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.equal(width, 360, attributes);
        }
      },
    ),
  );
}

test(
  'in Spanish nothing is left in English but the evidence',
  onPage(async ({ page, visit }) => {
    const element = await open(
      { page, visit },
      'start="us-colombia/p2" state="at=power_over_interest"',
      { lang: 'es' },
    );
    const said = await words(element);
    assert.match(said, /Sitúe usted una alianza/);
    assert.match(said, /Más bien alianza de amenaza interna/);
    assert.match(said, /el veredicto cambia aquí, en 0,50/);
    assert.match(said, /Pertenencia al tipo interno 0,53, rango de 0,40 a 0,67/);
    // Reasons and sources stay in their language.
    const own = await element.locator('figure').evaluate((figure) => {
      const copy = /** @type {HTMLElement} */ (figure.cloneNode(true));
      for (const part of copy.querySelectorAll('.coded, [lang=en]')) part.remove();
      return copy.textContent ?? '';
    });
    assert.doesNotMatch(own, /classifier\.|[{…]|\b(the|with|answers?|question|range|from)\b/);
  }),
);
