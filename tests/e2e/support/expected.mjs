/** The values that dimensions and computed indicators must reach, and how far a result is off. */

import { readFile } from 'node:fs/promises';

/**
 * The rows of a table in `tests/expected`.
 *
 * @param {string} name
 */
async function rows(name) {
  const text = await readFile(new URL(`../../expected/${name}.csv`, import.meta.url), 'utf8');
  const [header = '', ...lines] = text.trim().split('\n');
  const columns = header.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, index) => [columns[index], cell])),
  );
}

/**
 * Every expected value that a comparison misses by more than 1e-9, and how many were compared.
 *
 * @param {import('../../../pkg/src/generated/types.js').Comparison} comparison
 */
export async function missed(comparison) {
  /** @type {string[]} */
  const missed = [];
  let compared = 0;
  /** @param {string} what @param {unknown} found @param {string | undefined} expected */
  const compare = (what, found, expected) => {
    compared += 1;
    if (!(Math.abs(Number(found) - Number(expected)) <= 1e-9)) {
      missed.push(`${what}: ${found} instead of ${expected}`);
    }
  };
  /** @param {Record<string, string>} row */
  const phaseOf = (row) => {
    const found = comparison.cases.find((each) => each.case_id === row.case_id);
    return found?.phases.find((phase) => phase.phase_id === row.phase_id);
  };
  for (const row of await rows('dimensions')) {
    const dimension = /** @type {'D1'} */ (row.dimension);
    const what = `${row.case_id} ${row.phase_id} ${dimension}`;
    compare(what, phaseOf(row)?.first.dimensions[dimension].score, row.value);
  }
  for (const row of await rows('indicators')) {
    const what = `${row.case_id} ${row.phase_id} ${row.indicator}`;
    const found = phaseOf(row)?.indicators.find((each) => each.indicator_id === row.indicator);
    compare(`${what} raw`, found?.raw, row.raw);
    compare(what, found?.first.score, row.value);
  }
  return { missed, compared };
}
