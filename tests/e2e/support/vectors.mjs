/**
 * The vectors of `tests/vectors` as calls of the public functions, with what each must give.
 *
 * Calls are plain data, so that the same ones run in Node and on a page:
 *
 * ```js
 * const all = await vectors();
 * const results = await answers(api, all.map(({ call }) => call));
 * assert.deepEqual(held(all, results).missed, []);
 * ```
 */

import { readFile } from 'node:fs/promises';

/** @typedef {typeof import('../../../pkg/dist/node.js')} Api */
/** @typedef {[name: string, ...given: any[]]} Call */

/**
 * A call, and the values that must stand at these paths of its result: numbers within 1e-9.
 *
 * @typedef {object} Vector
 * @property {string} table
 * @property {Call} call
 * @property {Record<string, any>} expected
 */

/**
 * The rows of a table.
 *
 * @param {string} name
 * @returns {Promise<Record<string, any>[]>} cells that are numbers as numbers
 */
async function rows(name) {
  const text = await readFile(new URL(`../../vectors/${name}.csv`, import.meta.url), 'utf8');
  const [header = '', ...lines] = text.trim().split('\n');
  const columns = header.split(',');
  const value = (/** @type {string} */ cell) =>
    cell === '' || Number.isNaN(Number(cell)) ? cell : Number(cell);
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, index) => [columns[index], value(cell)])),
  );
}

/** Runs calls one by one. It stands on its own, so that a page can be handed its text. */
export async function answers(/** @type {any} */ api, /** @type {Call[]} */ calls) {
  const results = [];
  for (const [name, ...given] of calls) results.push(await api[name](...given));
  return results;
}

/**
 * What is off, and how many values were compared by table.
 *
 * @param {Vector[]} all
 * @param {any[]} results
 */
export function held(all, results) {
  /** @type {string[]} */
  const missed = [];
  /** @type {Record<string, number>} */
  const compared = {};
  all.forEach(({ table, call, expected }, index) => {
    for (const [path, wanted] of Object.entries(expected)) {
      const found = path
        .split('.')
        .filter(Boolean)
        .reduce((part, key) => part?.[key], results[index]);
      const isSame =
        typeof wanted === 'number' && typeof found === 'number'
          ? Math.abs(found - wanted) <= 1e-9
          : JSON.stringify(found) === JSON.stringify(wanted);
      const what = JSON.stringify(call).slice(0, 160);
      if (!isSame) missed.push(`${table}, ${what}, ${path}: ${found} instead of ${wanted}`);
      compared[table] = (compared[table] ?? 0) + 1;
    }
  });
  return { missed, compared };
}

/** All of them. */
export async function vectors() {
  const tables = [
    direct,
    piecewise,
    bell,
    indirect,
    cells,
    aggregates,
    intervals,
    fits,
    undefinedFits,
    robustness,
    alpha,
  ];
  return (await Promise.all(tables.map((table) => table()))).flat();
}

/** @param {Record<string, any>} row */
const anchors = ({ e, c, i }) => ({ full_out: e, crossover: c, full_in: i });

/** @returns {Promise<Vector[]>} */
async function direct() {
  return (await rows('calibrate_direct_logistic')).map((row) => ({
    table: 'direct',
    call: ['calibrate', { ...anchors(row), idm: row.idm }, row.x],
    expected: { '': row.expected },
  }));
}

/** @returns {Promise<Vector[]>} */
async function piecewise() {
  return (await rows('calibrate_piecewise')).map((row) => {
    const { below, above } = row;
    const method = { method: 'piecewise', ...anchors(row), below, above };
    return {
      table: 'piecewise',
      call: ['calibrate', method, row.x],
      expected: { '': row.expected },
    };
  });
}

/** @returns {Promise<Vector[]>} */
async function bell() {
  return (await rows('calibrate_bell')).map(({ t1, t2, t3, t4, t5, t6, ...row }) => {
    const left = { full_out: t1, crossover: t2, full_in: t3 };
    const right = { full_out: t6, crossover: t5, full_in: t4 };
    const { below, above } = row;
    return {
      table: 'bell',
      call: ['calibrate', { method: 'bell', left, right, below, above }, row.x],
      expected: { '': row.expected },
    };
  });
}

/** @returns {Promise<Vector[]>} */
async function indirect() {
  const all = await rows('calibrate_indirect');
  const raw = all.map(({ x }) => x);
  const thresholds = all[0]?.thresholds.split(';').map(Number);
  return [
    ['fractional_polynomial', 'expected_fracpoly'],
    ['logit', 'expected_logit'],
  ].map(([fit, column = '']) => ({
    table: 'indirect',
    call: ['calibrate', { method: 'indirect', thresholds, fit }, raw],
    expected: Object.fromEntries(all.map((row, index) => [index, row[column]])),
  }));
}

const SETS = /** @type {const} */ (['INT', 'FRAG', 'SIM', 'REG']);
const DIMENSIONS = /** @type {const} */ (['D1', 'D2', 'D3', 'D4']);

/**
 * A codebook with one indicator for each of the four sets. A dimension without any gets one that
 * nobody answers, since none may be empty.
 *
 * @param {(index: number) => typeof DIMENSIONS[number]} dimensionOf
 * @returns {import('../../../pkg/dist/node.js').Codebook}
 */
export function codebookOfSets(dimensionOf) {
  const sets = SETS.map((set, index) => ({ set: `${set}`, dimension: dimensionOf(index) }));
  for (const dimension of DIMENSIONS) {
    if (sets.every((each) => each.dimension !== dimension))
      sets.push({ set: dimension, dimension });
  }
  return {
    version: 'of the vectors',
    structure: { D1: 'mean', D2: 'mean', D3: 'mean', D4: 'mean' },
    indicators: sets.map(({ set, dimension }) => ({
      indicator_id: set.toLowerCase(),
      dimension,
      kind: 'judged',
      calibration: null,
      weight: null,
      source_of_rule: 'none',
      text: {
        en: {
          name: set,
          question: `Does the alliance belong to ${set}?`,
          unit: 'level',
          levels: ['not', 'hardly', 'rather not', 'rather', 'mostly', 'fully'],
          how_computed: 'by judgement',
          ambiguity: null,
        },
        es: null,
      },
    })),
  };
}

/** One dimension each, so that an answer is the value of a dimension. */
const ONE_EACH = codebookOfSets((index) => DIMENSIONS[index] ?? 'D1');
/** All in one dimension, so that its structure combines them. */
const ALL_IN_ONE = codebookOfSets(() => 'D1');

/** @param {(set: string) => any} answer */
const profile = (answer) => ({
  indicators: Object.fromEntries(SETS.map((set) => [set.toLowerCase(), answer(set)])),
});

/** The bits of a cell count from `0000` upwards, so they are its place in the list. */
const placeOf = (/** @type {string} */ cell) => Number.parseInt(cell, 2);
const CELLS = Array.from({ length: 16 }, (_, place) => place.toString(2).padStart(4, '0'));

/** @returns {Promise<Vector[]>} */
async function cells() {
  return (await rows('ideal_type_cells')).map((row) => ({
    table: 'cells',
    call: ['classify', profile((set) => row[set]), { codebook: ONE_EACH, draws: 0 }],
    expected: {
      ...Object.fromEntries(CELLS.map((cell) => [`cells.${placeOf(cell)}.cell`, cell])),
      ...Object.fromEntries(
        CELLS.map((cell) => [`cells.${placeOf(cell)}.membership`, row[`c${cell}`]]),
      ),
      'membership_internal.score': row.min,
      'position.score': row.mean,
      cell: row.n_cells_gt_half === 1 ? row.best_cell.slice(1) : null,
    },
  }));
}

/** Structures and the columns that hold their values, of exact scores and of ranges. */
const STRUCTURES = [
  ['min', 'min'],
  ['max', 'max'],
  ['mean', 'mean'],
  ['geometric', 'geo'],
  ['k_of_n:2', 'two_of_four'],
  ['k_of_n:3', 'three_of_four'],
];

/** @returns {Promise<Vector[]>} */
async function aggregates() {
  return (await rows('ideal_type_cells')).flatMap((row) =>
    STRUCTURES.map(([structure, column = '']) => ({
      table: 'aggregates',
      call: [
        'classify',
        profile((set) => row[set]),
        { codebook: ALL_IN_ONE, draws: 0, structure: { D1: structure } },
      ],
      expected: { 'dimensions.D1.score': row[column] },
    })),
  );
}

/** @returns {Promise<Vector[]>} */
async function intervals() {
  return (await rows('interval_ideal_type')).flatMap((row) => {
    const ranges = profile((set) => {
      const [low, high] = [row[`${set}_lo`], row[`${set}_hi`]];
      return { score: low, low, high };
    });
    const isAmong = (/** @type {string} */ column, /** @type {string} */ cell) =>
      // A single cell was read as a number.
      String(row[column]).padStart(4, '0').split('|').includes(cell);
    /** @type {Vector} */
    const whole = {
      table: 'intervals',
      call: ['classify', ranges, { codebook: ONE_EACH, draws: 0 }],
      expected: {
        ...Object.fromEntries(
          CELLS.flatMap((cell) => [
            [`cells.${placeOf(cell)}.possible`, isAmong('possible_cells', cell)],
            [`cells.${placeOf(cell)}.certain`, isAmong('certain_cell', cell)],
          ]),
        ),
        'membership_internal.low': row.min_lo,
        'membership_internal.high': row.min_hi,
        'position.low': row.mean_lo,
        'position.high': row.mean_hi,
      },
    };
    const combined = STRUCTURES.filter(([, column]) => `${column}_lo` in row);
    /** @type {Vector[]} */
    const parts = combined.map(([structure, column]) => ({
      table: 'ranges of aggregates',
      call: ['classify', ranges, { codebook: ALL_IN_ONE, draws: 0, structure: { D1: structure } }],
      expected: {
        'dimensions.D1.low': row[`${column}_lo`],
        'dimensions.D1.high': row[`${column}_hi`],
      },
    }));
    return [whole, ...parts];
  });
}

/** @type {Record<string, string>} */
const MEASURES = {
  inclN: 'incl_n',
  RoN: 'ron',
  covN: 'cov_n',
  inclS: 'incl_s',
  PRI: 'pri',
  covS: 'cov_s',
  cons_haesebrouck: 'haesebrouck',
};

/** @returns {Promise<Vector[]>} */
async function fits() {
  const [inputs, all] = await Promise.all([rows('fit_inputs'), rows('fit_expected')]);
  return [...new Set(all.map(({ set }) => set))].map((set) => {
    const cases = inputs.filter((row) => row.set === set);
    const [x, y] = [cases.map((row) => row.x), cases.map((row) => row.y)];
    const measures = all.filter((row) => row.set === set);
    return {
      table: 'fit',
      call: ['fit', { x, y }],
      expected: Object.fromEntries(measures.map((row) => [MEASURES[row.measure], row.expected])),
    };
  });
}

/**
 * What has no denominator: worked out by hand.
 *
 * @returns {Promise<Vector[]>}
 */
async function undefinedFits() {
  const nothing = { incl_s: null, pri: null, cov_n: null, haesebrouck: null, permutation: null };
  return [
    {
      table: 'undefined fit',
      call: ['fit', { x: [0, 0], y: [1, 0.5] }],
      expected: { ...nothing, incl_n: 0, cov_s: 0, ron: 1 },
    },
    { table: 'undefined fit', call: ['fit', { x: [1], y: [1] }], expected: { ron: null } },
  ];
}

/** @type {Record<string, string>} */
const SOLUTIONS = {
  cons_IS: 'cons_initial',
  cov_IS: 'cov_initial',
  cons_core: 'cons_core',
  cov_core: 'cov_core',
  RF_cons: 'rf_cons',
  RF_cov: 'rf_cov',
  RF_SC_minTS: 'rf_sc_min',
  RF_SC_maxTS: 'rf_sc_max',
  RCR_typ: 'rcr_typ',
  RCR_dev: 'rcr_dev',
  RCC_rank: 'rank',
};

/** @returns {Promise<Vector[]>} */
async function robustness() {
  const [inputs, all] = await Promise.all([rows('robustness_inputs'), rows('robustness_expected')]);
  const column = (/** @type {string} */ name) => inputs.map((row) => row[name]);
  return [...new Set(all.map(({ tests }) => tests))].map((tests) => {
    const measures = all.filter((row) => row.tests === tests);
    const request = {
      initial: column('IS'),
      tests: tests.split(';').map(column),
      outcome: column('Y'),
    };
    return {
      table: 'robustness',
      call: ['robustness', request],
      expected: Object.fromEntries(measures.map((row) => [SOLUTIONS[row.measure], row.expected])),
    };
  });
}

/** @returns {Promise<Vector[]>} */
async function alpha() {
  const [inputs, all] = await Promise.all([rows('kripp_inputs'), rows('kripp_expected')]);
  return all.map(({ set, level, alpha }) => {
    /** @type {(number | null)[][]} */
    const ratings = [];
    for (const { unit, value } of inputs.filter((row) => row.set === set)) {
      const place = unit - 1;
      ratings[place] = [...(ratings[place] ?? []), value === '' ? null : value];
    }
    return { table: 'alpha', call: ['agreement', { level, ratings }], expected: { alpha } };
  });
}
