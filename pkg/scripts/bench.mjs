/**
 * How long a verdict takes: the median of many warm runs in Chromium, in Node, natively, and of the
 * nearest thing in R, side by side. Nothing depends on the numbers. `cargo xtask bench` builds the
 * package, names the browser (CHROME) and runs this.
 */

import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** @typedef {'drawn' | 'undrawn' | 'fit'} Task */
/** @typedef {Partial<Record<Task, number>>} Times - microseconds */
/** @typedef {{ profile: object, claim: { cases: Memberships[] }, raw: number[] }} Input */
/** @typedef {{ case: string, INT: number, FRAG: number, SIM: number, REG: number }} Memberships */

/** @type {Record<Task, string>} */
const TASKS = {
  drawn: 'classify, 4,096 draws',
  undrawn: 'classify, no draws',
  fit: 'calibrate, then fit',
};
const ANCHORS = { full_out: 5, crossover: 30, full_in: 100 };

const input = await inputs();
const columns = {
  native: native(input),
  Node: await measure({ from: `${dist}/node.js`, anchors: ANCHORS, ...input }),
  Chromium: await inChromium(input),
  R: inR(input),
};
print(columns);

/**
 * Median times of the package at an address. The function is handed to the browser as text, so
 * it asks for nothing outside itself.
 *
 * @param {Input & { from: string, anchors: object }} input
 * @returns {Promise<Times>}
 */
async function measure({ from, anchors, profile, claim, raw }) {
  const { calibrate, classify, fit } = await import(from);
  /** @param {() => Promise<unknown>} task */
  const median = async (task) => {
    const times = [];
    for (let batch = 0; batch < 36; batch += 1) {
      const start = performance.now();
      let runs = 0;
      // Long enough for a clock that ticks in tenths of a millisecond.
      for (; performance.now() - start < 20; runs += 1) await task();
      times.push(((performance.now() - start) * 1000) / runs);
    }
    // The first batches warm up.
    return times.slice(5).sort((one, other) => one - other)[15];
  };
  return {
    drawn: await median(() => classify(profile, { draws: 4096 })),
    undrawn: await median(() => classify(profile, { draws: 0 })),
    fit: await median(async () => [await calibrate(anchors, raw), await fit(claim)]),
  };
}

/** @param {Input} input */
async function inChromium(input) {
  const server = await serve(dist, 0);
  const browser = await chromium.launch({
    executablePath: process.env.CHROME,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/data/codebook.json`);
    return await page.evaluate(measure, { from: '/index.js', anchors: ANCHORS, ...input });
  } finally {
    await browser.close();
    server.close();
  }
}

/** @param {Input} input */
function native({ claim, raw }) {
  const words = ['bench', '--quiet', '--bench', 'classify', '--'];
  return timesOf(process.env.CARGO ?? 'cargo', [
    ...words,
    JSON.stringify(claim),
    JSON.stringify(raw),
  ]);
}

/**
 * R knows no verdict: what comes nearest is a calibration and a truth table of the same cases.
 *
 * @param {Input} input
 */
function inR({ claim, raw }) {
  const list = (/** @type {number[]} */ numbers) => `c(${numbers.join(', ')})`;
  const sets = /** @type {const} */ (['INT', 'FRAG', 'SIM', 'REG']);
  const columns = sets.map((set) => `${set} = ${list(claim.cases.map((row) => row[set]))}`);
  const program = `
    suppressPackageStartupMessages(library(QCA))
    cases <- data.frame(${columns.join(', ')})
    raw <- ${list(raw)}
    time <- function() {
      start <- Sys.time()
      for (run in 1:5) {
        calibrate(raw, type = "fuzzy", thresholds = "e=5, c=30, i=100", logistic = TRUE, idm = 0.95)
        truthTable(cases, outcome = "SIM", conditions = "INT, FRAG, REG", incl.cut = 0.8)
      }
      as.numeric(difftime(Sys.time(), start, units = "secs")) * 1e6 / 5
    }
    times <- replicate(36, time())
    cat("fit", median(times[6:36]), "\\n")`;
  return timesOf('Rscript', ['-e', program]);
}

/**
 * The times that a program prints, one a line; none where it is missing or fails.
 *
 * @param {string} command
 * @param {string[]} words
 * @returns {Times | undefined}
 */
function timesOf(command, words) {
  const { status, stdout } = spawnSync(command, words, { cwd: repository, encoding: 'utf8' });
  if (status !== 0) return undefined;
  const lines = stdout.trim().split('\n');
  return Object.fromEntries(lines.map((line) => line.split(' ')).map(([name, us]) => [name, +us]));
}

/** The template of answers, and all documented phases and reference alliances. */
async function inputs() {
  const { compare } = await import(`${dist}/node.js`);
  const profile = JSON.parse(await readFile(`${repository}/examples/profile.json`, 'utf8'));
  /** @type {import('fragmented-allies').Comparison} */
  const { cases, references } = await compare(['us-colombia', 'us-afghanistan']);
  const phases = cases.flatMap(({ case_id, phases }) =>
    phases.map(({ phase_id, first }) => ({ case_id: `${case_id} ${phase_id}`, first })),
  );
  const memberships = [...phases, ...references].map(({ case_id, first: { dimensions } }) => ({
    case: case_id,
    INT: dimensions.D1.score ?? 0,
    FRAG: dimensions.D2.score ?? 0,
    SIM: dimensions.D3.score ?? 0,
    REG: dimensions.D4.score ?? 0,
  }));
  // A truth table in R refuses a case at halfway.
  const apart = memberships.filter((row) =>
    [row.INT, row.FRAG, row.SIM, row.REG].every((score) => Math.abs(score - 0.5) > 1e-6),
  );
  const raw = [2.4, 5, 11.3, 30, 41, 100, 230];
  return { profile, claim: { cases: apart, outcome: 'SIM' }, raw };
}

/** @param {Record<string, Times | undefined>} columns */
function print({ R, ...columns }) {
  const names = Object.keys(columns);
  const row = (/** @type {string} */ name, /** @type {string[]} */ cells) =>
    console.log(name.padEnd(24), ...cells.map((cell) => cell.padStart(20)));
  row('median (of native)', names);
  for (const [task, name] of /** @type {[Task, string][]} */ (Object.entries(TASKS))) {
    const base = columns.native?.[task];
    const cells = names.map((column) => cell(columns[column]?.[task], base));
    row(name, cells);
  }
  const { cases } = input.claim;
  console.log(`
The alliance is that of examples/profile.json. \`fit\` calibrates ${input.raw.length} raw values and fits SIM to the other three
sets over ${cases.length} alliances. Natively a profile is read once and a result stays a struct; the package reads JSON
and gives objects, by a module that is built to be small.`);
  if (R?.fit === undefined) {
    console.log('R with the package QCA is not installed: no time beside these.');
  } else {
    console.log(
      `R, calibrate and truthTable of the same values: ${cell(R.fit, columns.native?.fit)}.`,
    );
  }
}

/**
 * @param {number | undefined} time in microseconds
 * @param {number | undefined} base
 */
function cell(time, base) {
  if (time === undefined) return 'none';
  const text = time < 1000 ? `${time.toFixed(1)} µs` : `${(time / 1000).toFixed(2)} ms`;
  return base === undefined ? text : `${text} (${(time / base).toFixed(1)})`;
}
