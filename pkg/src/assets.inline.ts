/** Where the module and the data come from in a single file: from within it. */

import moduleBase64 from 'inline:core_bg.wasm';
import files from 'inline:data/';
import type { ModuleSource } from './assets.js';
import { AllianceError } from './errors.js';
import { initSync } from './wasm/core.js';

/** Compiles and starts the module. */
export async function startModule(source?: ModuleSource): Promise<void> {
  if (typeof source === 'string' || source instanceof URL || source instanceof Response) {
    throw new AllianceError(
      'module_inlined',
      'module',
      'This build carries its module: give bytes, or nothing.',
    );
  }
  initSync({
    module:
      source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source ?? bytes()),
  });
}

function bytes(): Uint8Array<ArrayBuffer> {
  const text = atob(moduleBase64);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The text of a data file such as `us-colombia.json`. */
export async function dataText(name: string): Promise<string> {
  const text = files[name];
  if (text === undefined)
    throw new AllianceError('data_not_found', '', `There is no data file ${name}.`);
  return text;
}
