/**
 * An input was refused, or the module could not be loaded. Nothing was changed.
 */
export class AllianceError extends Error {
  override readonly name = 'AllianceError';

  constructor(
    /** A stable word for programs to act on, such as `score_range`. */
    readonly code: string,
    /** The field that was refused, such as `indicators.threat_origin.score`; may be empty. */
    readonly path: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** @internal What the module throws, as an error; anything else as it is. */
  static from(thrown: unknown): unknown {
    if (typeof thrown !== 'object' || thrown === null) return thrown;
    const { code, path, message } = thrown as Record<string, unknown>;
    if (typeof code === 'string' && typeof path === 'string' && typeof message === 'string') {
      return new AllianceError(code, path, message);
    }
    return thrown;
  }
}

/** What is wrong with an answer that was to be a WebAssembly module, in a sentence. */
export async function diagnose(
  url: string,
  response: Response,
  bytes: Uint8Array,
): Promise<string> {
  const start = [...bytes.subarray(0, 4)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(' ');
  const type = response.headers.get('content-type') ?? 'no type';
  const found = `${url} answered ${response.status} (${type}; first bytes ${start || 'none'})`;
  if (!response.ok) return `${found}: the file is not there.`;
  if (start.startsWith('3c')) {
    return `${found}: this is an HTML page in its place. With Vite 7 or older, add this package to optimizeDeps.exclude.`;
  }
  return `${found}: this is no WebAssembly module.`;
}
