/**
 * Whatever a page hands in, the module answers or refuses: it never ends in a trap, never hangs, and
 * works on afterwards.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as api from '../../pkg/dist/node.js';

/** @type {any} */
const untyped = api;

const CALLS = 5000;
const SEED = 20_251;

/**
 * Whole numbers below `n`, the same for the same seed: mulberry32.
 *
 * @param {number} seed
 */
function generator(seed) {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (/** @type {number} */ n) => Math.floor(uniform() * n);
  /** @template T @param {readonly T[]} values @returns {T} */
  const one = (values) => /** @type {T} */ (values[below(values.length)]);
  return { uniform, below, one };
}

const { uniform, below, one } = generator(SEED);

const nested = (/** @type {number} */ depth) =>
  JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

const HOSTILE = [
  () => null,
  () => undefined,
  () => true,
  () => '',
  () => '0.5',
  () => ' ',
  () => '\ud800',
  () => '\u0000\uffff',
  () => 'x'.repeat(100_000),
  () => -0,
  () => -1,
  () => 0.5,
  () => 1e308,
  () => -1.7976931348623157e308,
  () => 5e-324,
  () => 2 ** 53,
  () => 2 ** 64,
  () => 1e21,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => 10n,
  () => Symbol('hostile'),
  () => () => 0.5,
  () => [],
  () => ({}),
  () => [null],
  () => [[], {}, '', 0],
  () => nested(90),
  () => nested(2000),
  () => Array.from({ length: 2000 }, () => 0.5),
  () => JSON.parse('{ "__proto__": 1, "constructor": { "prototype": 0 }, "toString": "x" }'),
  () => JSON.parse('{ "__proto__": { "score": 0.5 } }'),
  () => Object.create(null),
  () => new Date(0),
  () => new Map([['score', 1]]),
];

const KEYS = ['__proto__', 'constructor', 'toString', 'length', '', 'raw', 'score', 'D1', '0', 'é'];
const DIMENSIONS = ['D1', 'D2', 'D3', 'D4'];
const STRUCTURES = ['mean', 'min', 'max', 'geometric', 'k_of_n:2', 'power_mean:-1', 'median'];

const codebook = await api.codebook();
const ids = codebook.indicators.map(({ indicator_id }) => indicator_id);
const score = () => Math.round(uniform() * 100) / 100;
const list = (/** @type {number} */ length, /** @type {() => any} */ make) =>
  Array.from({ length }, make);

/** @type {(() => any)[]} */
const ANSWERS = [
  score,
  () => null,
  () => ({ score: score() }),
  () => {
    const [low, middle, high] = [score(), score(), score()].sort();
    return { score: middle, low, high };
  },
];
const calibrated = codebook.indicators.filter(({ calibration }) => calibration !== null);
const answers = () => ({
  ...Object.fromEntries(ids.filter(() => below(8) > 0).map((id) => [id, one(ANSWERS)()])),
  [one(calibrated).indicator_id]: { raw: below(200) - 20 },
});
const profile = () =>
  below(2) ? { indicators: answers() } : { indicators: answers(), second_coding: answers() };
const range = () => ({ low: below(30), high: 30 + below(30) });
const options = () => ({
  draws: one([0, 1, 64, 1000]),
  seed: below(1000),
  coder: one([1, 2, 'hull']),
  locale: one(['en', 'es']),
  structure: { [one(DIMENSIONS)]: one(STRUCTURES) },
  anchors: below(2) ? undefined : { threat_severity: { crossover: range() } },
  codebook: below(4) ? undefined : structuredClone(codebook),
});
const anchors = () => ({
  full_out: below(20) - 5,
  crossover: 10 + below(20),
  full_in: 25 + below(20),
});
const exponents = () => ({ below: one([0.5, 1, 2]), above: one([0.5, 1, 2]) });
/** @type {(() => any)[]} */
const METHODS = [
  anchors,
  () => ({ method: 'direct', ...anchors(), idm: one([0.6, 0.95, 0.999]) }),
  () => ({ method: 'piecewise', ...anchors(), ...exponents() }),
  () => ({
    method: 'bell',
    left: anchors(),
    right: { full_out: 99, crossover: 80, full_in: 60 },
    ...exponents(),
  }),
  () => ({
    method: 'indirect',
    thresholds: list(2 + below(4), () => below(50)),
    fit: one(['logit', 'fractional_polynomial']),
  }),
];
const member = () => ({
  case: one(['a', 'b', 'c', '']),
  INT: score(),
  FRAG: score(),
  SIM: score(),
  REG: score(),
});

/** Functions with what they are given, mostly as they want it. @type {[string, () => any[]][]} */
const FUNCTIONS = [
  ['classify', () => [profile(), options()]],
  [
    'fit',
    () => {
      const n = below(9);
      return [{ x: list(n, score), y: list(n, score), permutations: one([undefined, 20]) }];
    },
  ],
  ['fit', () => [{ cases: list(below(5), member), outcome: one(['INT', 'SIM', 'X']) }]],
  [
    'robustness',
    () => {
      const n = 1 + below(6);
      const tests = list(1 + below(3), () => list(n, score));
      return [{ initial: list(n, score), tests, outcome: list(n, score) }];
    },
  ],
  [
    'agreement',
    () => {
      const coders = 1 + below(4);
      const ratings = list(below(9), () => list(coders, () => (below(5) ? score() : null)));
      return [{ level: one(['nominal', 'ordinal', 'interval', 'ratio']), ratings, draws: 20 }];
    },
  ],
  ['agreement', () => [{ cases: [one(['us-colombia', 'us-afghanistan', '__proto__'])], draws: 9 }]],
  ['calibrate', () => [one(METHODS)(), list(below(12), () => below(60))]],
  ['calibrate', () => [one(METHODS)(), below(60)]],
  [
    'sensitivity',
    () => {
      const cases = list(below(4), () => ({ case: one(['a', 'b']), profile: profile() }));
      return [one(['threat_severity', 'threat_severity', 'threat_origin']), { cases }];
    },
  ],
];

/** Puts something hostile anywhere into a value. @param {any} value @returns {any} */
function mutated(value) {
  const isInner = typeof value === 'object' && value !== null && below(5) > 0;
  if (!isInner) return one(HOSTILE)();
  const keys = Object.keys(value);
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const define = (/** @type {string} */ key, /** @type {any} */ part) =>
    // An own property, also where it is called `__proto__`.
    Object.defineProperty(copy, key, {
      value: part,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  if (keys.length === 0 || below(5) === 0) {
    if (Array.isArray(copy)) copy.push(one(HOSTILE)());
    else define(one([...KEYS, ...ids]), one(HOSTILE)());
    return copy;
  }
  const key = one(keys);
  if (below(8) === 0 && !Array.isArray(copy)) delete copy[key];
  else define(key, mutated(value[key]));
  return copy;
}

test('hostile input is answered or refused', { timeout: 60_000 }, async () => {
  const counts = { answered: 0, refused: 0 };
  /** @type {Set<string>} */
  const codes = new Set();
  let slowest = 0;
  for (let call = 0; call < CALLS; call += 1) {
    const [name, make] = one(FUNCTIONS);
    let given = make();
    // Two in five as they are; the others with up to three wounds.
    for (let wounds = one([0, 0, 1, 2, 3]); wounds > 0; wounds -= 1) {
      const place = below(given.length);
      given = given.map((value, index) => (index === place ? mutated(value) : value));
    }
    const start = performance.now();
    try {
      const result = await untyped[name](...given);
      assert.notEqual(result, undefined);
      counts.answered += 1;
    } catch (error) {
      const what = `call ${call}, ${name}: ${error}`;
      assert.ok(error instanceof api.AllianceError, what);
      assert.ok(error.code && error.message && typeof error.path === 'string', what);
      codes.add(error.code);
      counts.refused += 1;
    }
    slowest = Math.max(slowest, performance.now() - start);
  }
  assert.equal(counts.answered + counts.refused, CALLS);
  assert.ok(counts.answered > CALLS / 5 && counts.refused > CALLS / 5, JSON.stringify(counts));
  assert.ok(slowest < 5000, `the slowest call took ${slowest} ms`);
  for (const code of ['field', 'not_finite', 'score_range', 'unknown', 'count', 'anchors']) {
    assert.ok(codes.has(code), `${code}; met: ${[...codes].join(', ')}`);
  }
});

test('the most that is accepted takes seconds, and one more is refused', {
  timeout: 60_000,
}, async () => {
  const ranges = Object.fromEntries(ids.map((id) => [id, { score: 0.5, low: 0, high: 1 }]));
  const verdict = await api.classify({ indicators: ranges }, { draws: 1_000_000 });
  assert.equal(verdict.uncertainty?.draws, 1_000_000);

  const many = list(50_000, score);
  assert.equal((await api.fit({ x: many, y: many, permutations: 20 })).cases, 50_000);
  const ratings = list(50_000, () => [one([1, 2, 3]), one([1, 2, 3])]);
  assert.equal((await api.agreement({ level: 'interval', ratings })).units, 50_000);
  assert.equal(
    (await api.calibrate({ full_out: 0, crossover: 1, full_in: 2 }, many)).length,
    50_000,
  );
  for (const call of [
    () => api.classify({ indicators: ranges }, { draws: 1_000_001 }),
    () => api.agreement({ level: 'interval', ratings: [...ratings, [1, 2]] }),
    () => api.calibrate({ full_out: 0, crossover: 1, full_in: 2 }, list(100_001, score)),
  ]) {
    await assert.rejects(call, api.AllianceError);
  }
});

test('afterwards the module gives what it gave before', async () => {
  const verdict = await api.classify(await api.profileOf('us-colombia', 'p2'), { seed: 7 });
  assert.equal(verdict.type, 'internal_threat');
  const polluted = /** @type {any} */ ({});
  assert.deepEqual([polluted.score, polluted.prototype], [undefined, undefined]);
});
