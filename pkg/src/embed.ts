/** One file for pages without a build: registers the elements and brings module and data along. */
import './define.js';

export * from './index.js';
