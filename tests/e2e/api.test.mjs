/** What the functions give and what they refuse, as a program in plain JavaScript meets them. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as api from '../../pkg/dist/node.js';

/** @type {any} The functions without their types, for what a compiler would refuse. */
const untyped = api;
const { AllianceError } = api;

const DIMENSIONS = /** @type {const} */ (['D1', 'D2', 'D3', 'D4']);
const DOCUMENTED = ['us-colombia', 'us-afghanistan'];
const OWN = 'norvenia-talmaria';

/** The files of the example, as a page gets them from a file input. */
const folder = new URL('../../examples/own_case/', import.meta.url);
const files = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
);

/** The files with a mistake in one. @param {string} name @param {string} right @param {string} wrong */
function planted(name, right, wrong) {
  const text = files[name] ?? '';
  assert.equal(text.split(right).length, 2, `\`${right}\` stands once in ${name}`);
  return { ...files, [name]: text.replace(right, wrong) };
}

/**
 * What a call is refused with.
 *
 * @param {() => Promise<unknown>} call
 */
async function refusal(call) {
  const refused = await call().then(
    () => assert.fail('this is refused'),
    (/** @type {unknown} */ error) => error,
  );
  assert.ok(refused instanceof AllianceError, String(refused));
  assert.equal(refused.name, 'AllianceError');
  return refused;
}

const none = { indicators: {} };
const direct = { full_out: 5, crossover: 30, full_in: 100 };
const whole = { case: 'one', INT: 0.9, FRAG: 0.7, SIM: 0.8, REG: 0.6 };
/** @param {any} answer */
const origin = (answer) => ({ indicators: { threat_origin: answer } });

const cyclic = origin(null);
cyclic.indicators.threat_origin = cyclic;

/** Code, start of the path and a part of the message. @type {[string, () => Promise<unknown>, string, string, RegExp][]} */
const refused = [
  // Values that JSON does not have.
  ['NaN', () => api.classify(origin(Number.NaN)), 'not_finite', 'indicators.threat_origin', /NaN/],
  [
    'infinity in a range',
    () => api.classify(origin({ score: 0.5, high: Number.POSITIVE_INFINITY })),
    'not_finite',
    'indicators.threat_origin.high',
    /write null for unknown/,
  ],
  [
    'infinity in a list',
    () => api.fit({ x: [0.1, Number.NEGATIVE_INFINITY], y: [0, 1] }),
    'not_finite',
    'x[1]',
    /-Infinity/,
  ],
  ['a bigint', () => api.classify(origin(1n)), 'field', 'indicators.threat_origin', /bigint/],
  [
    'a function',
    () => api.classify(origin(() => 0.5)),
    'field',
    'indicators.threat_origin',
    /function/,
  ],
  [
    'a symbol',
    () => api.classify(origin(Symbol('x'))),
    'field',
    'indicators.threat_origin',
    /symbol/,
  ],
  [
    'a Map',
    () => untyped.classify({ indicators: new Map([['threat_origin', 1]]) }),
    'field',
    'indicators',
    /no plain object or list/,
  ],
  [
    'a Date',
    () => untyped.classify(origin(new Date(0))),
    'field',
    'indicators.threat_origin',
    /no plain object/,
  ],
  [
    'a case twice for R',
    () => api.toQcaCsv([whole, whole]),
    'field',
    'cases[1].case',
    /earlier row/,
  ],
  [
    'an object within itself',
    () => api.classify(cyclic),
    'field',
    'indicators.threat_origin.indicators.threat_origin.',
    /nested too deep, or within itself/,
  ],

  // Profiles.
  ['no profile', () => untyped.classify(), 'field', '', /write an object/],
  ['a list as a profile', () => untyped.classify([]), 'field', '', /a list/],
  [
    'an unknown key',
    () => untyped.classify({ indicator: {} }),
    'field',
    '',
    /`indicator` is not a known key/,
  ],
  [
    'an unknown key of an answer',
    () => api.classify(origin({ scroe: 0.5 })),
    'field',
    'indicators.threat_origin',
    /`scroe`/,
  ],
  [
    'text as a score',
    () => api.classify(origin('0.5')),
    'field',
    'indicators.threat_origin',
    /"0\.5"/,
  ],
  [
    'a score above 1',
    () => api.classify(origin(1.2)),
    'score_range',
    'indicators.threat_origin',
    /1\.2/,
  ],
  [
    'a range out of order',
    () => api.classify(origin({ score: 0.4, low: 0.6 })),
    'score_range',
    'indicators.threat_origin',
    /low 0\.6, score 0\.4/,
  ],
  [
    'a raw value that is judged',
    () => api.classify(origin({ raw: 3 })),
    'not_calibrated',
    'indicators.threat_origin',
    /judged/,
  ],
  [
    'an unknown indicator',
    () => api.classify({ indicators: { threat_orgin: 0.5 } }),
    'unknown',
    'indicators.threat_orgin',
    /known: threat_origin/,
  ],
  [
    'an unknown indicator of the second coder',
    () => api.classify({ indicators: {}, second_coding: { x: 1 } }, { coder: 2 }),
    'unknown',
    'second_coding.x',
    /no indicator `x`/,
  ],

  // How to classify.
  ['null for options', () => untyped.classify(none, null), 'field', 'options', /write an object/],
  ['an unknown option', () => untyped.classify(none, { seeds: 1 }), 'field', '', /`seeds`/],
  [
    'coder 2 without a second coding',
    () => api.classify(none, { coder: 2 }),
    'unknown',
    'coder',
    /second_coding/,
  ],
  [
    'both without a second coding',
    () => api.classify(none, { coder: 'hull' }),
    'unknown',
    'coder',
    /second_coding/,
  ],
  ['a third coder', () => untyped.classify(none, { coder: 3 }), 'field', 'coder', /"hull"/],
  [
    'too many draws',
    () => api.classify(none, { draws: 1_000_001 }),
    'out_of_range',
    'draws',
    /0 to 1000000/,
  ],
  ['part of a draw', () => api.classify(none, { draws: 0.5 }), 'field', 'draws', /whole number/],
  ['a negative seed', () => api.classify(none, { seed: -1 }), 'field', 'seed', /whole number/],
  [
    'another language',
    () => untyped.classify(none, { locale: 'fr' }),
    'unknown',
    'locale',
    /en, es/,
  ],
  [
    'an object as a language',
    () => untyped.classify(none, { locale: { toString: 1 } }),
    'field',
    'locale',
    /text/,
  ],
  [
    'another structure',
    () => untyped.classify(none, { structure: { D3: 'median' } }),
    'field',
    'structure.D3',
    /"median"/,
  ],
  [
    'more signs than there are',
    () => api.classify(none, { structure: { D1: 'k_of_n:9' } }),
    'out_of_range',
    'structure.D1',
    /1 to 4/,
  ],
  [
    'a range that leaves the anchor out',
    () =>
      api.classify(none, { anchors: { threat_severity: { crossover: { low: 31, high: 35 } } } }),
    'anchor_range',
    'anchors.threat_severity.crossover',
    /30/,
  ],
  [
    'ranges that meet',
    () => api.classify(none, { anchors: { threat_severity: { full_out: { low: 5, high: 30 } } } }),
    'anchor_range',
    'anchors.threat_severity.full_out',
    /meets that of `crossover`/,
  ],
  [
    'anchors of a judged indicator',
    () => api.classify(none, { anchors: { threat_origin: {} } }),
    'not_calibrated',
    'anchors.threat_origin',
    /judged/,
  ],
  [
    'half a codebook',
    () => untyped.classify(none, { codebook: { version: '1' } }),
    'field',
    'indicators',
    /write a list/,
  ],
  [
    'a codebook with faults',
    async () => {
      const codebook = await api.codebook();
      for (const indicator of codebook.indicators) indicator.weight = 0;
      return api.classify(none, { codebook });
    },
    'data',
    'indicators[0].weight',
    /\nindicators\[12\]\.weight: 0 is no weight/,
  ],

  // Methods.
  [
    'a crossover outside',
    () => api.calibrate({ ...direct, crossover: 1 }, 3),
    'anchors',
    'crossover',
    /between full_out 5 and full_in 100/,
  ],
  [
    'equal anchors',
    () => api.calibrate({ ...direct, full_in: 5 }, 3),
    'anchors',
    'full_in',
    /differ/,
  ],
  [
    'an anchor of one side of a bell',
    () => api.calibrate({ method: 'bell', left: { ...direct, crossover: 1 }, right: direct }, 3),
    'anchors',
    'left.crossover',
    /left\.crossover 1/,
  ],
  [
    'an anchor left out',
    () => untyped.calibrate({ full_out: 1, full_in: 3 }, 3),
    'field',
    'crossover',
    /finite number/,
  ],
  [
    'another method',
    () => untyped.calibrate({ ...direct, method: 'logistic' }, 3),
    'field',
    'method',
    /piecewise/,
  ],
  [
    'NaN as a raw value',
    () => api.calibrate(direct, [1, Number.NaN]),
    'raw_value_not_finite',
    'raw[1]',
    /missing/,
  ],
  [
    'null as a raw value',
    () => untyped.calibrate(direct, [1, null]),
    'field',
    'raw[1]',
    /a number/,
  ],
  ['text as raw values', () => untyped.calibrate(direct, '12'), 'field', 'raw', /a list/],
  [
    'a regression without values',
    () => api.calibrate({ method: 'indirect', thresholds: [3, 6] }, []),
    'not_fitted',
    'raw',
    /add values/,
  ],
  ['no claim', () => untyped.fit(null), 'field', 'claim', /an object/],
  [
    'lists of two lengths',
    () => api.fit({ x: [0.5], y: [0.5, 0.6] }),
    'count',
    'y',
    /2 values: write 1 value/,
  ],
  [
    'a membership above 1',
    () => api.fit({ x: [0.5, 1.5], y: [0, 1] }),
    'out_of_range',
    'x[1]',
    /1\.5/,
  ],
  [
    'a circular claim',
    () => api.fit({ cases: [whole], outcome: 'SIM', conditions: ['INT', 'SIM'] }),
    'field',
    'conditions[1]',
    /true by definition/,
  ],
  [
    'cases that are none',
    () => untyped.fit({ cases: 5, outcome: 'SIM' }),
    'field',
    'cases',
    /a list/,
  ],
  [
    'no test solution',
    () => api.robustness({ initial: [1], tests: [], outcome: [1] }),
    'count',
    'tests',
    /0 values/,
  ],
  ['no ratings', () => untyped.agreement(null), 'field', 'request', /an object/],
  [
    'a unit with another number of coders',
    () => api.agreement({ level: 'nominal', ratings: [[1, 2], [1]] }),
    'count',
    'ratings[1]',
    /1 value/,
  ],
  [
    'another level',
    () => untyped.agreement({ level: 'metric', ratings: [] }),
    'field',
    'level',
    /nominal/,
  ],
  [
    'agreement on an unknown case',
    () => api.agreement({ cases: ['x'] }),
    'unknown',
    'cases[0]',
    /us-colombia/,
  ],
  [
    'agreement on a case that counts twice',
    () => api.agreement({ cases: [...DOCUMENTED, 'us-colombia'] }),
    'field',
    'cases[2]',
    /name each case once/,
  ],
  [
    'agreement on text',
    () => untyped.agreement({ cases: 'us-colombia' }),
    'field',
    'cases',
    /a list/,
  ],
  [
    'an unknown key of agreement',
    () => untyped.agreement({ cases: DOCUMENTED, draw: 3 }),
    'field',
    '',
    /`draw`/,
  ],
  [
    'too many draws of agreement',
    () => api.agreement({ cases: DOCUMENTED, draws: 1e9 }),
    'out_of_range',
    'draws',
    /out of range/,
  ],
  [
    'anchors of no indicator',
    () => api.sensitivity('x'),
    'unknown',
    'indicator_id',
    /threat_severity/,
  ],
  [
    'anchors that a judged indicator has not',
    () => api.sensitivity('threat_origin'),
    'not_calibrated',
    'indicator_id',
    /judged/,
  ],
  ['a number as an indicator', () => untyped.sensitivity(5), 'field', 'indicator_id', /text/],
  [
    'an own codebook without cases',
    async () => api.sensitivity('threat_severity', { codebook: await api.codebook() }),
    'field',
    'cases',
    /add cases/,
  ],
  [
    'a set left out',
    () => untyped.toQcaCsv([{ case: 'one', INT: 1 }]),
    'field',
    'cases[0].FRAG',
    /finite number/,
  ],
  [
    'a membership below 0 for R',
    () => api.toQcaCsv([whole, { ...whole, REG: -0.1 }]),
    'out_of_range',
    'cases[1].REG',
    /0 to 1/,
  ],
  [
    'a CSV with a bad line',
    () => api.fromQcaCsv('case,INT,FRAG,SIM,REG\none,0.1,0.2,0.3,0.4\ntwo,0.1,x,0.3,0.4\n'),
    'data',
    'memberships.FRAG',
    /^the CSV, line 3, field `FRAG`: `x` cannot stand here/,
  ],
  [
    'a CSV with other columns',
    () => api.fromQcaCsv('case,INT\n'),
    'data',
    'memberships',
    /case,INT,FRAG,SIM,REG/,
  ],
  ['no CSV', () => untyped.fromQcaCsv(null), 'field', 'csv', /text/],

  // Documented cases.
  ['no ids', () => api.compare([]), 'unknown', 'ids', /at least one/],
  ['text as ids', () => untyped.compare('us-colombia'), 'field', 'ids', /a list/],
  ['a number as an id', () => untyped.compare([5]), 'field', 'ids[0]', /text/],
  [
    'an unknown case',
    () => api.compare(['us-colombia', 'us-chile']),
    'unknown',
    'ids[1]',
    /`us-chile`/,
  ],
  [
    'an unknown key of compare',
    () => untyped.compare(['us-colombia'], { coders: 2 }),
    'field',
    '',
    /`coders`/,
  ],
  [
    'a fourth coder',
    () => untyped.compare(['us-colombia'], { coder: 4 }),
    'field',
    'coder',
    /hull/,
  ],
  ['a case to load', () => untyped.loadCase({}), 'field', 'id', /text/],
  [
    'a year outside',
    () => api.conduct('us-colombia', { year: 1900 }),
    'out_of_range',
    'year',
    /1900/,
  ],
  [
    'an unknown key of conduct',
    () => untyped.conduct('us-colombia', { yaer: 2000 }),
    'field',
    '',
    /`yaer`/,
  ],
  ['an unknown phase', () => api.profileOf('us-colombia', 'p9'), 'unknown', 'phase_id', /p1, p2/],
  ['a number as a case', () => untyped.profileOf(5), 'field', 'case_id', /text/],
  [
    'nearest to nothing known',
    () => api.nearest({ indicators: { x: 1 } }),
    'unknown',
    'indicators.x',
    /no indicator/,
  ],
  [
    'no result to draw',
    () => untyped.renderFigure(null, { kind: 'conduct' }),
    'field',
    'result',
    /an object/,
  ],
  [
    'a result with holes',
    () => untyped.renderFigure({ cases: [null], references: [] }, { kind: 'answers' }),
    'field',
    'result.cases[0]',
    /an object/,
  ],
  [
    'a narrow figure',
    async () =>
      api.renderFigure(await api.compare(['us-colombia']), { kind: 'comparison', width: 10 }),
    'out_of_range',
    'width',
    /240 to 4000/,
  ],

  // Own cases.
  ['no case', () => untyped.validateCase(null), 'field', 'case', /an object/],
  [
    'an empty folder',
    () => untyped.validateCase({}),
    'data',
    'case',
    /case\.csv: the file is missing/,
  ],
  [
    'a file that is no text',
    () => untyped.validateCase({ ...files, 'case.csv': 5 }),
    'field',
    'case.csv',
    /write text/,
  ],
  [
    'files left out',
    () => api.validateCase({ 'case.csv': files['case.csv'] ?? '' }),
    'data',
    'phases',
    /^phases\.csv: the file is missing.*\nactors\.csv/,
  ],
];

for (const [what, call, code, path, message] of refused) {
  test(`${what} is refused`, async () => {
    const error = await refusal(call);
    assert.equal(error.code, code, error.message);
    assert.ok(path === '' ? error.path === '' : error.path.startsWith(path), error.path);
    assert.match(error.message, message);
  });
}

test('a fault in a file is named with file, line and field', async () => {
  for (const [name, right, wrong, path, message] of /** @type {const} */ ([
    [
      'relations.csv',
      'army,hill_front,2005,2008,0.8,',
      'army,hill_front,2005,2008,1.8,',
      'relations[2].balance',
      'relations.csv, line 4, field `balance`: 1.8 is no tenth between 0 and 1',
    ],
    [
      'phases.csv',
      'hills,2005,',
      'hills,2006,',
      'phases[1].from_year',
      'phases.csv, line 3, field `from_year`: begins in 2006, but the phase before it ends in 2004',
    ],
    [
      'indicators.csv',
      'threat_origin,p1,0.4,',
      'threat_origin,p1,0.5,',
      'indicators[0].score',
      'indicators.csv, line 2, field `score`: 0.5 is none of the six levels',
    ],
    [
      'actors.csv',
      'army,Army of Talmaria,agency,',
      'army,Army of Talmaria,army,',
      'actors.kind',
      'actors.csv, line 4, field `kind`: `army` is not a known word',
    ],
    ['sources.csv', 'source_id,', 'id,', 'sources', 'sources.csv, line 1: the columns are `id,'],
  ])) {
    const error = await refusal(() => api.validateCase(planted(name, right, wrong)));
    assert.equal(error.code, 'data', name);
    assert.equal(error.path, path);
    assert.ok(error.message.startsWith(message), error.message);
  }
});

test('every fault of a document has a line of its own', async () => {
  const document = await api.validateCase(files);
  for (const phase of document.phases) phase.name = '';
  const { code, path, message } = await refusal(() => api.validateCase(document));
  assert.deepEqual(
    [code, path, message.split('\n').length],
    ['data', 'phases[0].name', 2],
    message,
  );
});

test('results are plain data', async () => {
  const profile = await api.profileOf('us-colombia', 'p2');
  const comparison = await api.compare(DOCUMENTED, { coder: 'hull' });
  const results = {
    profile,
    comparison,
    figure: await api.renderFigure(comparison, { kind: 'answers', dimension: 'D2' }),
    conduct: await api.conduct('us-colombia'),
    verdict: await api.classify(profile, { coder: 2 }),
    unknown: await api.classify(none),
    nearest: await api.nearest(profile, 2),
    fit: await api.fit({ cases: [whole], outcome: 'SIM', permutations: 9, seed: 3 }),
    robustness: await api.robustness({ initial: [1, 0], tests: [[1, 0]], outcome: [1, 0.2] }),
    agreement: await api.agreement({ level: 'ordinal', ratings: [[1, 2]], draws: 9 }),
    coding: await api.agreement({ cases: DOCUMENTED, draws: 100 }),
    sensitivity: await api.sensitivity('threat_severity'),
    memberships: await api.fromQcaCsv('case,INT,FRAG,SIM,REG\none,0.1,0.2,0.3,1\n'),
    calibrated: await api.calibrate(direct, [1, 50]),
    document: await api.validateCase(files),
  };
  for (const [what, result] of Object.entries(results)) {
    assert.deepEqual(JSON.parse(JSON.stringify(result)), result, what);
  }
});

test('an own case stands beside those that come along', async () => {
  const document = await api.addCase(files);
  assert.equal(document.settings.case_id, OWN);
  assert.deepEqual(api.caseIds(), [...DOCUMENTED, OWN]);
  assert.deepEqual(await api.loadCase(OWN), document);
  assert.deepEqual(await api.validateCase(document), document);

  const comparison = await api.compare([OWN, 'us-colombia']);
  assert.deepEqual(
    comparison.cases.map(({ case_id, phases }) => [case_id, phases.length]),
    [
      [OWN, 2],
      ['us-colombia', 4],
    ],
  );
  for (const kind of /** @type {const} */ (['comparison', 'answers'])) {
    const how = /** @type {const} */ ({ width: 480, locale: 'es', dimension: 'D2' });
    const figure = await api.renderFigure(comparison, { kind, ...how });
    assert.match(figure.finding + figure.html, /Talmaria/, kind);
  }

  const conduct = await api.conduct(OWN, { year: 2006 });
  assert.deepEqual(
    conduct.agencies.map(({ agency_id, group }) => [agency_id, group]),
    [
      ['army', 'fought'],
      ['interior_police', 'helped'],
    ],
  );
  assert.equal(conduct.index, 2, 'a colour of its own');
  assert.match((await api.renderFigure(conduct, { kind: 'conduct' })).finding, /Talmaria/);

  const profile = await api.profileOf(OWN, 'p2');
  const verdict = await api.classify(profile, { draws: 0 });
  assert.deepEqual(verdict.type, comparison.cases[0]?.phases[1]?.verdict.type);
  const [first, ...others] = await api.nearest(profile);
  assert.deepEqual([first?.case_id, first?.phase_id], [OWN, 'p2']);
  assert.ok(others.some(({ case_id }) => case_id === 'us-colombia'));

  const { groups } = await api.agreement({ cases: [OWN], references: false, draws: 0 });
  assert.deepEqual(
    groups.filter(({ dimension }) => dimension === null).map(({ case_id }) => case_id),
    [null, OWN],
  );
});

test('an own case is what was added last, also where that was there before', async () => {
  const earlier = await api.validateCase(files);
  const later = structuredClone(earlier);
  for (const row of later.indicators) {
    if (row.indicator_id === 'threat_origin') Object.assign(row, { score: 0, low: 0 });
  }
  const score = async () => {
    const { cases } = await api.compare([OWN], { references: false });
    const profile = await api.profileOf(OWN, 'p1');
    const verdict = await api.classify(profile, { draws: 0 });
    const compared = cases[0]?.phases[0]?.first.dimensions.D1.score ?? Number.NaN;
    assert.ok(Math.abs((verdict.dimensions.D1.score ?? Number.NaN) - compared) < 1e-12);
    return compared;
  };
  await api.addCase(earlier);
  const before = await score();
  await api.addCase(later);
  assert.ok(Math.abs(before - (await score()) - 0.1) < 1e-12);
  await api.addCase(earlier);
  assert.equal(await score(), before);
});

test('the id of a case that comes along is taken', async () => {
  const files = planted('case.csv', OWN, 'us-colombia');
  const { code, path } = await refusal(() => api.addCase(files));
  assert.deepEqual([code, path], ['taken', 'settings.case_id']);
  const comparison = await api.compare(['us-colombia']);
  assert.equal(comparison.cases[0]?.phases.length, 4, 'it is as it was');
});

test('memberships come back from the CSV of R as they were', async () => {
  const cases = [
    whole,
    { case: 'a, "b"', INT: 0, FRAG: 1, SIM: 1e-7, REG: 0.123456789 },
    // Seventeen digits: more than JSON is read to.
    { case: 'después', INT: 1, FRAG: 0.24437576637143366, SIM: 0.95, REG: 0.3333 },
  ];
  const csv = await api.toQcaCsv(cases);
  assert.match(csv, /^case,INT,FRAG,SIM,REG\none,0\.9,0\.7,0\.8,0\.6\n"a, ""b""",/);
  assert.deepEqual(await api.fromQcaCsv(csv), cases);
});

test('the nearest to a documented phase is that phase', async () => {
  let compared = 0;
  for (const { case_id, phases } of (await api.compare(DOCUMENTED)).cases) {
    for (const { phase_id } of phases) {
      const all = await api.nearest(await api.profileOf(case_id, phase_id));
      const [first, second] = all;
      assert.deepEqual([first?.case_id, first?.phase_id], [case_id, phase_id]);
      assert.ok(first && first.distance < 1e-12, `${case_id} ${phase_id}: ${first?.distance}`);
      assert.ok(second && second.distance > 0.001);
      const distances = all.map(({ distance }) => distance);
      assert.deepEqual(
        distances,
        [...distances].sort((one, other) => one - other),
      );
      compared += 1;
    }
  }
  assert.equal(compared, 7);
});

test('a reference alliance has a profile, a verdict and a nearest of its own', async () => {
  for (const reference of (await api.compare(['us-colombia'])).references) {
    const profile = await api.profileOf(reference.case_id);
    const { type } = await api.classify(profile, { draws: 0 });
    assert.equal(type, reference.verdict.type);
    const [first] = await api.nearest(profile);
    assert.ok(first && first.distance < 1e-12 && first.phase_id === null);
  }
});

test('the two codings agree by case and by dimension', async () => {
  const { codebook_version, groups } = await api.agreement({ cases: ['us-colombia'], draws: 200 });
  assert.equal(codebook_version, (await api.codebook()).version);
  const [all] = groups;
  assert.deepEqual([all?.case_id, all?.dimension], [null, null]);
  assert.ok(all?.bootstrap?.low && all.alpha_ordinal && all.bootstrap.low < all.alpha_ordinal);
  assert.deepEqual(
    groups.filter(({ case_id }) => case_id === 'us-colombia').map(({ dimension }) => dimension),
    [null, 'D1', 'D2', 'D4'],
    'both codings share what D3 is computed from',
  );
  assert.ok(groups.every(({ cells, same }) => cells > 0 && same >= 0 && same <= 1));
});

test('the anchors of a calibrated indicator have ranges', async () => {
  const ranges = await api.sensitivity('threat_severity');
  assert.deepEqual(
    ranges.map(({ anchor, value }) => [anchor, value]),
    [
      ['full_out', 5],
      ['crossover', 30],
      ['full_in', 100],
    ],
  );
  for (const { value, low, high } of ranges) {
    assert.ok((low?.value ?? value - 1) < value && value < (high?.value ?? value + 1));
    for (const limit of [low, high]) assert.notEqual(limit?.cases.length, 0);
  }
  const d1 = { threat_origin: 0.6, goal_regime_survival: 0.6, patron_stakes: 0.4 };
  const cases = [
    { case: 'mine', profile: { indicators: { ...d1, threat_severity: { raw: 29 } } } },
  ];
  assert.equal((await api.sensitivity('threat_severity', { cases })).length, 3);
});

test('the ranges of both coders together hold those of each', async () => {
  const { coder, cases, references } = await api.compare(DOCUMENTED, { coder: 'hull' });
  assert.equal(coder, 'hull');
  const placed = [...cases.flatMap(({ phases }) => phases), ...references];
  let wider = 0;
  for (const { verdict, first, second } of placed) {
    for (const dimension of DIMENSIONS) {
      const hull = verdict.dimensions[dimension];
      for (const coding of [first, second]) {
        const { low, high } = coding.dimensions[dimension];
        assert.ok(hull.low <= low + 1e-12 && high - 1e-12 <= hull.high, dimension);
        wider += Number(hull.low < low - 1e-12 || high + 1e-12 < hull.high);
      }
      assert.equal(hull.score, first.dimensions[dimension].score);
    }
  }
  assert.ok(placed.length > 10 && wider > 10, `${placed.length}, ${wider}`);
  for (const [asked, key] of /** @type {const} */ ([
    [1, 'first'],
    [2, 'second'],
  ])) {
    const { cases } = await api.compare(['us-colombia'], { coder: asked });
    for (const phase of cases[0]?.phases ?? []) assert.deepEqual(phase.verdict, phase[key]);
  }
});
