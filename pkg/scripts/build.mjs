/**
 * Builds the npm package: `pkg/src` and what stands in `pkg/dist/data` and `pkg/src/wasm` become
 * `pkg/dist`. `cargo xtask build` makes those two first and then runs this.
 *
 * Four builds from one source:
 * - **browser** (`index.js`, `define.js`, `define-….js` and chunks they share): the modules and the
 *   data are files beside them. All lie flat in `dist`, so `new URL('core_bg.wasm',
 *   import.meta.url)` holds in whichever chunk it ends up.
 * - **thread** (`simulator.worker.js`): the simulator in a worker. It asks for no other file, so that
 *   it may be started from another origin or be bundled once more.
 * - **node** (`node.js`, and `define.node.js`, which does nothing) and **embed** (`embed.js`): one
 *   file each, asking for no other.
 *
 * What differs between them are three imports: wherever the source says `./assets.js`, `./thread.js`
 * or `./nested.js`, the single files get `./assets.inline.js` and so on instead, which may import
 * - `inline:core_bg.wasm` and the like: a module as a base64 string,
 * - `inline:data/`: an object of all data files, name to text.
 *
 * There are no source maps: the sources are published with the repository, and maps would be
 * larger than the package.
 */

import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeManifest } from './manifest.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const source = join(repository, 'pkg/src');
const dist = join(repository, 'pkg/dist');

/** @type {import('esbuild').Plugin} */
const inlineAssets = {
  name: 'inline-assets',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/(assets|thread|nested)\.js$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace('.js', '.inline.ts')),
    }));
    onResolve({ filter: /^inline:/ }, ({ path }) => ({
      path: path.slice('inline:'.length),
      namespace: 'inline',
    }));
    onLoad({ filter: /\.wasm$/, namespace: 'inline' }, async ({ path }) => ({
      contents: await readFile(join(dist, path)),
      loader: 'base64',
    }));
    onLoad({ filter: /\/$/, namespace: 'inline' }, async ({ path }) => {
      const names = (await readdir(join(dist, path))).sort();
      const texts = names.map((name) => readFile(join(dist, path, name), 'utf8'));
      const files = (await Promise.all(texts)).map((text, index) => [names[index], text]);
      return { contents: JSON.stringify(Object.fromEntries(files)), loader: 'json' };
    });
  },
};

/** @type {import('esbuild').BuildOptions & { metafile: true }} */
const common = {
  absWorkingDir: repository,
  bundle: true,
  format: 'esm',
  legalComments: 'none', // the licences of all that is bundled are in THIRD-PARTY-LICENSES.txt
  logLevel: 'warning',
  metafile: true,
  minify: true,
  outdir: dist,
  target: 'es2022',
  tsconfig: join(repository, 'pkg/tsconfig.json'),
};

/** @param {string[]} names */
const entries = (...names) => names.map((name) => join(source, `${name}.ts`));

/** The elements that can be registered one by one. */
const ELEMENTS = ['classifier', 'comparison', 'simulator', 'timeline'];

await mkdir(dist, { recursive: true });
for (const name of ['core', 'classifier', 'simulator', 'policies', 'timeline']) {
  const file = `${name}_bg.wasm`;
  await copyFile(join(source, 'wasm', name, file), join(dist, file));
}

const browser = await build({
  ...common,
  entryPoints: entries('index', 'define', ...ELEMENTS.map((name) => `define-${name}`)),
  splitting: true,
  chunkNames: 'chunk-[hash]',
});
const thread = await build({
  ...common,
  entryPoints: entries('simulator.worker'),
});
const embed = await build({
  ...common,
  entryPoints: entries('embed'),
  plugins: [inlineAssets],
});
const node = await build({
  ...common,
  entryPoints: entries('node', 'define.node'),
  platform: 'neutral',
  mainFields: ['module', 'main'],
  plugins: [inlineAssets],
});

for (const { outputs } of [thread.metafile, embed.metafile, node.metafile]) {
  for (const [file, { imports }] of Object.entries(outputs)) {
    const text = await readFile(join(repository, file), 'utf8');
    if (imports.length > 0 || text.includes('_bg.wasm')) {
      throw new Error(`${file} is to be a single file, but it asks for others.`);
    }
  }
}

// `size.mjs` reads there which chunks a page loads.
await writeFile(join(dist, 'meta.json'), JSON.stringify(browser.metafile));

const types = spawnSync(
  join(repository, 'node_modules/.bin/tsc'),
  ['--project', 'pkg/tsconfig.types.json'],
  { cwd: repository, stdio: 'inherit' },
);
if (types.status !== 0) {
  throw new Error('The type declarations could not be made.');
}
await writeManifest(repository, ELEMENTS);

await writeFile(
  join(dist, 'THIRD-PARTY-LICENSES.txt'),
  await licences(browser, thread, embed, node),
);
for (const file of ['README.md', 'CHANGELOG.md', 'LICENSE-APACHE', 'LICENSE-MIT', 'data/NOTICE']) {
  await copyFile(join(repository, file), join(repository, 'pkg', basename(file)));
}

/**
 * The licence texts of everything that is part of the package: npm packages in the scripts, crates
 * in the WebAssembly module.
 *
 * @param {{ metafile: import('esbuild').Metafile }[]} builds
 */
async function licences(...builds) {
  const inputs = builds.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const packages = new Set(
    inputs.flatMap((input) => input.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []),
  );
  /** @type {{ folder: string, license?: string }[]} */
  const parts = [...[...packages].map((path) => ({ folder: join(repository, path) })), ...crates()];
  const texts = parts.map(async ({ folder, license }) => {
    const files = (await readdir(folder)).filter((file) => /^licen[cs]e/i.test(file));
    const file = files.find((name) => /mit/i.test(name)) ?? files[0];
    // A few crates name their licence and bring no text of it.
    const text = file ? await readFile(join(folder, file), 'utf8') : license;
    if (!text) {
      throw new Error(`${folder} is part of the package but names no licence.`);
    }
    return `${basename(folder)}\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).sort().join(`\n${'-'.repeat(72)}\n\n`);
}

/**
 * All crates that are linked into the module: the folder and the name of the licence.
 *
 * @returns {{ folder: string, license?: string }[]}
 */
function crates() {
  const words =
    'metadata --format-version 1 --no-default-features --features core,classifier,simulator,policies,timeline';
  const target = ['--filter-platform', 'wasm32-unknown-unknown'];
  const { status, stdout } = spawnSync('cargo', [...words.split(' '), ...target], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) {
    throw new Error('`cargo metadata` failed.');
  }
  const { packages, resolve } = JSON.parse(stdout);
  /** @typedef {{ id: string, deps: { pkg: string, dep_kinds: { kind: string | null }[] }[] }} Node */
  /** @type {Map<string, Node>} */
  const nodes = new Map(resolve.nodes.map((/** @type {Node} */ node) => [node.id, node]));
  /** @typedef {{ id: string, license: string, manifest_path: string, targets: { kind: string[] }[] }} Package */
  /** @type {Map<string, Package>} */
  const known = new Map(packages.map((/** @type {Package} */ each) => [each.id, each]));
  const linked = new Set();
  const pending = [resolve.root];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const isMacro = known.get(id)?.targets.some(({ kind }) => kind.includes('proc-macro'));
    if (!isMacro && !linked.has(id)) {
      linked.add(id);
      for (const { pkg, dep_kinds } of nodes.get(id)?.deps ?? []) {
        if (dep_kinds.some(({ kind }) => kind === null)) pending.push(pkg);
      }
    }
  }
  linked.delete(resolve.root);
  return packages
    .filter((/** @type {Package} */ { id }) => linked.has(id))
    .map((/** @type {Package} */ { license, manifest_path }) => ({
      folder: dirname(manifest_path),
      license,
    }));
}
