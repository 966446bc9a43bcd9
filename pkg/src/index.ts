/**
 * Alliances against threats from within a weak state: classified, compared, drawn.
 *
 * Nothing starts at import. Every function waits for the WebAssembly module that it needs, which is
 * fetched when the first such function is called.
 */

export * from './classification.js';
export * from './comparisons.js';
export { AllianceError } from './errors.js';
export type * from './generated/types.js';
export * from './simulation.js';
export * from './timelines.js';
// The one that draws timelines too, before the one of `comparisons.js`.
export { renderFigure } from './timelines.js';
