/**
 * What does a folder of tables, or a list of answers, say about an alliance?
 *
 * `node examples/verdict.mjs examples/own_case` checks the folder and prints for every period the
 * verdict on each coding and on the hull of both, and what both support. On a folder with faults it
 * prints every one of them and ends with 1. `node examples/verdict.mjs examples/profile.json` takes
 * answers to the codebook and adds what would change the type, and how probable each cell is.
 *
 * `examples/verdict.rs` prints the same text by the crate.
 */

import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AllianceError, addCase, classify, compare, profileOf } from 'fragmented-allies';

/** @typedef {import('fragmented-allies').Verdict} Verdict */
/** @typedef {import('fragmented-allies').Supported} Supported */
/** @typedef {[name: string, verdict: Verdict][]} Verdicts */

const NAMES = /** @type {const} */ ({
  D1: 'threat and goal',
  D2: 'cohesion',
  D3: 'response',
  D4: 'what decides',
});
const DIMENSIONS = /** @type {(keyof typeof NAMES)[]} */ (Object.keys(NAMES));

/** @param {string} folder */
async function ofCase(folder) {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw `There is no folder ${folder}: name the one that holds the tables.`;
  }
  const names = (await readdir(folder)).filter((name) => name.endsWith('.csv'));
  const texts = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]);
  const { settings } = await addCase(Object.fromEntries(await Promise.all(texts)));
  const { case_id, patron, ally, from_year, to_year } = settings;
  let text = `${patron} and ${ally}, ${from_year} to ${to_year}\n`;
  const comparison = await compare([case_id], { references: false });
  for (const phase of comparison.cases.flatMap(({ phases }) => phases)) {
    const verdicts = await classified(await profileOf(case_id, phase.phase_id));
    text += `\n${phase.from_year}-${phase.to_year}: ${phase.name.en}\n`;
    text += table(verdicts, phase.supported);
    text += `  Both support: ${supported(phase.supported)}\n`;
  }
  return text;
}

/** @param {string} file */
async function ofProfile(file) {
  const verdicts = await classified(JSON.parse(await readFile(file, 'utf8')));
  let text = `${basename(file)}\n\n${table(verdicts)}`;
  for (const [coding, { type, tipping_points, uncertainty }] of verdicts) {
    text += `\nTipping points of the ${coding}\n${tippingPoints(type, tipping_points)}`;
    if (uncertainty) text += `\nCells of the ${coding}\n${cells(uncertainty)}`;
  }
  return text;
}

/**
 * Every fault, a line each.
 *
 * @param {AllianceError} error
 */
function faults({ code, message }) {
  if (code !== 'data') return message;
  const lines = message.split('\n');
  const count = lines.length === 1 ? '1 fault:' : `${lines.length} faults:`;
  return [count, ...lines.map((line) => `- ${line}`)].join('\n');
}

/**
 * The verdict on each coding and on the hull of both, or on the only one.
 *
 * @param {import('fragmented-allies').Profile} profile
 * @returns {Promise<Verdicts>}
 */
async function classified(profile) {
  /** @type {Verdicts} */
  const verdicts = [['first coding', await classify(profile)]];
  if (profile.second_coding) {
    verdicts.push(['second coding', await classify(profile, { coder: 2 })]);
    verdicts.push(['hull of both', await classify(profile, { coder: 'hull' })]);
  }
  return verdicts;
}

/**
 * A row a dimension and a column a coding; then what follows from each.
 *
 * @param {Verdicts} verdicts
 * @param {Supported} [both]
 */
function table(verdicts, both) {
  const row = (/** @type {string} */ name, /** @type {string[]} */ cells, last = '') =>
    `  ${name.padEnd(20)}${cells.map((cell) => cell.padEnd(18)).join('')}${last}`.trimEnd();
  const names = verdicts.map(([name]) => name);
  const lines = [row('', names, both && 'both support')];
  for (const dimension of DIMENSIONS) {
    const values = verdicts.map(([, { dimensions }]) => value(dimensions[dimension]));
    const side = both && sideOf(both.dimensions[dimension]);
    lines.push(row(`${dimension} ${NAMES[dimension]}`, values, side));
  }
  for (const [name, verdict] of verdicts) {
    lines.push(`  ${`${name}:`.padEnd(15)} ${typeOf(verdict)}`);
    lines.push(`    ${verdict.explanation}`);
    lines.push(`    Smallest change: ${smallestChange(verdict)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** @param {import('fragmented-allies').DimensionValue} value */
const value = ({ score, low, high }) => `${number(score)} (${number(low)}-${number(high)})`;

/**
 * Two decimals, halves upwards, as everywhere in the library.
 *
 * @param {number | null} value
 */
function number(value) {
  return value === null ? '?' : (Math.round(value * 100) / 100).toFixed(2);
}

/**
 * The side that both scores and the whole first range bear out.
 *
 * @param {import('fragmented-allies').Support} support
 */
const sideOf = ({ first, second, first_whole }) =>
  first !== null && first === second && first_whole ? first : 'open';

/** @param {Verdict} verdict */
const typeOf = ({ cell, degree, type }) =>
  `cell ${cell ?? 'none'}, ${degree ? `${degree} ` : ''}${type}`;

/** @param {Verdict} verdict */
function smallestChange({ smallest_change }) {
  if (!smallest_change) return 'none';
  const steps = smallest_change.moves.map(({ indicator_id, score, boundary, direction }) => {
    const way = boundary <= 0 || boundary >= 1 ? '' : `${direction} `;
    return `${indicator_id} from ${number(score)} to ${way}${number(boundary)}`;
  });
  return `${steps.join(' and ')}: ${smallest_change.type}`;
}

/**
 * @param {Verdict['type']} verdict
 * @param {Verdict['tipping_points']} points
 */
function tippingPoints(verdict, points) {
  if (verdict === 'undetermined') return '  none: an answer is missing\n';
  const line = (/** @type {Verdict['tipping_points'][number]} */ point) => {
    const { indicator_id, score, boundary, direction, type } = point;
    const way = boundary === null ? 'nowhere alone' : `${direction} ${number(boundary)}: ${type}`;
    return `  ${indicator_id.padEnd(22)}${number(score).padEnd(6)}${way}\n`;
  };
  return points.map(line).join('');
}

/**
 * The cells that may be more probable than 0.00.
 *
 * @param {import('fragmented-allies').Uncertainty} uncertainty
 */
function cells({ draws, cells }) {
  const lines = cells
    .filter(({ high }) => number(high) !== '0.00')
    .map(({ cell, independent, comonotone, low, high }) => {
      const range = `${number(low)}-${number(high)}`;
      return `  ${cell}  ${number(independent)}  ${number(comonotone)}  ${range}\n`;
    });
  return `  in ${draws} draws: independent, perfect rank correlation, least and most\n${lines.join('')}`;
}

/** @param {Supported} supported */
function supported({ types, degree }) {
  return (degree && types.length === 1 ? `${degree} ` : '') + types.join(' or ');
}

const path = process.argv[2] ?? 'examples/own_case';
try {
  process.stdout.write(path.endsWith('.json') ? await ofProfile(path) : await ofCase(path));
} catch (error) {
  console.error(error instanceof AllianceError ? faults(error) : String(error));
  process.exitCode = 1;
}
