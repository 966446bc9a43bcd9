/** The public API for Node and other servers: module and data are inside this file. */
export * from './index.js';
