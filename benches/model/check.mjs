/**
 * Do the models of this folder compute what they should?
 *
 * `node benches/model/check.mjs <folder>` takes the folder of the scenarios, by default that of the
 * crate. It holds every noise-free trace of `model.mjs` against its table, and prints the means of
 * ensembles of the two ideal types and the time of a step.
 */

import { readFile } from 'node:fs/promises';
import { compile, quantiles, simulate, trace } from './model.mjs';

const TRACES = {
  'internal-ideal-type': 'ita',
  'external-ideal-type': 'eta',
  'us-colombia': 'colombia',
  'us-afghanistan': 'afghanistan',
};

const here = (/** @type {string} */ path) => new URL(path, import.meta.url);
const folder = process.argv[2] ?? here('../../data/scenarios').pathname;

/** @type {(id: string) => Promise<import('./model.mjs').Plan>} */
async function planOf(id) {
  return compile(JSON.parse(await readFile(`${folder}/${id}.json`, 'utf8')));
}

/** The columns of a table, by name. */
async function columnsOf(/** @type {string} */ name) {
  const text = await readFile(here(`../../tests/vectors/model_trace_${name}.csv`), 'utf8');
  const [header, ...rows] = text.trim().split('\n');
  const cells = rows.map((row) => row.split(',').map(Number));
  return Object.fromEntries(
    header.split(',').map((column, at) => [column.toLowerCase(), cells.map((row) => row[at])]),
  );
}

/** @type {Record<string, string>} */
const COLUMNS = { balance: 'b', collude: 'c', idle: 'i' };

let worst = 0;
for (const [id, table] of Object.entries(TRACES)) {
  const plan = await planOf(id);
  const columns = await columnsOf(table);
  const found = trace(plan);
  plan.names.forEach((name, output) => {
    const column =
      columns[COLUMNS[name] ?? name.replace(/^strength_(\d+)$/, (_, j) => `t${+j + 1}`)];
    if (column?.length !== plan.steps)
      throw `${id}, ${name}: ${plan.steps} steps are not those of the table`;
    column.forEach((expected, step) => {
      const off = Math.abs(found[output * plan.steps + step] - expected);
      if (!(off <= 1e-12)) throw `${id}, ${name}, step ${step}: off by ${off}`;
      worst = Math.max(worst, off);
    });
  });
}
console.log(`traces: all within ${worst}`);

for (const id of Object.keys(TRACES)) {
  const plan = await planOf(id);
  const { summary, survival } = simulate(plan, { runs: 10_000 });
  const means = plan.names.map((name, at) => `${name} ${summary.means[at].toFixed(3)}`);
  console.log(`${id}: ${means.join(', ')}, survival ${survival.toFixed(3)}`);
}

for (const id of Object.keys(TRACES)) {
  const plan = await planOf(id);
  const [times, fans] = [[0], [0]];
  for (let round = 0; round < 21; round++) {
    const start = performance.now();
    const ensemble = simulate(plan, { runs: 1000, seed: round });
    const simulated = performance.now();
    quantiles(ensemble);
    const unit = 1e6 / 1000 / plan.steps;
    times[round] = (simulated - start) * unit;
    fans[round] = (performance.now() - simulated) * unit;
  }
  const median = (/** @type {number[]} */ all) => all.sort((a, b) => a - b)[10].toFixed(0);
  console.log(`${id}: ${median(times)} ns a step of a run, ${median(fans)} ns more with quantiles`);
}
