/** States of <alliance-timeline>, one after the other. */
export default {
  element: 'alliance-timeline',
  stories: [
    {
      id: 'rest',
      title: 'At rest: both cases by calendar year',
      html: '<alliance-timeline></alliance-timeline>',
    },
    {
      id: 'alliance-year',
      title: 'By year of the alliance',
      html: '<alliance-timeline align="alliance-year"></alliance-timeline>',
    },
    {
      id: 'year',
      title: 'A year chosen, as a link keeps it',
      html: '<alliance-timeline state="year=2002"></alliance-timeline>',
    },
    {
      id: 'same-age',
      title: 'A year of the alliance chosen by a link',
      html: '<alliance-timeline state="align=alliance-year&amp;year=6"></alliance-timeline>',
    },
    {
      id: 'gap',
      title: 'A year in which nothing is documented',
      html: '<alliance-timeline state="year=2001"></alliance-timeline>',
    },
    {
      id: 'es',
      title: 'In Spanish',
      lang: 'es',
      html: '<alliance-timeline locale="es"></alliance-timeline>',
    },
    {
      id: 'dark',
      title: 'Dark',
      html: '<div class="dark"><alliance-timeline theme="dark" align="alliance-year"></alliance-timeline></div>',
    },
    {
      id: 'panels',
      title: 'Two of the panels',
      html: '<alliance-timeline panels="overlap violence"></alliance-timeline>',
    },
    {
      id: 'one-case',
      title: 'One case alone: no comparison is claimed',
      html: '<alliance-timeline cases="us-colombia"></alliance-timeline>',
    },
    {
      id: 'unknown-case',
      title: 'Error: a case that is not known; what stood there stays',
      refused: true,
      html: '<alliance-timeline cases="us-colombia us-atlantis"><p>What stood here before.</p></alliance-timeline>',
    },
    {
      id: 'empty',
      title: 'Error: no case is named',
      refused: true,
      html: '<alliance-timeline cases=""></alliance-timeline>',
    },
    {
      id: 'loading',
      title: 'While it loads, with nothing inside the tag',
      scripts: ['gallery/slow-module.js', 'pkg/define.js'],
      pending: true,
      html: '<alliance-timeline></alliance-timeline>',
    },
  ],
};
