/** Long work of the simulator, done in slices: by the worker, or between the frames of the page itself. */

/** What a module does step by step. */
export interface Job {
  /** Does at least so many runs; gives the share that is done, 1 at the end. */
  advance(runs: number): number;
  result(): unknown;
  free(): void;
}

/** What can be asked for. */
export type JobKind = 'simulate' | 'contrast' | 'sweep' | 'density' | 'truth_table' | 'policies';

/** A job to be done, or to be forgotten. */
export type Request = { id: number; kind: JobKind; json: string } | { cancel: number };

/** How far a job is, or how it ended. */
export type Report = { id: number } & (
  | { progress: number }
  | { result: unknown }
  | { error: Refused }
);

/** An error as plain data: it has to cross to another thread. */
export interface Refused {
  code: string;
  path: string;
  message: string;
}

/** The code of an error that leaves the module unusable. */
export const STOPPED = 'simulator_stopped';

interface Waiting {
  id: number;
  begin: () => Job;
  job?: Job;
  /** As many runs as take about a quarter of a slice. */
  runs: number;
}

export class Jobs {
  readonly #waiting: Waiting[] = [];
  #isBusy = false;

  constructor(
    readonly begin: (kind: JobKind, json: string) => Job,
    /** How long others wait, in milliseconds. */
    readonly slice: number,
    readonly report: (report: Report, transfer: ArrayBuffer[]) => void,
  ) {}

  take(request: Request): void {
    if ('cancel' in request) {
      const index = this.#waiting.findIndex(({ id }) => id === request.cancel);
      // Between slices every job stands in the list.
      if (index >= 0) this.#waiting.splice(index, 1)[0]?.job?.free();
      return;
    }
    const { id, kind, json } = request;
    this.#waiting.push({ id, begin: () => this.begin(kind, json), runs: 1 });
    if (!this.#isBusy) void this.#work();
  }

  /** A slice of each job in turn, so that a short one need not wait for the end of a long one. */
  async #work(): Promise<void> {
    this.#isBusy = true;
    await breath();
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      if (!this.#advance(next)) this.#waiting.push(next);
      await breath();
    }
    this.#isBusy = false;
  }

  /** Works for a slice; whether the job is at its end. */
  #advance(waiting: Waiting): boolean {
    const { id } = waiting;
    try {
      waiting.job ??= waiting.begin();
      const { job } = waiting;
      const end = performance.now() + this.slice;
      let progress = 0;
      for (let now = end - this.slice; progress < 1 && now < end; ) {
        progress = job.advance(waiting.runs);
        const took = performance.now() - now;
        // A clock may tick in whole milliseconds, or not at all in between.
        const factor = this.slice / 4 / Math.max(took, this.slice / 16);
        waiting.runs = Math.max(1, Math.round(waiting.runs * factor));
        now += took;
      }
      if (progress < 1) {
        this.report({ id, progress }, []);
        return false;
      }
      const buffers: ArrayBuffer[] = [];
      const result = thaw(job.result(), buffers);
      job.free();
      this.report({ id, result }, buffers);
    } catch (thrown) {
      this.report({ id, error: refused(thrown) }, []);
    }
    return true;
  }
}

/** A result with every list of numbers as one: they leave the module as bytes. */
export function thaw(value: unknown, buffers: ArrayBuffer[] = []): unknown {
  if (value instanceof Uint8Array) {
    const { buffer } = value.slice();
    buffers.push(buffer);
    return new Float64Array(buffer);
  }
  if (typeof value === 'object' && value !== null) {
    const parts = value as Record<string, unknown>;
    for (const [key, part] of Object.entries(parts)) parts[key] = thaw(part, buffers);
  }
  return value;
}

/** What the module throws: a refusal, or else its end. */
function refused(thrown: unknown): Refused {
  const { code, path, message } = (thrown ?? {}) as Record<string, unknown>;
  if (typeof code === 'string' && typeof path === 'string') {
    return { code, path, message: String(message) };
  }
  return { code: STOPPED, path: '', message: `The simulator stopped: ${message ?? thrown}.` };
}

// Node has it, and browsers do not.
declare const setImmediate: ((work: () => void) => void) | undefined;

/** Lets everything else have its turn: input, drawing, messages. Timers would wait four milliseconds. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}
