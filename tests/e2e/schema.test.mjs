/** The JSON Schemas of the package accept its own documents and refuse planted mistakes. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { AllianceError, classify } from '../../pkg/dist/node.js';

const dist = new URL('../../pkg/dist/', import.meta.url);
/** @param {string} path @returns {any} */
const read = (path) => JSON.parse(readFileSync(new URL(path, dist), 'utf8'));

const ids = readdirSync(new URL('data/', dist))
  .filter((name) => name.endsWith('.series.json'))
  .map((name) => name.replace('.series.json', ''));
/** A case as `loadCase` gives it: what verdicts need, and the lists of which they need a part. */
const loaded = (/** @type {string} */ id) => ({
  ...read(`data/${id}.json`),
  ...read(`data/${id}.reasons.json`),
  ...read(`data/${id}.series.json`),
});

// Strict: a schema with a key that its draft does not know is refused.
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
const validate = {
  dossier: ajv.compile(read('schema/dossier.schema.json')),
  codebook: ajv.compile(read('schema/codebook.schema.json')),
  references: ajv.compile(read('schema/references.schema.json')),
  profile: ajv.compile(read('schema/profile.schema.json')),
  classify: ajv.compile(read('schema/classify.schema.json')),
};
/** @typedef {keyof typeof validate} Name */

/** What is wrong, as `path keyword`; empty where nothing is. @param {Name} name @param {any} document */
const wrong = (name, document) => {
  validate[name](document);
  return (validate[name].errors ?? []).map(({ instancePath, keyword }) => {
    return `${instancePath} ${keyword}`;
  });
};

test('every schema has a title and says what each field is', () => {
  for (const name of readdirSync(new URL('schema/', dist))) {
    const schema = read(`schema/${name}`);
    assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema', name);
    assert.ok(schema.title && schema.description, name);
    assert.ok(!('$id' in schema), name);
    for (const [field, { description }] of Object.entries(schema.properties)) {
      assert.ok(description, `${name}: ${field}`);
    }
  }
});

test('the documents of the package are accepted', () => {
  assert.ok(ids.length >= 2);
  for (const id of ids) {
    assert.deepEqual(wrong('dossier', loaded(id)), [], id);
    assert.deepEqual(wrong('dossier', read(`data/${id}.json`)), [], `${id}, needed part`);
  }
  assert.deepEqual(wrong('codebook', read('data/codebook.json')), []);
  assert.deepEqual(wrong('references', read('data/references.json')), []);
});

test('what may be left out may be null', () => {
  const codebook = read('data/codebook.json');
  Object.assign(codebook.indicators[0], { calibration: null, weight: null });
  codebook.indicators[0].text.en.ambiguity = null;
  codebook.indicators[1].text.es = null;
  delete codebook.indicators[2].text.es;
  assert.deepEqual(wrong('codebook', codebook), []);
  const dossier = loaded(ids[0]);
  dossier.series[0].quarter = null;
  assert.deepEqual(wrong('dossier', dossier), []);
});

/** @type {Record<'dossier' | 'codebook' | 'references', () => any>} */
const documents = {
  dossier: () => loaded(ids[0]),
  codebook: () => read('data/codebook.json'),
  references: () => read('data/references.json'),
};

/** @type {[string, keyof typeof documents, (document: any) => void, string][]} */
const planted = [
  ['an unknown key', 'dossier', (it) => (it.note = ''), ' additionalProperties'],
  [
    'an unknown key in a row',
    'dossier',
    (it) => (it.claims[1].page = 3),
    '/claims/1 additionalProperties',
  ],
  [
    'text for a number',
    'dossier',
    (it) => (it.relations[0].collude = '0.8'),
    '/relations/0/collude type',
  ],
  ['a number for text', 'dossier', (it) => (it.phases[0].name = 4), '/phases/0/name type'],
  [
    'part of a year',
    'dossier',
    (it) => (it.phases[0].from_year = 1980.5),
    '/phases/0/from_year type',
  ],
  [
    'a year that is none',
    'dossier',
    (it) => (it.phases[0].from_year = 0),
    '/phases/0/from_year minimum',
  ],
  ['a list for an object', 'dossier', (it) => (it.settings = []), '/settings type'],
  ['a table left out', 'dossier', (it) => delete it.sources, ' required'],
  [
    'a field left out',
    'dossier',
    (it) => delete it.relations[0].source_id,
    '/relations/0 required',
  ],
  [
    'null for a required field',
    'dossier',
    (it) => (it.relations[0].evidence = null),
    '/relations/0/evidence type',
  ],
  ['an unknown word', 'dossier', (it) => (it.actors[0].role = 'ally'), '/actors/0/role oneOf'],
  [
    'an unknown language',
    'codebook',
    (it) => (it.indicators[0].text.fr = it.indicators[0].text.es),
    '/indicators/0/text additionalProperties',
  ],
  [
    'a text without a question',
    'codebook',
    (it) => delete it.indicators[0].text.es.question,
    '/indicators/0/text/es required',
  ],
  [
    'an anchor left out',
    'codebook',
    (it) => delete it.indicators[1].calibration.crossover,
    '/indicators/1/calibration required',
  ],
  [
    'a weight of 0',
    'codebook',
    (it) => (it.indicators[0].weight = 0),
    '/indicators/0/weight minimum',
  ],
  [
    'a weight too small to count',
    'codebook',
    (it) => (it.indicators[0].weight = 0.0005),
    '/indicators/0/weight minimum',
  ],
  [
    'an unknown structure',
    'codebook',
    (it) => (it.structure.D3 = 'median'),
    '/structure/D3 pattern',
  ],
  [
    'a structure without its number',
    'codebook',
    (it) => (it.structure.D3 = 'k_of_n:'),
    '/structure/D3 pattern',
  ],
  [
    'an unknown dimension',
    'codebook',
    (it) => (it.structure.D5 = 'min'),
    '/structure additionalProperties',
  ],
  [
    'an unknown key of a score',
    'references',
    (it) => (it.scores[0].raw = 3),
    '/scores/0 additionalProperties',
  ],
  [
    'text for a year',
    'references',
    (it) => (it.alliances[0].to_year = '1989'),
    '/alliances/0/to_year type',
  ],
  [
    'a score left out',
    'references',
    (it) => delete it.second_coding[0].score,
    '/second_coding/0 required',
  ],
];

for (const [what, name, plant, expected] of planted) {
  test(`${name}: ${what} is refused`, () => {
    const document = documents[name]();
    plant(document);
    assert.ok(wrong(name, document).includes(expected), wrong(name, document).join('; '));
  });
}

const scores = { threat_origin: 0.8, threat_severity: { raw: 41 }, patron_stakes: null };
const second = { threat_origin: { score: 0.6, low: 0.4, high: 0.8 } };

/** Profiles and options that the schema and `classify` accept. @type {[string, any, any][]} */
const accepted = [
  ['nothing known', { indicators: {} }, {}],
  ['scores at the ends', { indicators: { threat_origin: 0, patron_stakes: 1 } }, {}],
  ['a score, a raw value and null', { indicators: scores }, { draws: 0 }],
  ['a range with one end', { indicators: { threat_origin: { score: 0.5, high: 0.7 } } }, {}],
  ['a range with an end of null', { indicators: { threat_origin: { score: 0.5, low: null } } }, {}],
  ['a second coding of null', { indicators: scores, second_coding: null }, { coder: 1 }],
  ['a second coding', { indicators: scores, second_coding: second }, { coder: 2 }],
  ['both codings', { indicators: scores, second_coding: second }, { coder: 'hull', locale: 'es' }],
  [
    'options of null',
    { indicators: scores },
    { coder: null, structure: null, anchors: null, draws: null, seed: null, locale: null },
  ],
  ['the bounds of draws and seed', { indicators: {} }, { draws: 0, seed: 2 ** 53 - 1 }],
  [
    'structures',
    { indicators: scores },
    { structure: { D1: 'k_of_n:2', D2: 'power_mean:-20', D3: 'geometric', D4: null } },
  ],
  [
    'anchors that may move',
    { indicators: scores },
    { anchors: { threat_severity: { crossover: { low: 20, high: 40 }, full_in: null } } },
  ],
];

for (const [what, profile, options] of accepted) {
  test(`profile and options, by schema and reader: ${what} accepted`, async () => {
    assert.deepEqual(wrong('profile', profile), []);
    assert.deepEqual(wrong('classify', options), []);
    assert.ok((await classify(profile, options)).explanation);
  });
}

/** Profiles that neither accepts, and where. @type {[string, any, string][]} */
const refusedProfiles = [
  ['no indicators', {}, ' required'],
  ['a list', [], ' type'],
  ['an unknown key', { indicators: {}, note: '' }, ' additionalProperties'],
  ['answers in a list', { indicators: [0.5] }, '/indicators type'],
  ['text', { indicators: { threat_origin: '0.5' } }, '/indicators/threat_origin anyOf'],
  ['true', { indicators: { threat_origin: true } }, '/indicators/threat_origin anyOf'],
  ['a score above 1', { indicators: { threat_origin: 1.1 } }, '/indicators/threat_origin anyOf'],
  ['a score below 0', { indicators: { threat_origin: -0.1 } }, '/indicators/threat_origin anyOf'],
  [
    'a range without score',
    { indicators: { threat_origin: { low: 0 } } },
    '/indicators/threat_origin anyOf',
  ],
  ['an empty answer', { indicators: { threat_origin: {} } }, '/indicators/threat_origin anyOf'],
  [
    'a misspelt range',
    { indicators: { threat_origin: { score: 0, hihg: 1 } } },
    '/indicators/threat_origin anyOf',
  ],
  [
    'a range beyond 1',
    { indicators: { threat_origin: { score: 1, high: 2 } } },
    '/indicators/threat_origin anyOf',
  ],
  [
    'a score with a raw value',
    { indicators: { threat_severity: { score: 0, raw: 1 } } },
    '/indicators/threat_severity anyOf',
  ],
  [
    'a raw value as text',
    { indicators: { threat_severity: { raw: '41' } } },
    '/indicators/threat_severity anyOf',
  ],
  ['a second coding as a list', { indicators: {}, second_coding: [] }, '/second_coding type'],
  [
    'text in the second coding',
    { indicators: {}, second_coding: { patron_stakes: 'x' } },
    '/second_coding/patron_stakes anyOf',
  ],
];

for (const [what, profile, expected] of refusedProfiles) {
  test(`profile, by schema and reader: ${what} refused`, async () => {
    assert.ok(wrong('profile', profile).includes(expected), wrong('profile', profile).join('; '));
    await assert.rejects(classify(profile, { coder: 2 }), AllianceError);
    await assert.rejects(classify(profile), AllianceError);
  });
}

/** Options that neither accepts, and where. @type {[string, any, string][]} */
const refusedOptions = [
  ['a list', [], ' type'],
  ['an unknown key', { seeds: 1 }, ' additionalProperties'],
  ['a third coder', { coder: 3 }, '/coder anyOf'],
  ['a coder as text', { coder: '1' }, '/coder anyOf'],
  ['part of a draw', { draws: 0.5 }, '/draws type'],
  ['less than no draw', { draws: -1 }, '/draws minimum'],
  ['too many draws', { draws: 1_000_001 }, '/draws maximum'],
  ['a seed that is no whole number', { seed: 1.5 }, '/seed type'],
  ['a seed beyond the whole numbers', { seed: 2 ** 53 }, '/seed maximum'],
  ['another language', { locale: 'fr' }, '/locale anyOf'],
  ['a structure for all', { structure: 'mean' }, '/structure anyOf'],
  ['an unknown dimension', { structure: { D5: 'mean' } }, '/structure anyOf'],
  ['an unknown structure', { structure: { D1: 'median' } }, '/structure/D1 anyOf'],
  ['none of the signs', { structure: { D1: 'k_of_n:0' } }, '/structure/D1 anyOf'],
  ['an exponent of 0', { structure: { D1: 'power_mean:0' } }, '/structure/D1 anyOf'],
  ['an exponent of 21', { structure: { D1: 'power_mean:21' } }, '/structure/D1 anyOf'],
  [
    'an unknown anchor',
    { anchors: { threat_severity: { half: 3 } } },
    '/anchors/threat_severity additionalProperties',
  ],
  [
    'an anchor for its range',
    { anchors: { threat_severity: { crossover: 30 } } },
    '/anchors/threat_severity/crossover anyOf',
  ],
  [
    'half a range',
    { anchors: { threat_severity: { crossover: { low: 20 } } } },
    '/anchors/threat_severity/crossover anyOf',
  ],
];

for (const [what, options, expected] of refusedOptions) {
  test(`options, by schema and reader: ${what} refused`, async () => {
    assert.ok(wrong('classify', options).includes(expected), wrong('classify', options).join('; '));
    await assert.rejects(classify({ indicators: {} }, options), AllianceError);
  });
}
