/** The analyzer of elements, with the compiler that reads their syntax. Its own declarations leave both out. */

import * as analyzer from '@custom-elements-manifest/analyzer';
// @ts-expect-error
import * as lit from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';

/** @typedef {any} SourceFile a file's syntax tree */

/** @type {{ create: Function, ts: any, litPlugin: Function }} */
export const { create, ts, litPlugin } = { .../** @type {any} */ (analyzer), ...lit };
