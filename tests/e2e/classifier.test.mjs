/**
 * The classifier as it is built, in Node and in Chromium: the vectors of the native tests, and the
 * same result for the same call.
 */

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as api from '../../pkg/dist/node.js';
import { openSite } from './support/site.mjs';
import { answers, held, vectors } from './support/vectors.mjs';

/** @typedef {import('./support/vectors.mjs').Call} Call */

const folder = mkdtempSync(join(tmpdir(), 'alliances-'));
after(() => rmSync(folder, { recursive: true }));
cpSync(fileURLToPath(new URL('../../pkg/dist', import.meta.url)), join(folder, 'dist'), {
  recursive: true,
});
writeFileSync(
  join(folder, 'page.html'),
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>A bare page</title>
  <link rel="icon" href="data:,"><script type="module">
  import * as api from './dist/index.js';
  ${answers}
  window.answers = (calls) => answers(api, calls);
  </script></html>`,
);
const { onPage } = openSite(folder);

/** @param {Pick<import('./support/site.mjs').Visit, 'page' | 'visit'>} site @param {Call[]} calls */
async function inChromium({ page, visit }, calls) {
  await visit('/page.html');
  return page.evaluate((calls) => Reflect.get(window, 'answers')(calls), calls);
}

/** Values by table: rows times what is compared of each. */
const COMPARED = {
  direct: 79,
  piecewise: 44,
  bell: 22,
  indirect: 2 * 16,
  cells: 15 * (16 * 2 + 3),
  aggregates: 15 * 6,
  intervals: 15 * (16 * 2 + 4),
  'ranges of aggregates': 15 * 4 * 2,
  fit: 28,
  'undefined fit': 9,
  robustness: 22,
  alpha: 8,
};

const all = await vectors();
const calls = all.map(({ call }) => call);

test('Node gives what other implementations give', async () => {
  const found = held(all, await answers(api, calls));
  assert.deepEqual(found, { missed: [], compared: COMPARED });
});

test(
  'Chromium gives it too, bit for bit that of Node',
  onPage(async (site) => {
    const results = await inChromium(site, calls);
    assert.deepEqual(held(all, results), { missed: [], compared: COMPARED });
    assert.deepEqual(results, await answers(api, calls));
  }),
);

test(
  'a verdict with everything asked for is the same in Node and in Chromium',
  onPage(async (site) => {
    const phases = (await api.compare(['us-colombia'])).cases[0]?.phases;
    const indicators = phases?.find(({ phase_id }) => phase_id === 'p2')?.indicators;
    const raw = indicators?.find(({ indicator_id }) => indicator_id === 'threat_severity')?.raw;
    assert.ok(raw);
    const profile = await api.profileOf('us-colombia', 'p2');
    profile.indicators.threat_severity = { raw };
    const options = {
      coder: 'hull',
      draws: 4096,
      seed: 7,
      anchors: {
        threat_severity: { full_out: { low: 4, high: 6 }, crossover: { low: 25, high: 35 } },
      },
    };
    /** @type {Call[]} */
    const rich = ['en', 'es'].map((locale) => ['classify', profile, { ...options, locale }]);
    const [here, there] = [await answers(api, rich), await inChromium(site, rich)];
    assert.deepEqual(there, here);
    const [english, spanish] = here;
    assert.equal(english.coder, 'hull');
    assert.deepEqual(
      [english.uncertainty.draws, english.uncertainty.seed, english.uncertainty.cells.length],
      [4096, 7, 16],
    );
    const range = (/** @type {any} */ verdict) =>
      verdict.dimensions.D1.high - verdict.dimensions.D1.low;
    const fixed = await api.classify(profile, { coder: 'hull', draws: 0 });
    assert.ok(range(english) > range(fixed), 'anchors that may move widen the range');
    assert.match(english.explanation, /\binternal threat alliance\b/i);
    assert.match(spanish.explanation, /\balianza\b/i);
    assert.deepEqual({ ...spanish, explanation: '' }, { ...english, explanation: '' });
  }),
);

test(
  'documented cases are asked for the same way in both',
  onPage(async (site) => {
    /** @type {Call[]} */
    const asked = [
      ['profileOf', 'us-colombia', 'p2'],
      ['nearest', await api.profileOf('us-afghanistan', 'p1'), 'hull'],
      ['agreement', { cases: ['us-colombia', 'us-afghanistan'], draws: 200, seed: 3 }],
      ['sensitivity', 'threat_severity'],
      ['toQcaCsv', [{ case: 'one, two', INT: 0.1, FRAG: 1e-9, SIM: 1, REG: 0 }]],
      ['fromQcaCsv', 'case,INT,FRAG,SIM,REG\none,0.1,0.2,0.3,1\n'],
    ];
    assert.deepEqual(await inChromium(site, asked), await answers(api, asked));
  }),
);
