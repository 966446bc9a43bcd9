import { AllianceError } from './errors.js';

/** Compiles a module; where a policy forbids that, the error says what to allow. */
export async function compileBytes(bytes: BufferSource): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const hint = /csp|content.security|disallowed|unsafe-eval|blocked/i.test(reason)
      ? " The page's Content-Security-Policy must allow 'wasm-unsafe-eval' in script-src."
      : '';
    throw new AllianceError(
      'module_refused',
      '',
      `WebAssembly could not start: ${reason}.${hint}`,
      { cause },
    );
  }
}
