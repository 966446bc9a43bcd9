/** Golden files: what was looked at once and is to stay. `BLESS=1` writes them anew. */

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../golden', import.meta.url));

export const isBlessing = process.env.BLESS === '1';

/** @param {string} name below `tests/golden` @param {string | Buffer} content */
export async function bless(name, content) {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
}

/** The golden file, or a failure that says how it is written. @param {string} name */
export async function golden(name) {
  try {
    return await readFile(join(folder, name));
  } catch {
    assert.fail(`tests/golden/${name} is missing; BLESS=1 writes it, to be read before it is kept`);
  }
}

/** Holds a text against its golden file. @param {string} name @param {string} text */
export async function assertGolden(name, text) {
  if (isBlessing) await bless(name, text);
  else assert.equal(text, String(await golden(name)), `tests/golden/${name}`);
}
