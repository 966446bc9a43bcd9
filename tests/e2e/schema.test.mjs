/** The JSON Schemas of the package accept its own documents and refuse planted mistakes. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';

const dist = new URL('../../pkg/dist/', import.meta.url);
/** @param {string} path @returns {any} */
const read = (path) => JSON.parse(readFileSync(new URL(path, dist), 'utf8'));

const ids = readdirSync(new URL('data/', dist))
  .filter((name) => name.endsWith('.series.json'))
  .map((name) => name.replace('.series.json', ''));
/** A case as `loadCase` gives it: what verdicts need, and the lists of which they need a part. */
const loaded = (/** @type {string} */ id) => ({
  ...read(`data/${id}.json`),
  ...read(`data/${id}.series.json`),
});

// Strict: a schema with a key that its draft does not know is refused.
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
const validate = {
  dossier: ajv.compile(read('schema/dossier.schema.json')),
  codebook: ajv.compile(read('schema/codebook.schema.json')),
  references: ajv.compile(read('schema/references.schema.json')),
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
  assert.deepEqual(wrong('codebook', codebook), []);
  const dossier = loaded(ids[0]);
  dossier.series[0].quarter = null;
  assert.deepEqual(wrong('dossier', dossier), []);
});

const documents = {
  dossier: () => loaded(ids[0]),
  codebook: () => read('data/codebook.json'),
  references: () => read('data/references.json'),
};

/** @type {[string, Name, (document: any) => void, string][]} */
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
    'a language left out',
    'codebook',
    (it) => delete it.indicators[0].text.es,
    '/indicators/0/text required',
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
    '/indicators/0/weight exclusiveMinimum',
  ],
  ['an unknown structure', 'codebook', (it) => (it.structure.D3 = 'median'), '/structure/D3 oneOf'],
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
