/**
 * The gallery's pages: `node www/gallery/build.mjs www/dist` writes them into the site, from the stories in
 * `www/gallery/stories`: a page for each element with all of its states, one for each state alone, and an index.
 *
 * A story is markup with a name. It may also have
 * - `note`: a sentence on what to see,
 * - `lang`: the language of its page,
 * - `scripts`: what its page loads instead of the elements; none for a reader without scripts,
 * - `pending`: whether it shows what never ends, such as loading,
 * - `fails`: whether the browser reports an error, such as a file that is missing,
 * - `refused`: whether the element says what it cannot show, and nothing else.
 * A story with `lang` or `scripts` stands on a page of its own only.
 */

import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {{ id: string, title: string, html: string, note?: string, lang?: string, scripts?: string[], pending?: boolean, fails?: boolean, refused?: boolean }} Story
 * @typedef {{ element: string, stories: Story[] }} Stories
 */

const stories = new URL('stories/', import.meta.url);

/** Every element's stories. @returns {Promise<Stories[]>} */
export async function readStories() {
  const names = (await readdir(stories)).filter((name) => name.endsWith('.mjs')).sort();
  const modules = names.map((name) => import(new URL(name, stories).href));
  return (await Promise.all(modules)).map((module) => module.default);
}

/** Where a story stands alone. @param {string} element @param {Story} story */
export const storyPath = (element, { id }) => `/gallery/story/${element}/${id}.html`;

/** What the pages may load: their own files, and what the module is compiled from. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self' data:; worker-src 'self'; base-uri 'none'; form-action 'none'";

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * @param {object} page
 * @param {string} page.path seen from the top of the site
 * @param {string} page.title
 * @param {string} page.body
 * @param {string} [page.lang]
 * @param {string} [page.className] of the body
 * @param {readonly string[]} [page.scripts] seen from the top of the site
 */
function html({ path, title, body, lang = 'en', className = '', scripts = ['pkg/define.js'] }) {
  const top = '../'.repeat(path.split('/').length - 2);
  const script = scripts.map((file) => `<script type="module" src="${top}${file}"></script>\n`);
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<link rel="icon" href="${top}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${top}article.css">
<link rel="stylesheet" href="${top}pkg/figure.css">
<link rel="stylesheet" href="${top}gallery/gallery.css">
${script.join('')}</head>
<body${className && ` class="${className}"`}>
${body}
</body>
</html>
`;
}

/** A story and nothing else. @param {string} element @param {Story} story */
const storyPage = (element, story) =>
  html({
    path: storyPath(element, story),
    title: `${story.title} · <${element}>`,
    className: 'story',
    ...(story.lang && { lang: story.lang }),
    ...(story.scripts && { scripts: story.scripts }),
    body: `<main>\n<h1 class="unseen" lang="en">${escaped(story.title)}</h1>\n${story.html}\n</main>`,
  });

/** The markup as a page's author writes it: the static figure comes from elsewhere. @param {Story} story */
const code = ({ html }) =>
  escaped(html.replace(/^\s*<!-- figure: .* -->\n/gm, '').replace(/<!-- figure: .*? -->/g, ''));

const MASTHEAD = `<header class="masthead">
<p>Elements of fragmented-allies</p>
<nav aria-label="Site"><a href="index.html">Gallery</a> <a href="../index.html">Article</a> <a href="../course.html">Course</a></nav>
</header>`;

/** All states of an element, each with its markup. @param {Stories} stories */
function elementPage({ element, stories }) {
  const sections = stories.map((story) => {
    const alone = story.lang || story.scripts;
    const link = `<a href="story/${element}/${story.id}.html">${alone ? 'Opens on a page of its own' : 'On a page of its own'}</a>`;
    return `<section aria-labelledby="${story.id}">
<h2 id="${story.id}">${escaped(story.title)}</h2>
<p>${story.note ? `${escaped(story.note)} ` : ''}${link}</p>
<pre tabindex="0" role="region" aria-label="Markup: ${escaped(story.title)}"><code>${code(story)}</code></pre>
${alone ? '' : story.html}
</section>`;
  });
  return html({
    path: `/gallery/${element}.html`,
    title: `<${element}>`,
    scripts: ['pkg/define.js', 'gallery/copy.js'],
    body: `${MASTHEAD}
<main class="gallery">
<h1>&lt;${element}&gt;</h1>
${sections.join('\n')}
</main>`,
  });
}

/** @param {Stories[]} all */
function index(all) {
  const elements = all.map(({ element, stories }) => {
    const items = stories.map(
      (story) => `<li><a href="story/${element}/${story.id}.html">${escaped(story.title)}</a></li>`,
    );
    return `<h2><a href="${element}.html">&lt;${element}&gt;</a></h2>\n<ul>\n${items.join('\n')}\n</ul>`;
  });
  return html({
    path: '/gallery/index.html',
    title: 'Gallery',
    scripts: [],
    body: `${MASTHEAD}
<main>
<article>
<h1>Gallery</h1>
<p class="standfirst">Every element in every state that it has, with the markup to copy.</p>
${elements.join('\n')}
<h2>Beside other things</h2>
<ul>
<li><a href="hostile.html">On a page whose style sheet reaches for everything</a></li>
<li><a href="two.html">Two of a kind, and two versions</a></li>
</ul>
</article>
</main>`,
  });
}

/** Another version of the package, for the page on which two meet. @param {string} site */
async function otherVersion(site) {
  const other = join(site, 'gallery/other');
  await cp(join(site, 'pkg'), other, { recursive: true });
  const { version } = JSON.parse(
    await readFile(new URL('../../pkg/package.json', import.meta.url), 'utf8'),
  );
  for (const name of (await readdir(other)).filter((file) => file.endsWith('.js'))) {
    const file = join(other, name);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replaceAll(`"${version}"`, '"0.0.1"'));
  }
}

/** @param {string} site */
async function build(site) {
  const write = async (/** @type {string} */ path, /** @type {string} */ text) => {
    await mkdir(dirname(join(site, path)), { recursive: true });
    await writeFile(join(site, path), text);
  };
  const all = await readStories();
  await write('/gallery/index.html', index(all));
  for (const each of all) {
    await write(`/gallery/${each.element}.html`, elementPage(each));
    for (const story of each.stories) {
      await write(storyPath(each.element, story), storyPage(each.element, story));
    }
  }
  for (const source of ['build.mjs', 'stories']) {
    await rm(join(site, 'gallery', source), { recursive: true, force: true });
  }
  await otherVersion(site);
}

const [, program, site] = process.argv;
if (program === fileURLToPath(import.meta.url)) await build(site ?? 'www/dist');
