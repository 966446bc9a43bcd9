/** Where the modules and the data come from in a single file: from within it. */

import classifier from 'inline:classifier_bg.wasm';
import core from 'inline:core_bg.wasm';
import files from 'inline:data/';
import policies from 'inline:policies_bg.wasm';
import simulator from 'inline:simulator_bg.wasm';
import timeline from 'inline:timeline_bg.wasm';
import type { ModuleSource } from './assets.js';
import { compileBytes } from './compile.js';
import { AllianceError } from './errors.js';

/** The module of comparisons and figures, compiled and not yet started. */
export const coreModule = (source?: ModuleSource): Promise<WebAssembly.Module> =>
  compile(core, source);

/** The module of the classifier, likewise. */
export const classifierModule = (source?: ModuleSource): Promise<WebAssembly.Module> =>
  compile(classifier, source);

/** The module of the simulator, likewise. */
export const simulatorModule = (source?: ModuleSource): Promise<WebAssembly.Module> =>
  compile(simulator, source);

/** The module of timelines, likewise. */
export const timelineModule = (source?: ModuleSource): Promise<WebAssembly.Module> =>
  compile(timeline, source);

/** The module that draws what the simulator gives, likewise. */
export const policiesModule = (source?: ModuleSource): Promise<WebAssembly.Module> =>
  compile(policies, source);

async function compile(base64: string, source?: ModuleSource): Promise<WebAssembly.Module> {
  if (typeof source === 'string' || source instanceof URL || source instanceof Response) {
    throw new AllianceError(
      'module_inlined',
      'module',
      'This build carries its module: give bytes, or nothing.',
    );
  }
  if (source instanceof WebAssembly.Module) return source;
  return compileBytes(source ?? bytes(base64));
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** The text of a data file such as `us-colombia.json`. */
export async function dataText(name: string): Promise<string> {
  const text = files[name];
  if (text === undefined)
    throw new AllianceError('data_not_found', '', `There is no data file ${name}.`);
  return text;
}
