/**
 * What a reader, a teacher or a journalist comes for, done through the page alone. What they do with the
 * classifier (NATO, a lesson) and the simulator (conditions on aid) stands in the tests of these elements.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSite } from './support/site.mjs';

const { onPage } = openSite();

/** @typedef {import('playwright-core').Page} Page */

/** Text without the marks that keep years together. @param {string} text */
const plain = (text) => text.replaceAll('\u2060', '');

/** The words of a page in a language. */
const ENGLISH = {
  path: '/',
  year: 'Year',
  helped: /^(.+), AUC: .*helped 0\.([5-9])|^(.+), AUC: .*helped 1/,
  army: /^Army, AUC/,
  report: /Human Rights Watch \(2001\)/,
};
const SPANISH = {
  path: '/es.html',
  year: 'Año',
  helped: /^(.+), AUC: .*ayudó 0,([5-9])|^(.+), AUC: .*ayudó 1/,
  army: /^Ejército, AUC/,
  report: /Human Rights Watch \(2001\)/,
};

/**
 * Which agencies colluded with the paramilitaries in Colombia in 2001, and by which source?
 *
 * @param {Page} page
 * @param {typeof ENGLISH} words
 */
async function whoHelped(page, words) {
  const element = page.locator('alliance-comparison');
  await element.scrollIntoViewIfNeeded();
  await element.getByRole('tab', { name: 'Colombia' }).click();
  await element.getByRole('slider', { name: words.year }).fill('2001');
  const cells = element.getByRole('gridcell', { name: words.helped });
  await cells.first().waitFor();
  const names = await cells.evaluateAll((all) =>
    all.map((cell) => cell.getAttribute('aria-label')),
  );
  const helpers = names.map(
    (name) =>
      words.helped
        .exec(name ?? '')
        ?.slice(1)
        .find(Boolean) ?? '',
  );
  await element.getByRole('gridcell', { name: words.army }).click();
  const evidence = element.locator('.evidence');
  await evidence.waitFor();
  const source = evidence.getByRole('link', { name: words.report }).first();
  return { helpers, address: await source.getAttribute('href'), text: await evidence.innerText() };
}

test(
  'which agencies colluded with the paramilitaries in Colombia in 2001, and the source',
  onPage(async ({ page, visit }) => {
    await visit(ENGLISH.path);
    const { helpers, address } = await whoHelped(page, ENGLISH);
    assert.deepEqual(helpers, [
      'Army',
      'National police',
      'Fiscalía',
      'Navy, marines',
      'Congress',
      'Governors, mayors',
    ]);
    assert.match(address ?? '', /^https:\/\//);
  }),
);

test(
  'the same in Spanish',
  onPage(async ({ page, visit }) => {
    await visit(SPANISH.path);
    const { helpers, address } = await whoHelped(page, SPANISH);
    assert.deepEqual(helpers, [
      'Ejército',
      'Policía Nacional',
      'Fiscalía',
      'Armada',
      'Congreso',
      'Políticos regionales',
    ]);
    assert.match(address ?? '', /^https:\/\//);
  }),
);

test(
  'the same on a phone, by touch',
  onPage(
    { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
    async ({ page, visit }) => {
      await visit(ENGLISH.path);
      const { helpers, address } = await whoHelped(page, ENGLISH);
      assert.equal(helpers.length, 6);
      assert.match(address ?? '', /^https:\/\//);
      const evidence = page.locator('alliance-comparison .evidence');
      // The reader need not look for it: it stands on the screen, and nothing runs out at its side.
      await page.waitForFunction(() => {
        const root = document.querySelector('alliance-comparison')?.shadowRoot;
        const box = root?.querySelector('.evidence')?.getBoundingClientRect();
        return box && box.top < innerHeight && box.bottom > 0;
      });
      const box = await evidence.boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box));
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
    },
  ),
);

test(
  'which Afghan periods lie on the internal side of all four questions, and what stays open in Colombia',
  onPage(async ({ page, visit }) => {
    await visit('/');
    const element = page.locator('alliance-comparison');
    await element.scrollIntoViewIfNeeded();
    const headline = element.getByRole('heading', { level: 2 }).first();
    await headline.waitFor();
    assert.equal(
      plain(await headline.innerText()),
      'From 2006 on, Afghanistan is on the internal side of all four questions. In 1998–2002, Colombia is on the internal side of questions 1, 2 and 3; question 4 stays open.',
    );
    // The numbers of both codings say the same.
    const visible = { visible: true };
    await element.getByText('Data behind this figure').filter(visible).first().click();
    const rows = element.getByRole('table').filter(visible).first().getByRole('row');
    const internal = await rows.evaluateAll((all) =>
      all
        .filter((row) => row.querySelector('th')?.textContent === 'Afghanistan')
        .filter((row) =>
          [...row.querySelectorAll('td')].slice(1, 5).every((cell) => {
            const scores =
              (cell.textContent ?? '').match(/(?<![\d.] to )(?<!\()\b[01]\.\d\d/g) ?? [];
            return scores.length > 0 && scores.every((score) => Number(score) > 0.5);
          }),
        )
        .map((row) => row.querySelector('td')?.textContent),
    );
    assert.deepEqual(
      internal.map((years) => plain(years ?? '')),
      ['2006–08', '2009–12'],
    );
  }),
);

test(
  'a colleague sees exactly this view',
  onPage(
    { permissions: ['clipboard-read', 'clipboard-write'] },
    async ({ page, visit, context }) => {
      await visit('/');
      const { text } = await whoHelped(page, ENGLISH);
      const element = page.locator('alliance-comparison');
      await element.getByRole('button', { name: 'Copy link' }).last().click();
      await element.getByText('The link is copied.').waitFor();
      const link = await page.evaluate(() => navigator.clipboard.readText());
      const theirs = await context.newPage();
      await theirs.goto(link);
      await theirs.locator('alliance-comparison').scrollIntoViewIfNeeded();
      const evidence = theirs.locator('alliance-comparison .evidence');
      await evidence.waitFor();
      assert.equal(await evidence.innerText(), text);
      assert.equal(await theirs.getByRole('slider', { name: 'Year' }).inputValue(), '2001');
    },
  ),
);

test(
  'the figure goes into a slide: a light picture with finding and source',
  onPage({ acceptDownloads: true, colorScheme: 'dark' }, async ({ page, visit }) => {
    await visit('/');
    const element = page.locator('alliance-comparison');
    await element.scrollIntoViewIfNeeded();
    const headline = plain(await element.getByRole('heading', { level: 2 }).first().innerText());
    const svg = page.waitForEvent('download');
    await element.getByRole('button', { name: 'Figure (SVG)' }).first().click();
    const stream = await (await svg).createReadStream();
    let text = '';
    for await (const chunk of stream) text += chunk;
    const words = plain(text.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]*>/g, ' ')).replace(
      /\s+/g,
      ' ',
    );
    assert.ok(words.includes(headline), words.slice(0, 300));
    assert.match(words, /Theory: P\. W\. Quirk/);

    const picture = page.waitForEvent('download');
    await element.getByRole('button', { name: 'Figure (PNG)' }).first().click();
    const path = await (await picture).path();
    const corner = await page.evaluate(
      async (base64) => {
        const image = new Image();
        image.src = `data:image/png;base64,${base64}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, image.height];
        const context = canvas.getContext('2d');
        context?.drawImage(image, 0, 0);
        return [...(context?.getImageData(2, 2, 1, 1).data ?? [])];
      },
      (await import('node:fs')).readFileSync(path ?? '').toString('base64'),
    );
    assert.deepEqual(corner, [255, 255, 255, 255]);
  }),
);

test(
  'the whole comparison without scripts, in print, in the order of a screen reader',
  onPage({ javaScriptEnabled: false }, async ({ page, visit }) => {
    await visit('/');
    await page.emulateMedia({ media: 'print' });
    const figure = page.getByRole('figure').first();
    const tree = plain(await figure.ariaSnapshot());
    /** @type {RegExp[]} */
    const order = [
      /heading "From 2006 on, Afghanistan is on the internal side of all four questions\./,
      /heading "United States and Colombia, 1980–2010/,
      /heading "United States and Afghanistan, 2001–2012/,
      /for this project from public sources by non-specialists/,
      /heading "1 Where does the danger come from\?"/,
      /heading "2 Does the ally act as one\?"/,
      /heading "3 Is one enemy both fought and helped\?"/,
      /heading "4 Whose interest decides\?"/,
      /How to read it/,
      /table/,
    ];
    let from = 0;
    for (const what of order) {
      const place = tree.slice(from).search(what);
      assert.ok(place >= 0, `${what} does not follow:\n${tree.slice(from, from + 2000)}`);
      from += place;
    }
    // The drawings speak in whole values, not in coordinates.
    assert.match(
      tree,
      /img "Where does the danger come from\? A scale from 0 to 1\. Colombia: 1980–89 0\.48/,
    );
    // On paper the tables are open.
    assert.ok(await figure.getByRole('table').first().isVisible());
  }),
);
