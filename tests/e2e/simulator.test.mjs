/** Scenarios in Node, in a worker and on the page's own thread: the same bits, and nobody waits. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import * as api from '../../pkg/dist/node.js';
import { openSite } from './support/site.mjs';

/** @type {any} The functions without their types, for what a compiler would refuse. */
const untyped = api;
const { AllianceError } = api;

const { onPage } = openSite('pkg/dist');

const INTERNAL = 'internal-ideal-type';
const EXTERNAL = 'external-ideal-type';
const FEW = { runs: 60, seed: 7 };
/** Long enough not to end before it is given up. */
const LONG = { runs: 1_000_000, seed: 7 };

/** @typedef {[name: string, ...given: any[]]} Call */

/** A change that a policy may bring about: the same agencies, threats and length. */
const WATCHED = { ...(await api.loadScenario(INTERNAL)), monitoring: 0.9 };

/** One of each kind. @type {Call[]} */
const CALLS = [
  ['simulate', INTERNAL, FEW],
  ['simulate', 'us-colombia', { ...FEW, quantiles: [0.1, 0.9], every: 0.5, from_year: 3 }],
  ['contrast', INTERNAL, WATCHED, FEW],
  ['sweep', INTERNAL, [{ path: 'cohesion', values: [0.2, 0.9] }], FEW],
  ['density', INTERNAL, { ...FEW, threat: 0, bins: 10 }],
  ['density', 'us-afghanistan', { ...FEW, threat: 'taliban', bins: 3, most: 2, every: 5 }],
  ['truthTable', FEW],
  ['truthTable', { ...FEW, scenario: WATCHED, quantiles: [], from_year: 10 }],
  ['trace', 'us-afghanistan'],
  ['trace', 'us-afghanistan', { noise: true, seed: 7, run: 3 }],
];

/**
 * What calls give, as JSON text in which a list of numbers is marked. It stands on its own, so that a
 * page can be handed its text.
 *
 * @param {any} api
 * @param {Call[]} calls
 */
async function answers(api, calls) {
  const results = await Promise.all(calls.map(([name, ...given]) => api[name](...given)));
  return JSON.stringify(results, (_, value) =>
    value instanceof Float64Array ? { numbers: [...value] } : value,
  );
}

/** What a call is refused with. @param {() => Promise<unknown>} call @returns {Promise<any>} */
const refusal = (call) =>
  call().then(
    () => assert.fail('this is refused'),
    (error) => error,
  );

test('scenarios come along in both languages and are what validation accepts', async () => {
  assert.deepEqual(api.scenarioIds(), [INTERNAL, EXTERNAL, 'us-colombia', 'us-afghanistan']);
  for (const id of api.scenarioIds()) {
    const [english, spanish] = await Promise.all([
      api.loadScenario(id),
      api.loadScenario(id, { locale: 'es' }),
    ]);
    assert.equal(english.id, id);
    assert.notEqual(english.name, spanish.name);
    assert.equal(english.years, spanish.years);
    assert.deepEqual(await api.validateScenario(english), english);
  }
});

test('an ensemble has bands for every series, and a list of numbers is one', async () => {
  const { runs, seed, years, series, summary } = await api.simulate(INTERNAL, FEW);
  assert.deepEqual([runs, seed], [60, 7]);
  assert.ok(years instanceof Float64Array);
  for (const { mean, standard_error, bands } of [series.balance, series.d3, ...series.strength]) {
    assert.equal(bands.length, 5);
    for (const numbers of [mean, standard_error, ...bands]) {
      assert.ok(numbers instanceof Float64Array);
      assert.equal(numbers.length, years.length);
      assert.ok(numbers.every(Number.isFinite));
    }
  }
  assert.equal(typeof summary.d3.mean, 'number');
  assert.equal(summary.strength.length, series.strength.length);
});

test('a scenario may be an id or an object, and the same seed gives the same numbers', async () => {
  const [byId, byObject, other] = await Promise.all([
    api.simulate(INTERNAL, FEW),
    api.simulate(await api.loadScenario(INTERNAL), FEW),
    api.simulate(INTERNAL, { ...FEW, seed: 8 }),
  ]);
  assert.deepEqual(byId, byObject);
  assert.notDeepEqual(byId.series, other.series);
});

test('a contrast holds both ensembles as they are alone, and their difference', async () => {
  const { a, b, difference } = await api.contrast(INTERNAL, WATCHED, FEW);
  assert.deepEqual(a, await api.simulate(INTERNAL, FEW));
  assert.deepEqual(b, await api.simulate(WATCHED, FEW));
  const { mean } = difference.summary.d3;
  assert.ok(Math.abs(mean - (b.summary.d3.mean - a.summary.d3.mean)) < 1e-12);
  assert.ok(mean < 0, 'watched agencies work at cross purposes less');
  assert.deepEqual([difference.outcomes, difference.alliance], [null, null]);
  assert.ok(difference.series.d3.mean instanceof Float64Array);
  const same = await api.contrast(INTERNAL, INTERNAL, FEW);
  assert.ok(same.difference.series.d3.mean.every((each) => each === 0));
});

test('a cell of a sweep is an ensemble, and the last parameter changes first', async () => {
  const parameters = [
    { path: 'cohesion', values: [0.2, 0.9] },
    { path: 'threats[1].votes', values: [0, 0.7, 1] },
  ];
  const { cells, ...rest } = await api.sweep(INTERNAL, parameters, { ...FEW, from_year: 2 });
  assert.deepEqual(rest, { parameters, runs: 60, seed: 7 });
  const scenario = await api.loadScenario(INTERNAL);
  for (const [cell, [cohesion, votes]] of [
    [0.2, 0],
    [0.2, 0.7],
    [0.2, 1],
    [0.9, 0],
    [0.9, 0.7],
    [0.9, 1],
  ].entries()) {
    const threats = scenario.threats.map((threat, index) =>
      index === 1 ? { ...threat, votes: votes ?? 0 } : threat,
    );
    const changed = { ...scenario, cohesion: cohesion ?? 0, threats };
    const { summary } = await api.simulate(changed, { ...FEW, from_year: 2 });
    for (const name of /** @type {const} */ (['d3', 'balance', 'total_strength', 'survival'])) {
      assert.ok(cells[name].mean instanceof Float64Array);
      assert.equal(cells[name].mean.length, 6);
      assert.equal(cells[name].mean[cell], summary[name].mean);
      assert.equal(cells[name].standard_error[cell], summary[name].standard_error);
    }
  }
});

test('a density counts every run once at each point', async () => {
  const { threats, years: length } = await api.loadScenario('us-afghanistan');
  for (const [place, { id }] of threats.entries()) {
    const options = { ...FEW, threat: id, bins: 9, every: 1 };
    const { threat, runs, years, edges, counts } = await api.density('us-afghanistan', options);
    assert.deepEqual([threat, runs, edges.length, edges[0]], [id, 60, 10, 0]);
    assert.equal(years.at(-1), length);
    assert.equal(counts.length, years.length);
    for (const count of counts) {
      assert.ok(count instanceof Float64Array);
      assert.equal(count.length, 9);
      assert.equal(
        count.reduce((sum, each) => sum + each, 0),
        60,
      );
    }
    const byPlace = await api.density('us-afghanistan', { ...options, threat: place });
    assert.deepEqual(byPlace.counts, counts);
  }
  const cut = await api.density(INTERNAL, { ...FEW, most: 2, bins: 4 });
  assert.deepEqual([...cut.edges], [0, 0.5, 1, 1.5, 2]);
});

test('a truth table has every combination once, each an ensemble', async () => {
  const { runs, seed, rows } = await api.truthTable({ ...FEW, quantiles: [0.5] });
  assert.deepEqual([runs, seed, rows.length], [60, 7, 16]);
  assert.deepEqual(
    rows.map((row) =>
      [row.internal, row.fragmented, row.regime_first, row.unmonitored].map(Number).join(''),
    ),
    rows.map((_, index) => index.toString(2).padStart(4, '0')),
  );
  const scenario = await api.loadScenario(INTERNAL);
  const none = {
    ...scenario,
    threats: scenario.threats.map((threat) => ({ ...threat, embeddedness: 0 })),
    cohesion: 0.9,
    regime_weight: 0.25,
    monitoring: 0.8,
  };
  const { summary, alliance } = await api.simulate(none, { ...FEW, quantiles: [0.5] });
  assert.deepEqual(rows[0]?.summary, summary);
  assert.deepEqual(rows[0]?.alliance, alliance);
  const byObject = await api.truthTable({ ...FEW, scenario, quantiles: [0.5] });
  assert.deepEqual(byObject.rows, rows);
});

test('a simulated alliance can be classified, and it says what was assumed', async () => {
  const { dimensions } = (await api.simulate('us-afghanistan', FEW)).alliance ?? assert.fail();
  const origins = Object.entries(dimensions).map(([name, { origin }]) => `${name} ${origin}`);
  assert.deepEqual(origins, ['D1 assumed', 'D2 assumed', 'D3 emerged', 'D4 assumed']);
  const ensemble = await api.simulate('us-afghanistan', FEW);
  const profile = await api.profileOfSimulation(ensemble);
  const { indicators } = await api.codebook();
  assert.deepEqual(
    Object.keys(profile.indicators).sort(),
    indicators.map(({ indicator_id }) => indicator_id).sort(),
  );
  for (const { indicator_id, dimension } of indicators) {
    const { score, low, high } = dimensions[dimension];
    assert.deepEqual(profile.indicators[indicator_id], { score, low, high });
  }
  const verdict = await api.classify(profile, { draws: 0 });
  assert.equal(verdict.uncertainty, null);
  for (const [id, type] of [
    [INTERNAL, 'internal_threat'],
    [EXTERNAL, 'external_threat'],
  ]) {
    const ideal = await api.profileOfSimulation(await api.simulate(String(id), FEW));
    assert.equal((await api.classify(ideal, { draws: 0 })).type, type);
  }
  const { rows } = await api.truthTable(FEW);
  const row = await api.profileOfSimulation(rows[15] ?? assert.fail());
  assert.equal((await api.classify(row, { draws: 0 })).type, 'internal_threat');
  const whole = await api.codebook();
  const codebook = { ...whole, indicators: whole.indicators.slice(0, 2) };
  const fewer = await api.profileOfSimulation(ensemble, { codebook });
  assert.equal(Object.keys(fewer.indicators).length, 2);
  const { difference } = await api.contrast(INTERNAL, WATCHED, FEW);
  const error = await refusal(() => api.profileOfSimulation(difference));
  assert.deepEqual([error.code, error.path], ['field', 'simulated.alliance']);
});

/** Files of an independent implementation, and the scenarios that they trace. */
const VECTORS = {
  ita: INTERNAL,
  eta: EXTERNAL,
  colombia: 'us-colombia',
  afghanistan: 'us-afghanistan',
};
/** @type {Call[]} */
const CALM = Object.values(VECTORS).map((id) => ['trace', id, { noise: false }]);

/** Holds traces, as `answers` gives them, against the files. @param {string} found */
async function assertTraced(found) {
  const traces = JSON.parse(found);
  for (const [index, file] of Object.keys(VECTORS).entries()) {
    const trace = traces[index];
    const path = new URL(`../vectors/model_trace_${file}.csv`, import.meta.url);
    const [head = '', ...lines] = (await readFile(path, 'utf8')).trim().split('\n');
    const names = head.split(',');
    /** @type {Record<string, string>} */
    const plain = { B: 'balance', C: 'collude', I: 'idle' };
    assert.equal(trace.years.numbers.length, lines.length);
    assert.equal(trace.strength.length, names.filter((name) => /^T\d$/.test(name)).length);
    for (const [step, line] of lines.entries()) {
      for (const [column, text] of line.split(',').entries()) {
        const name = names[column] ?? '';
        if (name === 'step') continue;
        const { numbers } = /^T\d$/.test(name)
          ? trace.strength[Number(name.slice(1)) - 1]
          : trace[plain[name] ?? name.toLowerCase()];
        const off = Math.abs(numbers[step] - Number(text));
        assert.ok(off < 1e-9, `${file}, ${name} at ${step}: off by ${off}`);
      }
    }
  }
}

test('without chance every period is that of an independent implementation', async () => {
  await assertTraced(await answers(api, CALM));
});

/**
 * Every number of an ensemble of each scenario, its profile and its verdict, as the golden file has
 * them. It stands on its own, so that a page can be handed its text.
 *
 * @param {any} api
 */
async function bits(api) {
  let text = 'scenario,quantity,numbers,first,last,hash\n';
  for (const id of api.scenarioIds()) {
    /** @param {bigint} of */
    const hex = (of) => of.toString(16).padStart(16, '0');
    /** @param {string} quantity @param {Iterable<number>} numbers */
    const row = (quantity, numbers) => {
      const list = Float64Array.from(numbers);
      const asBits = new BigUint64Array(list.buffer);
      let hash = 0xcbf29ce484222325n;
      for (const byte of new Uint8Array(list.buffer)) {
        hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
      }
      const ends = [asBits[0] ?? 0n, asBits.at(-1) ?? 0n].map(hex);
      text += `${id},${quantity},${list.length},${ends},${hex(hash)}\n`;
    };
    const OUTCOMES =
      'survival balance collude idle d3 x_same x_state w aid_diverted national_loss'.split(' ');
    const ensemble = await api.simulate(id, { runs: 203, seed: 7 });
    const { years, series, summary, outcomes, alliance } = ensemble;
    row('years', years);
    /** @param {string} name @param {any} channel */
    const overTime = (name, { mean, standard_error, bands }) =>
      row(
        `series.${name}`,
        [mean, standard_error, ...bands].flatMap((numbers) => [...numbers]),
      );
    for (const [threat, channel] of series.strength.entries()) {
      overTime(`strength[${threat}]`, channel);
    }
    for (const name of OUTCOMES) overTime(name, series[name]);
    /** @param {string} name @param {any} measure */
    const summed = (name, { mean, standard_error, quantiles }) =>
      row(`summary.${name}`, [mean, standard_error, ...quantiles]);
    for (const [threat, measure] of summary.strength.entries()) {
      summed(`strength[${threat}]`, measure);
    }
    summed('total_strength', summary.total_strength);
    for (const [threat, measure] of summary.final_strength.entries()) {
      summed(`final_strength[${threat}]`, measure);
    }
    for (const name of OUTCOMES) summed(name, summary[name]);
    row('outcomes', [outcomes.threat_shrinks, outcomes.threat_grows, outcomes.regime_falls]);
    /** @param {any} value */
    const range = ({ score, low, high }) => [score, low, high];
    for (const dimension of ['D1', 'D2', 'D3', 'D4']) {
      row(`alliance.${dimension}`, range(alliance.dimensions[dimension]));
    }
    const profile = await api.profileOfSimulation(ensemble);
    row('profile', Object.values(profile.indicators).flatMap(range));
    const { dimensions } = await api.classify(profile, { draws: 0 });
    row('verdict', Object.values(dimensions).flatMap(range));
  }
  return text;
}

const golden = readFile(new URL('../golden/simulator-bits.csv', import.meta.url), 'utf8');

test('ensembles have the bits of the crate', async () => {
  assert.equal(await bits(api), await golden);
});

test('the share that is done never falls and ends at 1', async () => {
  /** @type {number[]} */
  const shares = [];
  await api.simulate(INTERNAL, { runs: 20_000, onProgress: (share) => shares.push(share) });
  assert.ok(shares.length > 2, 'it was told more than once');
  assert.deepEqual(
    shares,
    [...shares].sort((one, other) => one - other),
  );
  assert.equal(shares.at(-1), 1);
  assert.equal(shares.filter((share) => share === 1).length, 1);
});

test('everything else has its turn meanwhile', async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  const start = performance.now();
  await api.simulate(INTERNAL, { runs: 20_000 });
  clearInterval(timer);
  const slices = (performance.now() - start) / 8;
  assert.ok(turns > slices / 4, `${turns} turns in the time of ${slices} slices`);
});

test('a job ends when its signal says so, with its reason', async () => {
  const reason = new Error('enough');
  let told = 0;
  const options = { ...LONG, onProgress: () => (told += 1) };
  assert.equal(
    await refusal(() => api.simulate(INTERNAL, { ...options, signal: AbortSignal.abort(reason) })),
    reason,
  );
  assert.equal(told, 0);
  const halfway = new AbortController();
  const refused = refusal(() => api.simulate(INTERNAL, { ...options, signal: halfway.signal }));
  setTimeout(() => halfway.abort(), 50);
  const error = await refused;
  assert.ok(error instanceof DOMException);
  assert.equal(error.name, 'AbortError');
  const before = told;
  // Nothing goes on, and the next job is done.
  await api.simulate(INTERNAL, FEW);
  assert.equal(told, before);
});

test('a short job need not wait for the end of a long one, and each has its own result', async () => {
  const giveUp = new AbortController();
  const long = refusal(() => api.simulate(INTERNAL, { ...LONG, signal: giveUp.signal }));
  const [one, other] = await Promise.all([
    api.simulate(INTERNAL, FEW),
    api.simulate(EXTERNAL, FEW),
  ]);
  giveUp.abort();
  assert.equal((await long).name, 'AbortError');
  assert.deepEqual(one, await api.simulate(INTERNAL, FEW));
  assert.deepEqual(other, await api.simulate(EXTERNAL, FEW));
});

test('a function of the page that fails ends the job with its error', async () => {
  const own = new Error('of the page');
  const onProgress = () => {
    throw own;
  };
  assert.equal(await refusal(() => api.simulate(INTERNAL, { ...LONG, onProgress })), own);
});

test('what is wrong is named by its path', async () => {
  const scenario = await api.loadScenario(INTERNAL);
  /** @param {object} change @returns {any} */
  const changed = (change) => ({ ...scenario, ...change });
  /** @type {[() => Promise<unknown>, string, string][]} */
  const refused = [
    [() => api.validateScenario(changed({ combat_cost: 9 })), 'out_of_range', 'combat_cost'],
    [() => api.validateScenario(changed({ years: Number.NaN })), 'not_finite', 'years'],
    [() => untyped.validateScenario(), 'field', 'scenario'],
    [() => api.simulate(changed({ dt: 2 })), 'out_of_range', 'scenario.dt'],
    [() => api.trace(changed({ dt: 2 })), 'out_of_range', 'scenario.dt'],
    [() => api.simulate(changed({ threats: [] })), 'count', 'scenario.threats'],
    [() => api.contrast(INTERNAL, changed({ years: 0 })), 'out_of_range', 'b.years'],
    [() => api.simulate(changed({ sanction: Number.NaN })), 'not_finite', 'scenario.sanction'],
    [() => api.simulate(INTERNAL, { runs: 0 }), 'out_of_range', 'runs'],
    [() => api.simulate(INTERNAL, { runs: Number.NaN }), 'not_finite', 'runs'],
    [() => api.simulate(INTERNAL, { quantiles: [2] }), 'out_of_range', 'quantiles[0]'],
    [() => api.simulate('nowhere'), 'unknown', 'scenario'],
    [() => api.contrast(INTERNAL, 'nowhere'), 'unknown', 'b'],
    [() => api.contrast(INTERNAL, EXTERNAL), 'field', 'b.threats'],
    [
      () => api.sweep(INTERNAL, [{ path: 'nothing', values: [1] }]),
      'unknown',
      'parameters[0].path',
    ],
    [
      () => api.sweep(INTERNAL, [{ path: 'aid', values: [0, 11] }]),
      'out_of_range',
      'parameters[0].values[1]',
    ],
    [() => api.sweep(INTERNAL, []), 'count', 'parameters'],
    [() => api.density(INTERNAL, { threat: 2 }), 'unknown', 'threat'],
    [() => api.density(INTERNAL, { threat: 'nobody' }), 'unknown', 'threat'],
    [() => api.density(INTERNAL, { bins: 513 }), 'out_of_range', 'bins'],
    [() => api.density(INTERNAL, { most: 0 }), 'out_of_range', 'most'],
    [() => api.truthTable({ scenario: 'nowhere' }), 'unknown', 'scenario'],
    [() => api.truthTable({ scenario: changed({ dt: 2 }) }), 'out_of_range', 'scenario.dt'],
    [() => api.trace(INTERNAL, { run: 1_000_000 }), 'out_of_range', 'run'],
    [() => api.trace(INTERNAL, { seed: 0.5 }), 'field', 'seed'],
    [() => untyped.sweep(INTERNAL, [], { quantiles: [0.5] }), 'field', ''],
    [() => untyped.sweep(INTERNAL, [], { every: 1 }), 'field', ''],
    [() => untyped.density(INTERNAL, { from_year: 1 }), 'field', ''],
    [() => untyped.density(INTERNAL, { quantiles: [0.5] }), 'field', ''],
    [() => untyped.contrast(INTERNAL, INTERNAL, { bins: 1 }), 'field', ''],
    [() => untyped.truthTable({ every: 1 }), 'field', ''],
    [() => untyped.profileOfSimulation(), 'field', 'simulated'],
    [() => untyped.profileOfSimulation({ alliance: null }), 'field', 'simulated.alliance'],
    [() => untyped.profileOfSimulation({ alliance: {} }, { locale: 'en' }), 'field', ''],
    [() => api.loadScenario('nowhere'), 'unknown', 'id'],
    [() => untyped.loadScenario(INTERNAL, { locale: 'xx' }), 'unknown', 'locale'],
    [() => untyped.simulate(), 'field', 'scenario'],
    [() => untyped.simulate(INTERNAL, { seeds: 7 }), 'field', ''],
    [() => untyped.simulate(INTERNAL, { signal: {} }), 'field', 'signal'],
    [() => untyped.simulate(INTERNAL, { onProgress: 1 }), 'field', 'onProgress'],
    [() => untyped.sweep(INTERNAL), 'field', 'parameters'],
    [() => untyped.truthTable(7), 'field', 'options'],
  ];
  for (const [call, code, path] of refused) {
    const error = await refusal(call);
    assert.ok(error instanceof AllianceError, `${call}: ${error}`);
    assert.deepEqual([error.code, error.path], [code, path], error.message);
  }
});

/**
 * A page of the served folder that has the functions as `window.api`, under a policy.
 *
 * @param {{ page: import('playwright-core').Page, visit: (path: string) => Promise<void> }} visited
 * @param {string} from - address of the script
 * @param {string} [policy]
 */
async function open({ page, visit }, from = '/index.js', policy) {
  const script = `import * as api from '${from}'; window.api = api;`;
  if (policy === undefined) {
    // A page that comes from nowhere may not ask for what comes from this machine's other servers.
    await page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
    await visit('/data/codebook.json');
    await page.addScriptTag({ type: 'module', content: script });
  } else {
    const body = `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">
      <script type="module">${script}</script></html>`;
    const headers = { 'content-security-policy': policy };
    await page.route('**/a.html', (route) =>
      route.fulfill({ contentType: 'text/html', body, headers }),
    );
    await visit('/a.html');
  }
  await page.waitForFunction(() => 'api' in window);
  /** @param {Call[]} calls @returns {Promise<string>} */
  return (calls) =>
    page.evaluate(`(${answers})(window.api, ${JSON.stringify(calls)})`).then(String);
}

const expected = answers(api, CALLS);

test(
  'a page has a worker do it, with the bits of Node',
  onPage(async (visited) => {
    const calls = await open(visited);
    assert.equal(visited.page.workers().length, 0, 'nothing starts at import');
    const found = await calls(CALLS);
    assert.equal(visited.page.workers().length, 1);
    assert.equal(found, await expected);
    await calls(CALLS.slice(0, 2));
    assert.equal(visited.page.workers().length, 1, 'one for all');
  }),
);

test(
  'a page traces the independent implementation and has the bits of the crate',
  onPage(async (visited) => {
    const calls = await open(visited);
    await assertTraced(await calls(CALM));
    assert.equal(await visited.page.evaluate(`(${bits})(window.api)`), await golden);
  }),
);

const POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:";

test(
  'a strict policy that allows workers of its own is enough',
  onPage(async (visited) => {
    const calls = await open(visited, '/index.js', `${POLICY}; worker-src 'self'`);
    assert.equal(await calls(CALLS), await expected);
    assert.equal(visited.page.workers().length, 1);
  }),
);

test(
  'a page whose policy forbids workers does it itself, with the same bits',
  onPage(async (visited) => {
    const calls = await open(visited, '/index.js', `${POLICY}; worker-src 'none'`);
    assert.equal(await calls(CALLS), await expected);
    assert.equal(visited.page.workers().length, 0);
    const told = visited.problems.splice(0);
    assert.ok(told.length > 0 && told.every((problem) => /worker/.test(problem)), told.join('\n'));
  }),
);

test(
  'a page draws on meanwhile, with a worker and without',
  onPage(async (visited) => {
    for (const workers of ["'self'", "'none'"]) {
      await open(visited, '/index.js', `${POLICY}; worker-src ${workers}`);
      const longest = await visited.page.evaluate(async () => {
        const simulate = Reflect.get(Reflect.get(window, 'api'), 'simulate');
        await simulate('internal-ideal-type', { runs: 100 });
        let longest = 0;
        let last = performance.now();
        let isDone = false;
        const frame = () => {
          longest = Math.max(longest, performance.now() - last);
          last = performance.now();
          if (!isDone) requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
        const giveUp = new AbortController();
        setTimeout(() => giveUp.abort(), 1000);
        const options = { runs: 1_000_000, signal: giveUp.signal };
        await simulate('internal-ideal-type', options).catch(() => {});
        isDone = true;
        return longest;
      });
      assert.ok(longest < 250, `${longest} ms without a frame, workers ${workers}`);
      visited.problems.splice(0);
    }
  }),
);

test(
  'a script from another origin starts its worker too',
  onPage(async (visited) => {
    const files = sirv(fileURLToPath(new URL('../../pkg/dist', import.meta.url)), {
      dev: true,
      setHeaders: (response) => response.setHeader('access-control-allow-origin', '*'),
    });
    const server = createServer((request, response) => files(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      const calls = await open(visited, `http://127.0.0.1:${port}/index.js`);
      assert.equal(await calls(CALLS), await expected);
      assert.equal(visited.page.workers().length, 1);
      assert.match(visited.page.workers()[0]?.url() ?? '', /^blob:/);
      const left = visited.problems.splice(0);
      assert.ok(
        left.every((problem) => problem.includes(`:${port}/`)),
        left.join('\n'),
      );
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }),
);

test(
  'in a worker too a job is refused by path, given up, and reports how far it is',
  onPage(async (visited) => {
    await open(visited);
    const found = await visited.page.evaluate(async (long) => {
      const { AllianceError, simulate } = Reflect.get(window, 'api');
      /** @param {Promise<unknown>} work @returns {Promise<any>} */
      const refusal = (work) =>
        work.then(
          () => 'not refused',
          (error) => error,
        );
      const refused = await refusal(simulate('internal-ideal-type', { runs: 0 }));
      const giveUp = new AbortController();
      setTimeout(() => giveUp.abort(), 100);
      const options = { ...long, signal: giveUp.signal };
      const given = refusal(simulate('internal-ideal-type', options));
      const short = await simulate('internal-ideal-type', { runs: 60, seed: 7 });
      const { name } = await given;
      const start = performance.now();
      /** @type {number[]} */
      const shares = [];
      await simulate('internal-ideal-type', {
        runs: 20_000,
        onProgress: (/** @type {number} */ share) => shares.push(share),
      });
      return {
        refused: [refused instanceof AllianceError, refused.code, refused.path],
        name,
        runs: short.runs,
        shares,
        took: performance.now() - start,
      };
    }, LONG);
    assert.deepEqual(found.refused, [true, 'out_of_range', 'runs']);
    assert.equal(found.name, 'AbortError');
    assert.equal(found.runs, 60);
    assert.ok(found.shares.length > 1);
    assert.deepEqual(
      found.shares,
      [...found.shares].sort((one, other) => one - other),
    );
    assert.equal(found.shares.at(-1), 1);
  }),
);

test(
  'a worker that dies is replaced when the next job comes',
  onPage(async (visited) => {
    await visited.page.addInitScript(() => {
      /** @type {Worker[]} */
      const workers = [];
      Reflect.set(window, 'workers', workers);
      window.Worker = class extends Worker {
        /** @param {string | URL} url @param {WorkerOptions} [options] */
        constructor(url, options) {
          super(url, options);
          workers.push(this);
        }
      };
    });
    const calls = await open(visited);
    const code = await visited.page.evaluate(async (long) => {
      const { simulate } = Reflect.get(window, 'api');
      await simulate('internal-ideal-type', { runs: 60 });
      const work = simulate('internal-ideal-type', long);
      setTimeout(() => {
        const event = new ErrorEvent('error', { message: 'out of memory', cancelable: true });
        Reflect.get(window, 'workers')[0].dispatchEvent(event);
      }, 50);
      return work.catch((/** @type {{ code: string }} */ { code }) => code);
    }, LONG);
    assert.equal(code, 'simulator_stopped');
    assert.equal(await calls(CALLS), await expected);
    assert.equal(await visited.page.evaluate('window.workers.length'), 2);
  }),
);
