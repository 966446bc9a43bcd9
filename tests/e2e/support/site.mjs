/**
 * A served folder, a real browser and a watched page, for `node:test`.
 *
 * ```js
 * import assert from 'node:assert/strict';
 * import { test } from 'node:test';
 * import { openSite } from './support/site.mjs';
 *
 * const { onPage } = openSite(); // www/dist; once per file
 *
 * test('the reader sees the verdict', onPage(async ({ page, visit, audit }) => {
 *   await visit('/');
 *   await page.getByRole('figure').first().waitFor();
 *   assert.deepEqual(await audit(), []);
 * }));
 *
 * test('on a dark phone', onPage({ colorScheme: 'dark', viewport: { width: 320, height: 640 } },
 *   async ({ visit }) => { await visit('/'); }));
 * ```
 *
 * Each test has a browser context of its own. Whatever the page reports as an error and every
 * request that leaves the site is put into `problems`, and the test fails if any is left there at
 * its end; a test that expects one takes it out (`problems.splice(0)`) and looks at it.
 *
 * The browser is the one of the variable CHROME, which `cargo xtask test` sets, or the first
 * Chromium on PATH. Built pages are needed: `cargo xtask build`.
 */

import assert from 'node:assert/strict';
import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../../pkg/scripts/serve.mjs';

/**
 * What a test gets.
 *
 * @typedef {object} Visit
 * @property {import('playwright-core').Page} page
 * @property {import('playwright-core').BrowserContext} context
 * @property {string} origin - of the served folder, without a slash at its end
 * @property {(path: string) => Promise<void>} visit - opens a page of the site and waits until it
 *   has loaded
 * @property {string[]} problems - errors of the page and requests that leave the site
 * @property {(options?: AuditOptions) => Promise<string[]>} audit - what axe-core finds wrong
 */

/**
 * @typedef {object} AuditOptions
 * @property {string} [within] - a selector, when not the whole page is meant
 * @property {string[]} [without] - rules that are not to be applied
 * @property {string[]} [only] - the rules that are, when not all of them
 */

/** @typedef {import('playwright-core').BrowserContextOptions} ContextOptions */
/** @typedef {(visit: Visit) => Promise<void>} Body */

const repository = fileURLToPath(new URL('../../..', import.meta.url));

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Serves a folder and starts a browser before the tests of a file, and ends both after them.
 *
 * @param {string} [folder] seen from the top of the repository
 */
export function openSite(folder = 'www/dist') {
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let server;
  /** @type {import('playwright-core').Browser} */
  let browser;

  before(async () => {
    server = await serve(resolve(repository, folder), 0);
    // Playwright gives each launch a new, empty profile.
    browser = await chromium.launch({ executablePath: findBrowser(), args: FLAGS });
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  /**
   * A test body with a page of its own; the options are those of a Playwright context.
   *
   * @param {[Body] | [ContextOptions, Body]} given
   */
  function onPage(...given) {
    const [options, body] = given.length === 1 ? [{}, given[0]] : given;
    return async () => {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
      try {
        const page = await context.newPage();
        const problems = watch(context, server.origin);
        await body({
          page,
          context,
          origin: server.origin,
          problems,
          visit: async (path) => {
            page.setDefaultTimeout(10_000);
            await page.goto(server.origin + path, { waitUntil: 'load' });
          },
          audit: (options) => audit(page, options),
        });
        assert.deepEqual(problems, [], 'the page reports errors or leaves the site');
      } finally {
        await context.close();
      }
    };
  }

  return { onPage };
}

/**
 * The list of what goes wrong in a context, filled as it happens.
 *
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} origin
 */
function watch(context, origin) {
  /** @type {string[]} */
  const problems = [];
  context.on('weberror', (error) => problems.push(`exception: ${error.error().message}`));
  context.on('console', (message) => {
    if (message.type() === 'error') {
      problems.push(`console: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['data:', 'blob:'].includes(url.protocol)) {
      problems.push(`request leaves the site: ${url.href}`);
    }
  });
  return problems;
}

/**
 * Every violation that axe-core finds, one readable string each.
 *
 * @param {import('playwright-core').Page} page
 * @param {AuditOptions} [options]
 */
async function audit(page, { within, without = [], only } = {}) {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await page.evaluate(await readFile(axe, 'utf8'));
  return page.evaluate(
    async ({ within, without, only }) => {
      /** @type {typeof import('axe-core')} */
      const axe = Reflect.get(window, 'axe');
      const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
      const { violations } = await axe.run(within ?? document, {
        rules,
        resultTypes: ['violations'],
        ...(only && { runOnly: only }),
      });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, any, all }) => {
          const why = [...any, ...all].map(({ message }) => message).join('; ');
          return `${id}: ${help} at ${target.flat().join(' >>> ')}${why && ` (${why})`}`;
        }),
      );
    },
    { within, without, only },
  );
}

function findBrowser() {
  if (process.env.CHROME) {
    return process.env.CHROME;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs);
  assert(found, 'No Chromium on PATH: run `cargo xtask setup`, or set CHROME.');
  return found;
}

/** @param {string} file */
function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
