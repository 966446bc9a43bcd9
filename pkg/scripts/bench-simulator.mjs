/**
 * How fast the simulator is: nanoseconds for a run-step, side by side in one run. Nothing depends on the
 * numbers. `cargo xtask bench` builds the package, names the browser (CHROME) and runs this; with
 * PYTHON set to an interpreter that has numpy, numpy stands beside the others.
 *
 * - natively: the equations one run at a time (`scalar`), four side by side (`batched`), and with
 *   shocks that were drawn before (`kept`);
 * - the package's module in Node and in Chromium, and in each the tuned JavaScript of
 *   `benches/model/model.mjs` doing the same, the two taking turns;
 * - numpy: `benches/model/model.py`.
 */

import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const IDS = ['us-colombia', 'internal-ideal-type'];

/** @typedef {Record<string, number>} Times - nanoseconds for a run-step, by what was timed */

/**
 * Median times of the module and of JavaScript, in whatever engine this runs. The function is handed to
 * the browser as text, so it asks for nothing outside itself.
 *
 * @param {{ glue: string, bytes: string, model: string, scenarios: Record<string, any> }} input
 * @returns {Promise<Record<string, Times>>}
 */
async function measure({ glue, bytes, model, scenarios }) {
  const { initSync, Job } = await import(glue);
  const js = await import(model);
  const module = new WebAssembly.Module(
    Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)),
  );
  initSync({ module });
  const RUNS = 1000;
  /** @type {Record<string, Times>} */
  const table = {};
  for (const [id, scenario] of Object.entries(scenarios)) {
    const steps = Math.round(scenario.years / scenario.dt);
    const plan = js.compile(scenario);
    /** @param {object} request */
    const job = (request) => {
      const work = new Job('simulate', JSON.stringify({ scenario, runs: RUNS, ...request }));
      work.advance(RUNS);
      work.result();
      work.free();
    };
    let seed = 1;
    /** @type {Record<string, () => void>} */
    const works = {
      'tuned JavaScript': () => js.simulate(plan, { runs: RUNS, seed: seed++, noise: true }),
      module: () => job({ seed: seed++, quantiles: [] }),
      'module, yearly bands': () => job({ seed: seed++ }),
      'module, kept shocks': () => job({ seed: 1, quantiles: [] }),
    };
    // Shocks are kept when the same are drawn for the second time.
    const turns = ['tuned JavaScript', 'module', 'module, yearly bands'];
    /** @type {Record<string, number[]>} */
    const times = {};
    /** @param {string} name */
    const time = (name) => {
      const start = performance.now();
      works[name]?.();
      const taken = ((performance.now() - start) * 1e6) / RUNS / steps;
      times[name] = [...(times[name] ?? []), taken];
    };
    for (let round = 0; round < 25; round += 1) {
      for (const name of turns) time(name);
      for (let before = 0; before < 2; before += 1) job({ seed: 1, quantiles: [] });
      time('module, kept shocks');
    }
    table[id] = Object.fromEntries(
      // The first rounds warm up.
      Object.entries(times).map(([name, all]) => {
        const sorted = all.slice(4).sort((one, other) => one - other);
        return [name, sorted[sorted.length >> 1] ?? Number.NaN];
      }),
    );
  }
  return table;
}

/** @param {Record<string, any>} scenarios */
async function inChromium(scenarios, /** @type {string} */ bytes) {
  const server = await serve(repository, 0);
  const browser = await chromium.launch({
    executablePath: process.env.CHROME,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/data/scenarios/us-colombia.json`);
    const glue = '/pkg/src/wasm/simulator/simulator.js';
    const model = '/benches/model/model.mjs';
    return await page.evaluate(measure, { glue, bytes, model, scenarios });
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * @param {string} flags for the compiler
 * @returns {Record<string, Times>}
 */
function native(flags) {
  const words = ['bench', '--quiet', '--bench', 'simulate'];
  const env = { ...process.env, RUSTFLAGS: flags };
  const folder = flags === '' ? [] : ['--target-dir', 'target/avx2'];
  const { status, stdout } = spawnSync(process.env.CARGO ?? 'cargo', [...words, ...folder], {
    cwd: repository,
    encoding: 'utf8',
    env: flags === '' ? process.env : env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) return {};
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return Object.fromEntries(rows.map(({ scenario, ...times }) => [scenario, times]));
}

/** @param {string} id */
function numpy(id) {
  const program = [`benches/model/model.py`, `data/scenarios/${id}.json`, '1000'];
  const { status, stdout } = spawnSync(process.env.PYTHON ?? 'python3', program, {
    cwd: repository,
    encoding: 'utf8',
  });
  return status === 0 ? JSON.parse(stdout).ns_per_run_step : undefined;
}

const entries = IDS.map(async (id) => {
  const text = await readFile(`${repository}/data/scenarios/${id}.json`, 'utf8');
  return [id, JSON.parse(text)];
});
/** @type {Record<string, any>} */
const scenarios = Object.fromEntries(await Promise.all(entries));
const module = await readFile(`${repository}/pkg/src/wasm/simulator/simulator_bg.wasm`);
const bytes = module.toString('base64');

const plain = native('');
const avx2 = process.arch === 'x64' ? native('-C target-feature=+avx2') : {};
const node = await measure({
  glue: `${repository}/pkg/src/wasm/simulator/simulator.js`,
  bytes,
  model: `${repository}/benches/model/model.mjs`,
  scenarios,
});
const browser = await inChromium(scenarios, bytes);

for (const id of IDS) {
  const scalar = plain[id]?.scalar;
  console.log(
    `\n${id}, 1,000 runs: nanoseconds for a run-step, million run-steps a second, ratios`,
  );
  /**
   * @param {string} name
   * @param {number | undefined} time
   * @param {number | undefined} [javascript] of the same engine
   */
  const row = (name, time, javascript) => {
    if (time === undefined) return console.log(name.padEnd(36), 'none');
    const cells = [time.toFixed(0), (1000 / time).toFixed(2)];
    if (scalar !== undefined) cells.push(`${(scalar / time).toFixed(2)} x native scalar`);
    if (javascript !== undefined) cells.push(`${(javascript / time).toFixed(2)} x JavaScript`);
    console.log(name.padEnd(36), ...cells.map((cell, at) => cell.padStart(at < 2 ? 8 : 24)));
  };
  row('native scalar', scalar);
  row('native batched (SSE2)', plain[id]?.batched);
  row('native batched, kept shocks (SSE2)', plain[id]?.kept);
  row('native scalar (AVX2)', avx2[id]?.scalar);
  row('native batched (AVX2)', avx2[id]?.batched);
  row('native batched, yearly bands (AVX2)', avx2[id]?.bands);
  row('native batched, kept shocks (AVX2)', avx2[id]?.kept);
  for (const [engine, table] of Object.entries({ Node: node, Chromium: browser })) {
    const times = table[id] ?? {};
    for (const [name, time] of Object.entries(times)) {
      row(`${engine}: ${name}`, time, times['tuned JavaScript']);
    }
  }
  row('numpy', numpy(id));
}
