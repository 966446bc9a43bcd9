/**
 * Where the modules and the data come from on a web page: files beside this script.
 *
 * The single-file builds put `assets.inline.ts` in its place.
 */

import { compileBytes } from './compile.js';
import { AllianceError, diagnose } from './errors.js';

/** What may stand in for a module file. */
export type ModuleSource = string | URL | Response | BufferSource | WebAssembly.Module;

// Bundlers know these expressions by their literal names.
/** The module of comparisons and figures, compiled and not yet started. */
export const coreModule = (source?: ModuleSource): Promise<WebAssembly.Module> =>
  compile(source ?? new URL('core_bg.wasm', import.meta.url));

/** The module of the classifier, likewise. */
export const classifierModule = (source?: ModuleSource): Promise<WebAssembly.Module> =>
  compile(source ?? new URL('classifier_bg.wasm', import.meta.url));

/** The module of the simulator, likewise. */
export const simulatorModule = (source?: ModuleSource): Promise<WebAssembly.Module> =>
  compile(source ?? new URL('simulator_bg.wasm', import.meta.url));

/** The module of timelines, likewise. */
export const timelineModule = (source?: ModuleSource): Promise<WebAssembly.Module> =>
  compile(source ?? new URL('timeline_bg.wasm', import.meta.url));

/** The module that draws what the simulator gives, likewise. */
export const policiesModule = (source?: ModuleSource): Promise<WebAssembly.Module> =>
  compile(source ?? new URL('policies_bg.wasm', import.meta.url));

async function compile(source: ModuleSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return compileBytes(source);
  const response = source instanceof Response ? source : await request(String(source));
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isModule =
    response.ok && bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d;
  if (!isModule) {
    throw new AllianceError(
      'module_not_found',
      '',
      await diagnose(response.url || String(source), response, bytes),
    );
  }
  return compileBytes(bytes);
}

async function request(url: string): Promise<Response> {
  try {
    return await fetch(url);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AllianceError('module_not_found', '', `${url} could not be fetched: ${reason}.`, {
      cause,
    });
  }
}

/** The text of a data file such as `us-colombia.json`. */
export async function dataText(name: string): Promise<string> {
  // Bundlers rewrite this expression: the relative path and `String` are what they all keep working.
  const url = String(new URL(`./data/${name}`, import.meta.url));
  const response = await request(url);
  if (!response.ok) {
    throw new AllianceError(
      'data_not_found',
      '',
      `${url} answered ${response.status}: the data file is not there. With Vite in development, add this package to optimizeDeps.exclude.`,
    );
  }
  return response.text();
}
