/** The examples in both languages: the same text for the same files. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'alliances-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} command @param {string[]} words */
function run(command, words) {
  const { status, stdout, stderr } = spawnSync(command, words, {
    cwd: repository,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** @param {string} path */
const byPackage = (path) => run('node', ['examples/verdict.mjs', path]);
// With the profile of the tests nothing is compiled again.
const CARGO = ['run', '--quiet', '--profile', 'test', '--example'];
/** @param {string} path */
const byCrate = (path) => run('cargo', [...CARGO, 'verdict', '--', path]);

for (const path of ['examples/own_case', 'examples/profile.json']) {
  test(`package and crate say the same of ${path}`, () => {
    const said = byPackage(path);
    assert.equal(said.status, 0, said.stderr);
    assert.match(said.stdout, /Smallest change: .*threat/);
    assert.deepEqual(said, byCrate(path));
  });
}

test('package and crate simulate the same', () => {
  const said = run('node', ['examples/simulate.mjs']);
  assert.equal(said.status, 0, said.stderr);
  assert.match(said.stdout, /^Difference, run by run\n {2}time with D3 +-0\.\d{3} \(0\.\d{3}\) /m);
  assert.deepEqual(said, run('cargo', [...CARGO, 'simulate']));
});

test('both say every fault and end with 1', () => {
  const copy = join(folder, 'faulty');
  cpSync(join(repository, 'examples/own_case'), copy, { recursive: true });
  const claims = join(copy, 'claims.csv');
  writeFileSync(claims, readFileSync(claims, 'utf8').replaceAll('internal,full', 'inside,whole'));
  const said = byPackage(copy);
  assert.equal(said.status, 1);
  assert.equal(said.stdout, '');
  assert.match(said.stderr, /^8 faults:\n- claims\.csv, line 2, field `side`: `inside` is not /);
  const { status, stderr } = byCrate(copy);
  assert.deepEqual([status, stderr.replaceAll(`${copy}/`, '')], [1, said.stderr]);
});

test('what is not there, or no answer, is said in a sentence', () => {
  const profile = join(folder, 'profile.json');
  writeFileSync(profile, '{ "indicators": { "threat_origin": 1.4 } }');
  for (const path of [join(folder, 'nothing'), profile]) {
    const said = byPackage(path);
    assert.equal(said.status, 1);
    assert.match(said.stderr, /^(There is no folder|indicators\.threat_origin: low 1\.4)/);
    assert.deepEqual(said, byCrate(path));
  }
});
