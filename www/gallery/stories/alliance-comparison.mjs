/** States of <alliance-comparison>, one after the other. */

const FALLBACK = `<!-- figure: comparison en us-colombia us-afghanistan -->
<!-- figure: conduct en us-afghanistan -->
`;
const both = (attributes = '', inside = '') =>
  `<alliance-comparison cases="us-colombia us-afghanistan"${attributes}>${inside && `\n${inside}`}</alliance-comparison>`;
/** @param {Record<string, string>} chosen */
const state = (chosen) =>
  ` state="${new URLSearchParams(chosen).toString().replaceAll('&', '&amp;')}"`;

export default {
  element: 'alliance-comparison',
  stories: [
    {
      id: 'rest',
      title: 'At rest',
      note: 'The figure inside the tag is there before any script, and is replaced once the element is ready.',
      html: both('', FALLBACK),
    },
    {
      id: 'complete',
      title: 'With timeline and what-if',
      note: 'Both load when they come near the window.',
      html: both(' views="comparison conduct timeline what-if"'),
    },
    {
      id: 'one-case',
      title: 'One case',
      html: '<alliance-comparison cases="us-colombia"></alliance-comparison>',
    },
    {
      id: 'comparison-alone',
      title: 'The four differences alone',
      html: both(' views="comparison"'),
    },
    {
      id: 'chosen',
      title: 'A period, a year and a cell are chosen',
      html: both(
        state({
          'period.us-colombia': 'p3',
          who: 'us-colombia',
          year: '1999',
          cell: 'army auc',
        }),
      ),
    },
    {
      id: 'answers',
      title: 'The answers to the fourth question are open',
      html: both(` views="comparison"${state({ answers: 'D4' })}`),
    },
    {
      id: 'corrections',
      title: 'Disputes go to an address of the page',
      html: both(
        ` views="comparison" corrections="https://example.org/dispute?entry={entry}"${state({ answers: 'D1' })}`,
      ),
    },
    {
      id: 'dark',
      title: 'In a dark part of a page',
      html: `<div class="dark">\n${both(' theme="dark"')}\n</div>`,
    },
    {
      id: 'es',
      title: 'In Spanish',
      lang: 'es',
      html: both('', FALLBACK.replaceAll(' en ', ' es ')),
    },
    {
      id: 'no-scripts',
      title: 'Without scripts',
      scripts: [],
      pending: true,
      html: both('', FALLBACK),
    },
    {
      id: 'loading',
      title: 'While it loads, with nothing inside the tag',
      scripts: ['gallery/slow-module.js', 'pkg/define.js'],
      pending: true,
      html: both(),
    },
    {
      id: 'no-module',
      title: 'The module cannot be loaded',
      note: 'What stands inside the tag stays, and a sentence says why.',
      scripts: ['gallery/no-module.js', 'pkg/define.js'],
      fails: true,
      html: both('', FALLBACK),
    },
    {
      id: 'unknown-case',
      title: 'A case that does not exist',
      refused: true,
      html: '<alliance-comparison cases="us-atlantis"></alliance-comparison>',
    },
    {
      id: 'no-case',
      title: 'No case at all',
      refused: true,
      html: '<alliance-comparison cases=""></alliance-comparison>',
    },
  ],
};
