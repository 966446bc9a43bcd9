/**
 * What an element offers, from its doc comment and its decorators to the files that editors, compilers
 * and documentation read. `build.mjs` runs it once the scripts and declarations are in `dist`.
 *
 * - `custom-elements.json`: the manifest, https://custom-elements-manifest.open-wc.org
 * - `web-types.json` for JetBrains editors, `html-data.json` for those built on Visual Studio Code
 * - `elements.d.ts`: elements and events by name, without the class behind them, which needs Lit;
 *   `jsx.d.ts`: the elements in JSX
 *
 * Each attribute, event, part, slot and token is documented where it is declared, and nowhere else. The
 * defaults of tokens come from the style sheet.
 */

import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create, litPlugin, ts } from './analyzer.mjs';
import { elementTypes, htmlData, jsxTypes, webTypes } from './declarations.mjs';

/**
 * @typedef {{ text: string }} Type
 * @typedef {{ name: string, description?: string, type?: Type, default?: string }} Documented
 * @typedef {Documented & { fieldName: string }} Attribute
 * @typedef {Documented & { kind: string, readonly?: boolean, attribute?: string, static?: boolean, privacy?: string,
 *   parameters?: { name: string, type?: Type, optional?: boolean }[], return?: { type: Type } }} Member
 * @typedef {{ name: string, tagName: string, description?: string, attributes: Attribute[], members: Member[],
 *   events: Documented[], slots: Documented[], cssParts: Documented[], cssProperties: Documented[] }} Element
 */

/**
 * Writes them all.
 *
 * @param {string} repository
 * @param {readonly string[]} names of the elements that can be registered one by one
 */
export async function writeManifest(repository, names) {
  const [source, dist] = [join(repository, 'pkg/src'), join(repository, 'pkg/dist')];
  const files = await sources(join(source, 'elements'));
  const elements = elementsOf(files, await tokenDefaults(join(repository, 'src/figure')));
  const known = elements.map(({ tagName }) => tagName).sort();
  const wanted = names.map((name) => `alliance-${name}`).sort();
  if (known.join() !== wanted.join()) {
    throw new Error(`${wanted} are registered, and ${known} are documented.`);
  }
  const { name, version } = JSON.parse(
    await readFile(join(repository, 'pkg/package.json'), 'utf8'),
  );
  const json = (/** @type {object} */ value) => `${JSON.stringify(value, null, 2)}\n`;
  const generated = await readFile(join(source, 'generated/types.ts'), 'utf8');
  /** @type {Record<string, string>} */
  const out = {
    'custom-elements.json': json(manifest(elements)),
    'web-types.json': json(webTypes(elements, name, version)),
    'html-data.json': json(htmlData(elements)),
    'elements.d.ts': elementTypes(elements, [...files.values()], generated),
    'jsx.d.ts': jsxTypes(elements),
  };
  // Whoever imports what registers an element learns its type.
  for (const entry of ['define', 'embed', ...names.map((each) => `define-${each}`)]) {
    const file = `${entry}.d.ts`;
    const text = await readFile(join(dist, file), 'utf8');
    out[file] =
      `${text.replace(/^export \{\};\n|^export type \* from '\.\/define-.*\n/gm, '')}${TYPES}`;
  }
  for (const [file, text] of Object.entries(out)) await writeFile(join(dist, file), text);
  // The declarations of the classes, which would ask for Lit.
  await rm(join(dist, 'elements'), { recursive: true });
}

const TYPES = "export type * from './elements.js';\n";

/**
 * The sources by name, read for their syntax.
 *
 * @param {string} folder
 * @returns {Promise<Map<string, import('./analyzer.mjs').SourceFile>>}
 */
async function sources(folder) {
  const names = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const read = names.sort().map(async (name) => {
    const text = await readFile(join(folder, name), 'utf8');
    return /** @type {const} */ ([
      name,
      ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true),
    ]);
  });
  return new Map(await Promise.all(read));
}

/**
 * What the style sheets use where a page sets no token: `--alliance-ink` to `light-dark(…)`.
 *
 * @param {string} folder
 * @returns {Promise<Map<string, string>>}
 */
async function tokenDefaults(folder) {
  const names = (await readdir(folder)).filter((file) => file.endsWith('.css'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const found = texts.join('\n').matchAll(/var\((--alliance-[\w-]+),((?:[^()]|\([^()]*\))*)\)/g);
  return new Map(
    [...found].map(([, name, value]) => [
      String(name),
      String(value).replace(/var\(--_([\w-]+)\)/, 'var(--alliance-$1)'),
    ]),
  );
}

/**
 * @param {Map<string, import('./analyzer.mjs').SourceFile>} files
 * @param {Map<string, string>} defaults of tokens
 * @returns {Element[]}
 */
function elementsOf(files, defaults) {
  const { modules } = create({
    modules: [...files.values()],
    plugins: litPlugin(),
    context: { dev: false, thirdPartyCEMs: [] },
  });
  const found = modules.flatMap((/** @type {any} */ module) => module.declarations ?? []);
  return found
    .filter((/** @type {any} */ { tagName }) => tagName)
    .map((/** @type {any} */ each) => element(each, defaults))
    .sort((/** @type {Element} */ a, /** @type {Element} */ b) => (a.tagName < b.tagName ? -1 : 1));
}

/**
 * What a page may use of a class, by order of its name.
 *
 * @param {any} found as the analyzer gives it
 * @param {Map<string, string>} defaults
 * @returns {Element}
 */
function element(found, defaults) {
  const own = { ...found };
  for (const kind of ['attributes', 'events', 'slots', 'cssParts', 'cssProperties', 'members']) {
    own[kind] = (own[kind] ?? []).map((/** @type {any} */ { inheritedFrom: _, ...rest }) => rest);
  }
  // A dispatched event that no comment describes is none of the page's.
  own.events = own.events.filter((/** @type {Documented} */ { name }) => name.includes('-'));
  own.members = own.members.filter(
    (/** @type {Member} */ { kind, name, privacy, static: isStatic }) =>
      (!privacy || privacy === 'public') && !isStatic && !(kind === 'method' && LIT.has(name)),
  );
  for (const token of own.cssProperties) token.default ??= defaults.get(token.name);
  for (const part of Object.values(own).flat()) {
    if (typeof part?.description === 'string')
      part.description = part.description.replace(/\s*\n\s*/g, ' ');
  }
  own.description = (found.description ?? '')
    .split('\n\n')
    .map((/** @type {string} */ paragraph) => paragraph.replace(/\s*\n\s*/g, ' '))
    .join('\n\n');
  return own;
}

/** What Lit calls, and a page does not. */
const LIT = new Set(['willUpdate', 'update', 'updated', 'firstUpdated', 'render', 'shouldUpdate']);

/** @param {Element[]} elements */
function manifest(elements) {
  const modules = elements.map((declaration) => {
    const path = `dist/define-${declaration.tagName.slice('alliance-'.length)}.js`;
    const { name, tagName } = declaration;
    return {
      kind: 'javascript-module',
      path,
      declarations: [{ ...declaration, superclass: { name: 'HTMLElement' } }],
      exports: [
        { kind: 'custom-element-definition', name: tagName, declaration: { name, module: path } },
      ],
    };
  });
  return { schemaVersion: '1.0.0', readme: 'README.md', modules };
}
