/**
 * One file for pages without a build: registers `<alliance-comparison>` and brings module and data along.
 * Classifier, simulator and timeline would double it, and stay outside with their elements.
 */
import './define-comparison.js';

export * from './comparisons.js';
export { AllianceError } from './errors.js';
export type * from './generated/types.js';
