/**
 * What would conditions on aid have changed, in a model?
 *
 * `node examples/simulate.mjs` runs the United States and Afghanistan as they were, and once more with
 * four fifths of aid withheld where all capacity colludes, run by run under the same luck. It prints
 * both, the difference, and where the first alliance lies on the four dimensions. It is a way to think a
 * mechanism through, and no forecast.
 *
 * `examples/simulate.rs` prints the same text by the crate.
 */

import { contrast, loadScenario } from 'fragmented-allies';

/** @typedef {import('fragmented-allies').Measure} Measure */

const asItWas = await loadScenario('us-afghanistan');
const changed = { ...asItWas, conditionality: 0.8 };
const options = { runs: 1000, seed: 1, quantiles: [0.1, 0.9] };
const { a, b, difference } = await contrast(asItWas, changed, options);

let text = `${asItWas.name}, ${a.runs} runs\n`;
text += 'mean (standard error) and the range of 80 % of the runs\n';
text += `\nAs it was\n${table(a.summary)}`;
text += `\nWith conditionality at 0.8\n${table(b.summary)}`;
text += `\nDifference, run by run\n${table(difference.summary)}`;
text += `\nThe alliance as it was\n${a.alliance ? dimensions(a.alliance) : ''}`;
process.stdout.write(text);

/**
 * Four outcomes, a line each.
 *
 * @param {import('fragmented-allies').Summary} summary
 */
function table({ d3, aid_diverted, final_strength, survival }) {
  return [
    row('time with D3', d3),
    row('aid diverted', aid_diverted),
    row('Taliban at the end', /** @type {Measure} */ (final_strength[0])),
    row('regime survives', survival),
  ].join('');
}

/**
 * @param {string} name
 * @param {Measure} measure
 */
function row(name, { mean, standard_error, quantiles: [low, high] }) {
  const range =
    low === undefined || high === undefined ? '' : `  ${number(low)} to ${number(high)}`;
  return `  ${name.padEnd(18)}${number(mean)} (${number(standard_error).trimStart()})${range}\n`;
}

/**
 * A line for each dimension. Only D3 came out; the others were put in.
 *
 * @param {import('fragmented-allies').SimulatedAlliance} alliance
 */
function dimensions(alliance) {
  /** @param {[string, import('fragmented-allies').SimulatedDimension]} entry */
  const line = ([name, { score, low, high, origin }]) =>
    `  ${name}  ${number(score)}  ${number(low)} to ${number(high)}  ${origin}\n`;
  return Object.entries(alliance.dimensions).map(line).join('');
}

/**
 * Three decimals, halves upwards.
 *
 * @param {number} value
 */
function number(value) {
  return (Math.floor(value * 1000 + 0.5) / 1000).toFixed(3).padStart(7);
}
