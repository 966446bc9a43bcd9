/** What a reader sees of the comparison and does with it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSite } from './support/site.mjs';

const { onPage } = openSite();

/** @param {import('playwright-core').Page} page */
async function comparison(page) {
  await page.locator('alliance-comparison').scrollIntoViewIfNeeded();
  const figure = page.getByRole('figure').filter({ hasText: 'four questions' });
  await figure.getByRole('group', { name: 'Periods of Colombia' }).waitFor();
  return figure;
}

test(
  'the verdict on both cases stands beside what the dissertation claims',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const figure = await comparison(page);
    const headline = figure.getByRole('heading', { level: 2 });
    assert.match(
      await headline.innerText(),
      /^From 2006 on, Afghanistan is on the internal side of all four questions\. /,
    );
    for (const [alliance, verdict] of [
      ['United States and Colombia, 1980–2010', 'Leans hybrid; 1990–97 open'],
      [
        'United States and Afghanistan, 2001–2012',
        'Leans internal 2006–08; clearly internal 2009–12; 2001–05 open',
      ],
    ]) {
      const card = figure.locator('section').filter({ hasText: alliance });
      const text = (await card.innerText()).replaceAll('\u2060', '');
      assert.ok(text.includes(verdict ?? ''), text);
      assert.match(text, /Dissertation claims\s+internal on all four questions/);
      assert.match(text, /Both codings find\s+periods on the internal side/);
    }
    assert.match(
      await figure.innerText(),
      /for this project from public sources by non-specialists/,
    );
  }),
);

test(
  'the stepper tells of one period after the other, by keyboard',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const figure = await comparison(page);
    const next = page.getByRole('button', { name: 'Next period, Colombia' });
    const card = figure.locator('section').filter({ has: next });
    await next.focus();
    await page.keyboard.press('Enter');
    await card.getByRole('heading', { name: /Cartel war/ }).waitFor();
    assert.match(await card.innerText(), /Membership 0\.35, range 0\.20 to 0\.51\./);
    assert.equal(await figure.locator('.lane[data-chosen]').count(), 5);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Enter');
    assert.match(await card.innerText(), /2003–\u206010 · /);
    assert.ok(await next.isDisabled(), 'there is no period after the last');
    await figure.getByRole('button', { name: 'Previous period, Colombia' }).press('Space');
    assert.match(await card.innerText(), /1998–\u20602002 · /);
  }),
);

test(
  'a question opens to its answers: score, range, reason, linked source, dispute',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const figure = await comparison(page);
    const question = figure.locator('details').filter({ hasText: 'Coup-proofing' });
    await figure.getByText('Show the 3 answers behind this, with sources').last().press('Enter');
    await question.getByRole('heading', { name: /Coup-proofing/ }).waitFor();
    const entry = question.locator('.entry').filter({ hasText: 'Loyalty decides most top posts' });
    assert.match(
      await entry.first().innerText(),
      /0\.6: Loyalty decides most top posts \(0\.4 to 0\.8 can be defended; second coding 0\.6, range 0\.4 to 0\.8\)/,
    );
    const links = entry.first().getByRole('link');
    assert.match((await links.first().getAttribute('href')) ?? '', /^https?:\/\/[^/]+\/./);
    assert.equal(
      await links.last().getAttribute('href'),
      'mailto:?subject=us-afghanistan%2Findicators%2Fcoup_proofing%2Fp1',
    );
    assert.ok((await question.getByText('not yet checked against the source').count()) > 0);
  }),
);

test(
  'the matrix opens to dated, sourced evidence, by keyboard',
  onPage(async ({ page, visit }) => {
    await visit('/');
    await comparison(page);
    const figure = page.getByRole('figure').filter({ has: page.getByRole('tablist') });
    await figure.getByRole('tab', { name: 'Afghanistan' }).focus();
    await page.keyboard.press('ArrowLeft');
    await figure.getByRole('grid', { name: /enemies, \d{4}/ }).waitFor();
    const colombia = figure.getByRole('tab', { name: 'Colombia' });
    assert.equal(await colombia.getAttribute('aria-selected'), 'true');
    await page.keyboard.press('End');

    const slider = figure.getByRole('slider', { name: 'Year' });
    await slider.focus();
    await page.keyboard.press('Home');
    assert.match((await slider.getAttribute('aria-valuetext')) ?? '', /^2001: 0\.1\d \(range /);
    for (let year = 2001; year < 2009; year += 1) await page.keyboard.press('ArrowRight');
    assert.match(
      await figure.getByRole('heading', { level: 2 }).innerText(),
      /^In 2009 parts of the Afghan state fought the Taliban/,
    );
    await figure.getByRole('heading', { name: 'What happened in 2009' }).waitFor();

    const cell = figure.getByRole('gridcell', { name: /^Convoy firms, Taliban: fought 0\.5/ });
    await figure.locator('[role=gridcell][tabindex="0"]').focus();
    for (let row = 0; row < 40 && !(await isFocused(cell)); row += 1) {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    const evidence = figure.locator('.evidence');
    await evidence.waitFor();
    const text = (await evidence.innerText()).replaceAll('\u2060', '');
    assert.match(text, /Convoy firms and Taliban, 2006–10/);
    assert.match(text, /helped 0\.8 of 1 · well documented · official inquiry · a passage/);
    assert.match(text, /Warlord, Inc\./);
    assert.match(text, /At the same time fought by the border police, 2006–09/);
    assert.match(
      await figure.locator('.pairs').innerText(),
      /The Taliban: fought by the border police and others, helped by convoy firms and others/,
    );
    assert.equal(await cell.getAttribute('aria-selected'), 'true');
    await page.keyboard.press('Escape');
    await evidence.waitFor({ state: 'detached' });
  }),
);

test(
  'rows from memory are marked, in words and as an outline',
  onPage(async ({ page, visit }) => {
    await visit('/');
    await comparison(page);
    const figure = page.getByRole('figure').filter({ has: page.getByRole('tablist') });
    const cell = figure.getByRole('gridcell', { name: /^Balkh province, Drug networks/ });
    assert.match(
      (await cell.getAttribute('aria-label')) ?? '',
      /not yet checked against the source$/,
    );
    assert.equal(await cell.locator('.fought-unread').count(), 1);
    await cell.click();
    await figure
      .locator('.evidence')
      .getByText('not yet checked against the source')
      .first()
      .waitFor();
  }),
);

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const width of [320, 1200]) {
    test(
      `nothing is inaccessible or cut off in ${colorScheme} at ${width} px`,
      onPage({ colorScheme, viewport: { width, height: 800 } }, async ({ page, visit, audit }) => {
        await visit('/');
        const figure = await comparison(page);
        await figure.getByRole('button', { name: 'Next period, Afghanistan' }).click();
        await figure.getByText('Show the 4 answers behind this, with sources').click();
        await figure.getByText('Data behind this figure').click();
        await page.locator('[role=gridcell].cell').first().click();
        assert.deepEqual(await audit(), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      }),
    );
  }
}

test(
  'Spanish pages speak Spanish, with decimal commas',
  onPage(async ({ page, visit }) => {
    await visit('/es.html');
    await page.locator('alliance-comparison').scrollIntoViewIfNeeded();
    const next = page.getByRole('button', { name: 'Periodo siguiente, Colombia' });
    await next.click();
    const card = page.locator('section').filter({ has: next });
    assert.match(await card.innerText(), /Más bien híbrida; 1990–\u206097 sin decidir/);
    assert.match(await card.innerText(), /0,35/);
  }),
);

/** @param {import('playwright-core').Locator} locator */
async function isFocused(locator) {
  return locator.evaluate((element) => {
    const root = /** @type {ShadowRoot} */ (element.getRootNode());
    return root.activeElement === element;
  });
}
