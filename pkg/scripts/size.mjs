/**
 * What a reader's browser loads for the elements, against its bounds: `define-comparison.js` with every
 * chunk that it asks for at first, the WebAssembly module and the data; and the modules of the other elements, which it
 * does not load. Ends with a non-zero code when one is above. Run it after `build.mjs`.
 */

import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** In bytes after brotli, the way a server sends them. */
const BOUNDS = { module: 120_000, all: 180_000 };
const MODULE = 'core_bg.wasm';
/**
 * What `<alliance-comparison>` does not load. The classifier draws the figure of a verdict by itself (16 kB); the timeline
 * reads and checks whole cases and draws one figure. The simulator has 126 kB since it plays policies side by side and keeps
 * what a lever did not move (6 kB); the module that draws them has 66 kB, less than half of it drawing, the rest reading and words.
 *
 * @type {Record<string, number>}
 */
const APART = {
  'classifier_bg.wasm': 180_000,
  'simulator_bg.wasm': 129_000,
  'policies_bg.wasm': 69_000,
  'timeline_bg.wasm': 86_000,
};

const dist = new URL('../dist/', import.meta.url);

/** @type {import('esbuild').Metafile} */
const { outputs } = JSON.parse(await readFile(new URL('meta.json', dist), 'utf8'));

/** @type {Set<string>} */
const scripts = new Set();
const pending = Object.keys(outputs).filter((file) => basename(file) === 'define-comparison.js');
for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
  if (!scripts.has(file)) {
    scripts.add(file);
    // What a reader asks for later, such as a citation, is not part of the first load.
    const asked = outputs[file]?.imports.filter(({ kind }) => kind === 'import-statement') ?? [];
    pending.push(...asked.map(({ path }) => path));
  }
}

// In the language with the longer texts; not what the functions alone ask for.
const data = (await readdir(new URL('data/', dist)))
  .filter(
    (name) =>
      !/series|reasons|^codebook(\.en)?\.json|^messages\.en|^verdict|^scenario|^simulator|^timeline/.test(
        name,
      ),
  )
  .map((name) => `data/${name}`);
const files = [...[...scripts].map((file) => basename(file)), MODULE, ...data.sort()];

/** @type {{ name: string, raw: number, gzip: number, brotli: number }[]} */
const rows = [];
for (const name of [...files, ...Object.keys(APART)]) {
  const bytes = await readFile(new URL(name, dist));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const brotli = brotliCompressSync(bytes, { params }).length;
  rows.push({ name, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli });
}
/** @param {'raw' | 'gzip' | 'brotli'} column */
const sum = (column) =>
  rows.reduce((total, row) => total + (row.name in APART ? 0 : row[column]), 0);
const all = { name: 'all', raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') };

/** @param {(string | number)[]} cells */
const line = ([name, ...numbers]) =>
  console.log(
    String(name).padEnd(36),
    ...numbers.map((cell) =>
      (typeof cell === 'number' ? cell.toLocaleString('en') : cell).padStart(10),
    ),
  );
line(['file (bytes)', 'raw', 'gzip', 'brotli']);
for (const { name, raw, gzip, brotli } of [
  ...rows.slice(0, files.length),
  all,
  ...rows.slice(files.length),
]) {
  line([name, raw, gzip, brotli]);
}

for (const [what, bound] of Object.entries({
  [MODULE]: BOUNDS.module,
  all: BOUNDS.all,
  ...APART,
})) {
  const found = [...rows, all].find(({ name }) => name === what)?.brotli ?? 0;
  const fits = found <= bound;
  const share = Math.round((100 * found) / bound);
  console.log(
    `${what}: ${share} % of its bound of ${bound / 1000} kB${fits ? '.' : ', which is too much.'}`,
  );
  if (!fits) {
    process.exitCode = 1;
  }
}
