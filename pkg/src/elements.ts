/** The element classes. Importing them registers nothing; `define.ts` does. */
export { AllianceComparison } from './elements/alliance-comparison.js';
