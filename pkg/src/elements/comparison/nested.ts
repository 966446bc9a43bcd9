/**
 * Elements inside the comparison, each loaded when it comes near the viewport.
 *
 * The single-file build puts `nested.inline.ts` in its place.
 */

/** Registers the element of a view. */
export const NESTED = {
  timeline: () => import('../../define-timeline.js'),
  'what-if': () => import('../../define-simulator.js'),
};

export type NestedView = keyof typeof NESTED;
