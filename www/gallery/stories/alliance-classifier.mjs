/** States of <alliance-classifier>, one after the other. */
const LESSON =
  'lesson case="us-colombia" phase="p2" indicators="threat_origin overlap_same_threat power_over_interest"';
const CODED = 'threat_origin=0.8&amp;overlap_same_threat=0.2&amp;power_over_interest=unknown';

export default {
  element: 'alliance-classifier',
  stories: [
    { id: 'rest', title: 'At rest', html: '<alliance-classifier></alliance-classifier>' },
    {
      id: 'started',
      title: 'Started from Colombia 1990–97, where a verdict changes',
      html: '<alliance-classifier start="us-colombia/p2" state="at=power_over_interest"></alliance-classifier>',
    },
    {
      id: 'computed',
      title: 'An answer worked out from data, between two levels',
      html: '<alliance-classifier start="us-afghanistan/p3" state="at=agencies_colluding"></alliance-classifier>',
    },
    {
      id: 'reference',
      title: 'Started from NATO: no single answer would change the type',
      html: '<alliance-classifier start="nato_1949_89"></alliance-classifier>',
    },
    {
      id: 'undetermined',
      title: 'An answer unknown: the type stays undetermined',
      html: '<alliance-classifier start="us-afghanistan/p3" state="coup_proofing=unknown&amp;at=coup_proofing"></alliance-classifier>',
    },
    {
      id: 'ranges',
      title: 'Own ranges',
      html: '<alliance-classifier start="us-colombia/p2" state="power_over_interest=0.6_0.2_1&amp;at=power_over_interest"></alliance-classifier>',
    },
    {
      id: 'hull',
      title: 'Ranges that hold both codings',
      html: '<alliance-classifier start="us-colombia/p2" coder="hull"></alliance-classifier>',
    },
    {
      id: 'lesson',
      title: 'A lesson, before the coding is shown',
      html: `<alliance-classifier ${LESSON}></alliance-classifier>`,
    },
    {
      id: 'revealed',
      title: 'A lesson, with the coding and the agreement',
      html: `<alliance-classifier ${LESSON} state="${CODED}&amp;revealed"></alliance-classifier>`,
    },
    {
      id: 'error',
      title: 'A start that does not exist: what stood there stays',
      refused: true,
      html: '<alliance-classifier start="us-colombia/p9"><p>What stood inside the tag.</p></alliance-classifier>',
    },
    {
      id: 'es',
      title: 'In Spanish',
      lang: 'es',
      html: '<alliance-classifier locale="es" start="us-colombia/p2" state="at=power_over_interest"></alliance-classifier>',
    },
    {
      id: 'dark',
      title: 'Dark',
      html: '<div class="dark"><alliance-classifier theme="dark" start="us-afghanistan/p1"></alliance-classifier></div>',
    },
  ],
};
