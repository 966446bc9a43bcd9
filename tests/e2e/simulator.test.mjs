/** Scenarios in Node, in a worker and on the page's own thread: the same bits, and nobody waits. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
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

/** One of each kind. @type {Call[]} */
const CALLS = [
  ['simulate', INTERNAL, FEW],
  ['simulate', 'us-colombia', { ...FEW, quantiles: [0.1, 0.9], every: 0.5, from_year: 3 }],
  ['contrast', INTERNAL, EXTERNAL, FEW],
  ['sweep', INTERNAL, [{ path: 'cohesion', values: [0.2, 0.9] }], FEW],
  ['density', INTERNAL, { ...FEW, threat: 0, bins: 10 }],
  ['truthTable', FEW],
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

test('a contrast holds both ensembles as they are alone', async () => {
  const { a, b } = await api.contrast(INTERNAL, EXTERNAL, FEW);
  assert.deepEqual(a.series, (await api.simulate(INTERNAL, FEW)).series);
  assert.deepEqual(b.series, (await api.simulate(EXTERNAL, FEW)).series);
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
