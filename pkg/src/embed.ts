/**
 * One file for pages without a build: registers the elements and brings module and data along.
 * Classifier and simulator would double it, and stay outside.
 */
import './define.js';

export * from './comparisons.js';
export { AllianceError } from './errors.js';
export type * from './generated/types.js';
