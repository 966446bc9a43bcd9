/** The manifest's elements as other tools read them: type declarations and data for editors. */

import { ts } from './analyzer.mjs';

/**
 * @typedef {import('./manifest.mjs').Element} Element
 * @typedef {import('./manifest.mjs').Documented} Documented
 */

const HEAD = '// Written by the build from the elements and their comments.\n';

/** @param {string | undefined} text @param {string} indent */
const comment = (text, indent = '') => {
  if (!text) return '';
  const lines = text.split('\n');
  if (lines.length === 1) return `${indent}/** ${text} */\n`;
  const body = lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n');
  return `${indent}/**\n${body}\n${indent} */\n`;
};

/** The name of an element's type. @param {Element} element */
const typeName = ({ name }) => `${name}Element`;

/**
 * `elements.d.ts`: the elements and their events, with every type that they name.
 *
 * @param {Element[]} elements
 * @param {import('./analyzer.mjs').SourceFile[]} files the sources, whose exported types may be named
 * @param {string} generated the types from Rust, which may be named too
 */
export function elementTypes(elements, files, generated) {
  const interfaces = elements.map((element) => {
    const members = element.members.map(
      (member) => `${comment(member.description, '  ')}  ${signature(member)};\n`,
    );
    const body = members.join('');
    return `${comment(element.description)}export interface ${typeName(element)} extends HTMLElement {\n${body}}\n`;
  });
  const events = new Map(elements.flatMap((element) => element.events.map((e) => [e.name, e])));
  const own = named(
    [...interfaces, ...[...events.values()].map((event) => event.type?.text ?? '')].join('\n'),
    files,
    generated,
  );
  return [
    HEAD,
    own.imported.length > 0
      ? `import type { ${own.imported.join(', ')} } from './generated/types.js';\n`
      : '',
    ...own.declared,
    ...interfaces,
    'declare global {',
    '  interface HTMLElementTagNameMap {',
    ...elements.map((element) => `    '${element.tagName}': ${typeName(element)};`),
    '  }',
    '  interface HTMLElementEventMap {',
    ...[...events.values()].map(
      (event) => `${comment(event.description, '    ')}    '${event.name}': ${event.type?.text};`,
    ),
    '  }',
    '}',
    '',
  ].join('\n');
}

/** @param {import('./manifest.mjs').Member} member */
function signature(member) {
  const { kind, name, readonly, type, parameters = [], return: returned } = member;
  if (kind !== 'method') return `${readonly ? 'readonly ' : ''}${name}: ${type?.text ?? 'unknown'}`;
  const given = parameters.map(
    (each) => `${each.name}${each.optional ? '?' : ''}: ${each.type?.text ?? 'unknown'}`,
  );
  return `${name}(${given.join(', ')}): ${returned?.type.text ?? 'void'}`;
}

/**
 * The declarations that a text names, and those that they name in turn.
 *
 * @param {string} text
 * @param {import('./analyzer.mjs').SourceFile[]} files
 * @param {string} generated
 */
function named(text, files, generated) {
  /** @type {Map<string, string>} */
  const known = new Map();
  for (const file of files) {
    for (const node of file.statements) {
      if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
        const exported = node.modifiers?.some(
          (/** @type {any} */ { kind }) => kind === ts.SyntaxKind.ExportKeyword,
        );
        const declared = node.getFullText().trim();
        known.set(
          node.name.text,
          exported ? declared : declared.replace(/^(interface|type) /m, 'export $1 '),
        );
      }
    }
  }
  const fromRust = new Set(
    [...generated.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name]) => String(name)),
  );
  const words = (/** @type {string} */ code) =>
    new Set(code.replace(/\/\*.*?\*\//gs, '').match(/\b[A-Z]\w*\b/g) ?? []);
  /** @type {Set<string>} */
  const declared = new Set();
  /** @type {Set<string>} */
  const imported = new Set();
  const pending = [...words(text)];
  for (let word = pending.pop(); word !== undefined; word = pending.pop()) {
    const declaration = known.get(word);
    if (declaration !== undefined && !declared.has(word)) {
      declared.add(word);
      pending.push(...words(declaration));
    } else if (declaration === undefined && fromRust.has(word)) {
      imported.add(word);
    }
  }
  return {
    imported: [...imported].sort(),
    declared: [...known].flatMap(([name, code]) => (declared.has(name) ? [`${code}\n`] : [])),
  };
}

/**
 * `jsx.d.ts`: the elements in JSX, for who imports `fragmented-allies/jsx`.
 *
 * @param {Element[]} elements
 */
export function jsxTypes(elements) {
  const props = elements.map((element) => {
    const lines = element.attributes.map(({ name, type, description }) => {
      const text =
        type?.text === 'boolean'
          ? 'boolean'
          : type?.text === 'number'
            ? 'number | string'
            : 'string';
      return `${comment(description, '  ')}  ${JSON.stringify(name)}?: ${text};\n`;
    });
    for (const { name, type, description } of element.events) {
      const handler = `(event: ${detail(type?.text ?? 'Event')}) => void`;
      lines.push(
        `${comment(description, '  ')}  'on${name}'?: ${handler};\n  'on:${name}'?: ${handler};\n`,
      );
    }
    return `${comment(element.description)}export interface ${element.name}Props extends CommonProps<AllianceTypes.${typeName(element)}> {\n${lines.join('')}}\n`;
  });
  const frameworks = ['react', 'preact', 'solid-js/jsx-runtime'].map(
    (name) => `// @ts-ignore: of the frameworks there may be but one.
declare module '${name}' {
  namespace JSX {
    interface IntrinsicElements extends AllianceElements {}
  }
}
`,
  );
  return [
    HEAD,
    "import type * as AllianceTypes from './elements.js';\n",
    COMMON,
    ...props,
    '/** The elements by name. */',
    'export interface AllianceElements {',
    ...elements.map((element) => `  '${element.tagName}': ${element.name}Props;`),
    '}\n',
    ...frameworks,
  ].join('\n');
}

/** A detail's type, seen from beside its module. @param {string} type */
const detail = (type) => type.replace(/(?<=<)([A-Z]\w*)/, 'AllianceTypes.$1');

/** What every element takes in every framework. */
const COMMON = `/** What every element takes. Children are shown until the first view is drawn. */
export interface CommonProps<Element> {
  children?: any;
  class?: string;
  className?: string;
  dir?: 'ltr' | 'rtl' | 'auto';
  hidden?: boolean;
  id?: string;
  key?: any;
  lang?: string;
  ref?: any | ((element: Element) => void);
  slot?: string;
  style?: any;
}
`;

/**
 * `web-types.json`: https://github.com/JetBrains/web-types
 *
 * @param {Element[]} elements
 * @param {string} name
 * @param {string} version
 */
export function webTypes(elements, name, version) {
  const plain = (/** @type {Documented[]} */ list) =>
    list.map(({ name, description }) => ({ name, description }));
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements.map((element) => ({
          name: element.tagName,
          description: element.description,
          attributes: element.attributes.map(({ name, description, type, default: given }) => ({
            name,
            description,
            value: { type: type?.text, default: given?.replace(/^'|'$/g, '') },
          })),
          slots: plain(element.slots),
          js: {
            properties: element.members
              .filter(({ kind }) => kind === 'field')
              .map(({ name, description, type }) => ({ name, description, type: type?.text })),
            events: plain(element.events),
          },
          css: {
            parts: plain(element.cssParts),
            properties: plain(element.cssProperties),
          },
        })),
      },
    },
  };
}

/**
 * `html-data.json`: https://github.com/microsoft/vscode-custom-data
 *
 * @param {Element[]} elements
 */
export function htmlData(elements) {
  return {
    version: 1.1,
    tags: elements.map(({ tagName, description, attributes }) => ({
      name: tagName,
      description,
      attributes: attributes.map(({ name, description, type }) => ({
        name,
        description,
        ...(type?.text === 'boolean' && { valueSet: 'v' }),
      })),
    })),
  };
}
