/**
 * Builds the npm package: `pkg/src` and what stands in `pkg/dist/data` and `pkg/src/wasm` become
 * `pkg/dist`. `cargo xtask build` makes those two first and then runs this.
 *
 * Three builds from one source:
 * - **browser** (`index.js`, `define.js`, `elements.js` and chunks they share): the module and the
 *   data are files beside them. All lie flat in `dist`, so `new URL('core_bg.wasm',
 *   import.meta.url)` holds in whichever chunk it ends up.
 * - **node** (`node.js`) and **embed** (`embed.js`): one file each, asking for no other.
 *
 * What differs between them is one import: wherever the source says `./assets.js`, the single
 * files get `./assets.inline.js` instead, which may import
 * - `inline:core_bg.wasm`: the module as a base64 string,
 * - `inline:data/`: an object of all data files, name to text.
 *
 * So these two start the module: `assets.ts` with the default export of `wasm/core.js`, which
 * fetches, and `assets.inline.ts` with `initSync`. Nobody else may name that default export, or
 * the single files would contain it; the build fails if they do.
 *
 * There are no source maps: the sources are published with the repository, and maps would be
 * larger than the package.
 */

import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const source = join(repository, 'pkg/src');
const dist = join(repository, 'pkg/dist');

/** @type {import('esbuild').Plugin} */
const inlineAssets = {
  name: 'inline-assets',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/assets\.js$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, 'assets.inline.ts'),
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

await mkdir(dist, { recursive: true });
await copyFile(join(source, 'wasm/core_bg.wasm'), join(dist, 'core_bg.wasm'));

const browser = await build({
  ...common,
  entryPoints: entries('index', 'define', 'elements'),
  splitting: true,
  chunkNames: 'chunk-[hash]',
});
const embed = await build({
  ...common,
  entryPoints: entries('embed'),
  plugins: [inlineAssets],
});
const node = await build({
  ...common,
  entryPoints: entries('node'),
  platform: 'neutral',
  mainFields: ['module', 'main'],
  plugins: [inlineAssets],
});

for (const { outputs } of [embed.metafile, node.metafile]) {
  for (const [file, { imports }] of Object.entries(outputs)) {
    const text = await readFile(join(repository, file), 'utf8');
    if (imports.length > 0 || text.includes('core_bg.wasm')) {
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

await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), await licences(browser, embed, node));
for (const file of await readdir(repository)) {
  if (/^(LICENSE-|CHANGELOG\.md$)/.test(file)) {
    await copyFile(join(repository, file), join(dist, file));
  }
}

/**
 * The licence texts of all npm packages of which something is bundled.
 *
 * @param {{ metafile: import('esbuild').Metafile }[]} builds
 */
async function licences(...builds) {
  const inputs = builds.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = new Set(
    inputs.flatMap((input) => input.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []),
  );
  const texts = [...folders].sort().map(async (folder) => {
    const files = await readdir(join(repository, folder));
    const licence = files.find((file) => /^licen[cs]e/i.test(file));
    if (licence === undefined) {
      throw new Error(`${folder} is bundled but brings no licence text.`);
    }
    const text = await readFile(join(repository, folder, licence), 'utf8');
    return `${folder.slice(dirname('node_modules/x').length + 1)}\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(72)}\n\n`);
}
