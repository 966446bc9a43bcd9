/** The tarball of `npm pack`, used from another folder: by Node, by a compiler, by bare pages. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { missed } from './support/expected.mjs';
import { openSite } from './support/site.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'alliances-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} command @param {string[]} words @param {string} cwd */
const run = (command, words, cwd = folder) =>
  execFileSync(command, words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
/** @param {string} name @param {string} text */
const write = (name, text) => writeFileSync(join(folder, name), text);

const [tarball] = JSON.parse(
  run('npm', ['pack', '--json', '--workspace', 'pkg', '--pack-destination', folder], repository),
);
write('package.json', '{ "type": "module", "private": true }');
run('npm', ['install', '--no-audit', '--no-fund', '--offline', join(folder, tarball.filename)]);

const COMPARED = 28 + 2 * 28;
const { onPage } = openSite(folder);

test('the tarball holds what its entries name, and nothing of the sources', () => {
  const names = tarball.files.map((/** @type {{ path: string }} */ { path }) => path);
  for (const name of [
    'index.js',
    'node.js',
    'define.js',
    'embed.js',
    'core_bg.wasm',
    'classifier_bg.wasm',
    'simulator_bg.wasm',
    'simulator.worker.js',
    'index.d.ts',
    'elements.d.ts',
    'jsx.d.ts',
    'custom-elements.json',
    'web-types.json',
    'data/codebook.json',
    'data/verdict.en.json',
    'data/verdict.es.json',
    ...['dossier', 'codebook', 'references', 'profile', 'classify'].map(
      (schema) => `schema/${schema}.schema.json`,
    ),
  ]) {
    assert.ok(names.includes(`dist/${name}`), name);
  }
  for (const name of ['README.md', 'LICENSE-MIT', 'LICENSE-APACHE', 'NOTICE']) {
    assert.ok(names.includes(name), name);
  }
  assert.deepEqual(
    names.filter((/** @type {string} */ name) => /\.(rs|test\.mjs)$|^src\//.test(name)),
    [],
  );
});

test('Node reaches the expected values and is refused by path', async () => {
  write(
    'use.js',
    `import { AllianceError, classify, compare, renderFigure } from 'fragmented-allies';
    const comparison = await compare(['us-colombia', 'us-afghanistan']);
    const { finding } = await renderFigure(comparison, { kind: 'comparison', locale: 'es' });
    const refused = await classify({ indicators: { threat_origin: 1.4 } }).catch((error) => error);
    const { code, path, message } = refused;
    const ours = refused instanceof AllianceError;
    console.log(JSON.stringify({ comparison, finding, refused: { ours, code, path, message } }));`,
  );
  const { comparison, finding, refused } = JSON.parse(run('node', ['use.js']));
  assert.deepEqual(await missed(comparison), { missed: [], compared: COMPARED });
  assert.match(finding, /^Desde 2006, Afganistán/);
  assert.deepEqual(refused, {
    ours: true,
    code: 'score_range',
    path: 'indicators.threat_origin',
    message:
      'indicators.threat_origin: low 1.4, score 1.4, high 1.4: ' +
      'write numbers with 0 <= low <= score <= high <= 1',
  });
});

test('the JavaScript of the README runs as it stands there', () => {
  const readme = readFileSync(join(repository, 'README.md'), 'utf8');
  const programs = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, program]) => program ?? '');
  const expected = [
    /From 2006 on, .*score: 0\.90/s,
    /^hybrid leans 1101 These answers lean towards a hybrid: .* 13 4096$/m,
    /^time in which .* helps: -0\.203 ± 0\.008 \[/,
  ];
  assert.equal(programs.length, expected.length);
  programs.forEach((program, index) => {
    write('readme.js', program);
    assert.match(run('node', ['readme.js']), expected[index] ?? /none/);
  });
});

test('importing any entry in Node does nothing and needs no browser', () => {
  const entries = ['', '/define', '/embed.js'].map((entry) => `'fragmented-allies${entry}'`);
  const program = entries.map((entry) => `await import(${entry});`).join(' ');
  run('node', ['--input-type=module', '--eval', program]);
});

test('a strict TypeScript program knows the types', () => {
  write(
    'use.ts',
    `import {
      type AgreementRequest, AllianceError, agreement, type CaseDocument, type Codebook, type Coder,
      calibrate, classify, type ClaimFit, type CodingAgreement, codebook, compare, type Comparison,
      conduct, type Ensemble, type Fit, fit, fromQcaCsv, initClassifier, initSimulator, loadScenario,
      type Memberships, type Method, nearest,
      type Profile, profileOf, renderFigure, robustness, type Scenario, scenarioIds, sensitivity,
      simulate, toQcaCsv, trace, validateCase,
      type Verdict,
    } from 'fragmented-allies';
    import 'fragmented-allies/define';

    const comparison: Comparison = await compare(['us-colombia'], { coder: 'hull' });
    const score: number | null = comparison.cases[0]!.phases[0]!.first.dimensions.D3.score;
    const { svg } = await renderFigure(comparison, { kind: 'comparison', width: 480, locale: 'es' });
    const element = document.createElement('alliance-comparison');
    element.cases = 'us-colombia';
    element.addEventListener('alliance-view-changed', ({ detail }) => detail.state.length);
    // @ts-expect-error an attribute is a text
    element.cases = ['us-colombia'];
    export { AllianceError, conduct, element, score, svg };
    // @ts-expect-error no such figure
    await renderFigure(comparison, { kind: 'pie' });

    const profile: Profile = {
      indicators: {
        threat_origin: 0.8,
        threat_severity: { raw: 41 },
        control_loss: { score: 0.6, low: 0.4 },
        patron_stakes: null,
      },
      second_coding: { threat_origin: 0.6 },
    };
    const own: Codebook = await codebook();
    const coders: readonly Coder[] = [1, 2, 'hull'];
    const verdict: Verdict = await classify(profile, {
      coder: coders[0]!, draws: 0, seed: 7, locale: 'es', codebook: own,
      structure: { D3: 'k_of_n:2', D4: 'power_mean:-1' },
      anchors: { threat_severity: { crossover: { low: 25, high: 35 } } },
    });
    const kind: 'internal_threat' | 'external_threat' | 'hybrid' | 'none' | 'undetermined' = verdict.type;
    const cell: string | null = verdict.cell;
    const draws: number | undefined = verdict.uncertainty?.draws;
    export { cell, draws, kind };
    await initClassifier({ module: new Uint8Array() });
    await classify(await profileOf('us-colombia', 'p2'));
    const near: string | undefined = (await nearest(profile, 2))[0]?.separating_dimension;
    const limit: number | undefined = (await sensitivity('threat_severity'))[0]?.low?.value;
    export { limit, near };
    // @ts-expect-error a score is a number
    await classify({ indicators: { threat_origin: '0.8' } });
    // @ts-expect-error no such end of a range
    const wrong: Profile = { indicators: { threat_origin: { score: 0.5, hihg: 1 } } };
    // @ts-expect-error there are two coders
    await classify(profile, { coder: 3 });
    // @ts-expect-error no such option
    await classify(profile, { seeds: 7 });
    // @ts-expect-error no such structure
    await classify(profile, { structure: { D1: 'median' } });
    // @ts-expect-error a verdict without draws has no uncertainty
    verdict.uncertainty.draws;
    export { wrong };

    const anchors = { full_out: 5, crossover: 30, full_in: 100 };
    const one: number = await calibrate(anchors, 41);
    const many: number[] = await calibrate({ method: 'piecewise', ...anchors, below: 2 }, [1, 41]);
    const methods: readonly Method[] = [
      { method: 'direct', ...anchors, idm: 0.9 },
      { method: 'bell', left: anchors, right: anchors },
      { method: 'indirect', thresholds: [3, 6], fit: 'logit' },
    ];
    export { many, methods, one };
    // @ts-expect-error an anchor is missing
    await calibrate({ full_out: 5, full_in: 100 }, 41);
    // @ts-expect-error the bell has sides
    await calibrate({ method: 'bell', ...anchors }, 41);
    // @ts-expect-error one value for one
    const list: number[] = await calibrate(anchors, 41);
    // @ts-expect-error null is no raw value
    await calibrate(anchors, [1, null]);
    export { list };

    const cases: Memberships[] = await fromQcaCsv('case,INT,FRAG,SIM,REG');
    const vectors: Fit = await fit({ x: [0.2], y: [0.4], permutations: 100 });
    const claim: ClaimFit = await fit({ cases, outcome: 'SIM', conditions: ['INT', 'FRAG'] });
    const pri: number | null = claim.fit.pri ?? vectors.pri;
    const rank: number = (await robustness({ initial: [1], tests: [[1]], outcome: [1] })).rank;
    const csv: string = await toQcaCsv(cases);
    export { csv, pri, rank };
    // @ts-expect-error no such set
    await fit({ cases, outcome: 'D3' });
    // @ts-expect-error what has no denominator is null
    const certain: number = vectors.incl_s;
    export { certain };

    const request: AgreementRequest = { level: 'ordinal', ratings: [[0.2, null], [0.4, 0.4]] };
    const alpha: number | null = (await agreement(request)).alpha;
    const coding: CodingAgreement = await agreement({ cases: ['us-colombia'], references: false });
    const cells: number | undefined = coding.groups[0]?.cells;
    const document_: CaseDocument = await validateCase({ 'case.csv': '' });
    export { alpha, cells, document_ };
    // @ts-expect-error no such level
    await agreement({ level: 'metric', ratings: [] });
    // @ts-expect-error two questions at once
    await agreement({ cases: [], ratings: [] });

    const scenario: Scenario = await loadScenario(scenarioIds()[0]!, { locale: 'es' });
    const { signal } = new AbortController();
    const ensemble: Ensemble = await simulate({ ...scenario, cohesion: [[0, 0.3], [20, 0.6]] }, {
      runs: 100, seed: 7, quantiles: [0.1, 0.9], signal, onProgress: (share: number) => {},
    });
    const band: Float64Array | undefined = ensemble.series.d3.bands[0];
    const traced: Float64Array = (await trace('us-colombia', { noise: false })).balance;
    await initSimulator({ module: new Uint8Array() });
    export { band, traced };
    // @ts-expect-error no such option
    await simulate(scenario, { seeds: 7 });
    // @ts-expect-error a number
    await simulate({ ...scenario, sanction: 'none' });`,
  );
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022'];
  run(join(repository, 'node_modules/.bin/tsc'), [...options, '--types', '', 'use.ts']);
});

test('the elements are known in JSX, by whichever framework there is', () => {
  // What the declarations of a framework come to, as far as elements are concerned.
  mkdirSync(join(folder, 'node_modules/react'));
  write(
    'node_modules/react/package.json',
    '{ "name": "react", "exports": { ".": { "types": "./index.d.ts" }, "./jsx-runtime": { "types": "./jsx.d.ts" } } }',
  );
  write(
    'node_modules/react/index.d.ts',
    'export namespace JSX { interface Element {} interface IntrinsicElements { p: {} } }',
  );
  write('node_modules/react/jsx.d.ts', "export { JSX } from 'react';");
  write(
    'use.tsx',
    `import 'fragmented-allies/jsx';

    export const known = (
      <alliance-comparison cases="us-colombia" hash onalliance-loaded={({ detail }) => detail.version.length}>
        <p>Before</p>
      </alliance-comparison>
    );
    // @ts-expect-error no such attribute
    export const attribute = <alliance-comparison case="us-colombia" />;
    // @ts-expect-error no such element
    export const element = <alliance-map />;`,
  );
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--jsx', 'react-jsx'];
  run(join(repository, 'node_modules/.bin/tsc'), [...options, '--types', '', 'use.tsx']);
});

/** @param {string} script */
const page = (script) => `<!doctype html>
  <html lang="en"><meta charset="utf-8"><title>A bare page</title><link rel="icon" href="data:,">
  <main><h1>A bare page</h1><alliance-comparison><p>Before</p></alliance-comparison></main>
  ${script}</html>`;

for (const [entry, files] of /** @type {const} */ ([
  ['embed.js', 1],
  ['define.js', 7],
])) {
  test(
    `a bare page shows the comparison by ${entry}`,
    onPage(async ({ page: browser, visit }) => {
      const script = `./node_modules/fragmented-allies/dist/${entry}`;
      write('page.html', page(`<script type="module" src="${script}"></script>`));
      /** @type {string[]} */
      const asked = [];
      browser.on('request', (request) => asked.push(request.url()));
      await visit('/page.html');
      await browser.getByRole('group', { name: 'Periods of Afghanistan' }).waitFor();
      await browser.getByRole('grid').waitFor();
      assert.equal(await browser.getByText('Before').isVisible(), false);
      // Not the chunks, of which there are as many as elements share code: module and data of the comparison alone.
      const own = asked.filter((url) => /\/fragmented-allies\/(?!dist\/chunk-)/.test(url));
      assert.equal(own.length, files, own.join('\n'));
    }),
  );
}

test(
  'Chromium reaches the expected values, bit for bit those of Node',
  onPage(async ({ page: browser, visit }) => {
    const script = `<script type="module">
      import { compare } from './node_modules/fragmented-allies/dist/index.js';
      window.compared = compare(['us-colombia', 'us-afghanistan']);
    </script>`;
    write('page.html', page(script));
    await visit('/page.html');
    const comparison = await browser.evaluate(() => Reflect.get(window, 'compared'));
    assert.deepEqual(await missed(comparison), { missed: [], compared: COMPARED });
    assert.deepEqual(comparison, JSON.parse(run('node', ['use.js'])).comparison);
  }),
);

test(
  'a page with a strict policy shows it too, and one without WebAssembly says why not',
  onPage(async ({ page: browser, visit, problems }) => {
    const script = './node_modules/fragmented-allies/dist/define.js';
    for (const [source, works] of /** @type {const} */ ([
      ["'self' 'wasm-unsafe-eval'", true],
      ["'self'", false],
    ])) {
      const policy = `default-src 'none'; script-src ${source}; connect-src 'self'; img-src data:`;
      const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
      const text = page(`<script type="module" src="${script}"></script>`);
      write('page.html', text.replace('<title>', `${meta}<title>`));
      await visit('/page.html');
      if (works) {
        await browser.getByRole('grid').waitFor();
        assert.deepEqual(problems, []);
      } else {
        const reason = browser.getByRole('status').filter({ hasText: 'could not be loaded' });
        await reason.waitFor();
        assert.match(await reason.innerText(), /must allow 'wasm-unsafe-eval' in script-src/);
        assert.ok(await browser.getByText('Before').isVisible());
        problems.splice(0);
      }
    }
  }),
);
