/** States of <alliance-simulator>, one after the other. */
export default {
  element: 'alliance-simulator',
  stories: [
    {
      id: 'rest',
      title: 'At rest',
      html: '<alliance-simulator scenario="us-afghanistan"></alliance-simulator>',
    },
    {
      id: 'colombia',
      title: 'Colombia',
      html: '<alliance-simulator scenario="us-colombia"></alliance-simulator>',
    },
    {
      id: 'ideal-types',
      title: 'An ideal type, two levers against one',
      html: '<alliance-simulator scenario="internal-ideal-type" a="monitoring=0.8 cohesion=0.9" b="embeddedness=0"></alliance-simulator>',
    },
    {
      id: 'as-it-was',
      title: 'No lever moved: nothing is claimed',
      html: '<alliance-simulator a="" b=""></alliance-simulator>',
    },
    {
      id: 'all-levers',
      title: 'All levers open',
      html: '<alliance-simulator state="open=levers"></alliance-simulator>',
    },
    {
      id: 'one-run',
      title: 'One run with its actors',
      html: '<alliance-simulator state="open=run&step=30"></alliance-simulator>',
    },
    {
      id: 'all-runs',
      title: 'All runs at once',
      html: '<alliance-simulator state="open=density"></alliance-simulator>',
    },
    {
      id: 'verdict',
      title: 'The verdict of the classifier',
      html: '<alliance-simulator state="open=verdict"></alliance-simulator>',
    },
    {
      id: 'few-runs',
      title: 'Few runs: what stays open is called open',
      html: '<alliance-simulator runs="20" a="aid=0.6" b="patron_dependence=0.8"></alliance-simulator>',
    },
    {
      id: 'es',
      title: 'In Spanish',
      lang: 'es',
      html: '<alliance-simulator locale="es"></alliance-simulator>',
    },
    {
      id: 'dark',
      title: 'Dark',
      html: '<div class="dark"><alliance-simulator theme="dark"></alliance-simulator></div>',
    },
    {
      id: 'error',
      title: 'A value out of range, refused by its path',
      refused: true,
      html: '<alliance-simulator a="monitoring=4"><p>What stood inside the tag stays.</p></alliance-simulator>',
    },
    {
      id: 'unknown',
      title: 'A scenario that does not come along',
      refused: true,
      html: '<alliance-simulator scenario="us-nowhere"><p>What stood inside the tag stays.</p></alliance-simulator>',
    },
  ],
};
