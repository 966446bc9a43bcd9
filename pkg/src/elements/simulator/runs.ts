/** Runs of two policies: a preview while a lever moves, all runs once it rests. */

import type { PoliciesResult, Scenario } from '../../generated/types.js';
import * as simulator from '../../simulator.js';
import { type Policy, settings, stateOf } from './levers.js';

/** Runs of a preview: enough for steady bands, few enough for a frame or two. */
const PREVIEW = 256;
/** How long a lever rests before all runs are played, in milliseconds. */
const REST = 300;
/** How long work takes before it is spoken of. */
const PATIENCE = 150;

/** From which step on progress is told. */
const VISIBLE = 0.05;
/** How long drawing waits for a moment without input at most, in milliseconds. */
const SOON = 100;

/** A moment in which the page has nothing else to do. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') {
      requestIdleCallback(() => resolve(), { timeout: SOON });
    } else {
      setTimeout(resolve);
    }
  });
}

/** What is run. */
export interface Asked {
  scenario: Scenario;
  a: Policy;
  b: Policy;
  runs: number;
  seed: number;
}

/** What numbers depend on: not the language of names. */
export function keyOf({ scenario, a, b, runs, seed }: Asked): string {
  return JSON.stringify([scenario.id, stateOf(a), stateOf(b), runs, seed]);
}

/** What was run, and what came of it. */
export interface Shown extends Asked {
  result: PoliciesResult;
  /** Whether these are all runs that were asked for. */
  isWhole: boolean;
}

/** Who wants to know. */
export interface Host {
  /** Numbers are there. */
  show(shown: Shown): void;
  /** Something to say has changed: progress, its end. */
  requestUpdate(): void;
  fail(error: unknown): void;
}

export class PolicyRuns {
  /** The share that is done of work that takes a while; undefined where none is under way. */
  progress: number | undefined;
  /** Whether the reader gave up the last work. */
  isCancelled = false;

  #preview: Promise<void> | undefined;
  #next: Asked | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #whole: AbortController | undefined;
  /** What is under way or about to be. */
  #asked: Asked | undefined;

  constructor(readonly host: Host) {}

  /** Whether this is under way or about to be. */
  isAt(wanted: Asked): boolean {
    const busy = this.#asked;
    return busy !== undefined && keyOf(busy) === keyOf(wanted);
  }

  /** A lever moved: a preview of the newest position, then all runs. */
  move(asked: Asked): void {
    this.stop();
    this.isCancelled = false;
    this.#next = asked;
    this.#asked = asked;
    this.#preview ??= this.#previews().finally(() => {
      this.#preview = undefined;
    });
    this.#rest = setTimeout(() => {
      this.#rest = undefined;
      void this.all(asked);
    }, REST);
  }

  /** A preview that has begun ends, so that a lever that moves on and on shows something; what came between is left out. */
  async #previews(): Promise<void> {
    for (let asked = this.#next; asked; asked = this.#next) {
      this.#next = undefined;
      if (asked.runs <= PREVIEW) continue;
      try {
        const result = await work(asked, PREVIEW);
        // Drawing waits for a moment without input.
        await idle();
        if (!this.#whole) this.host.show({ ...asked, result, isWhole: false });
      } catch {
        // All runs will say the same.
      }
    }
  }

  /** All runs at once. */
  async all(asked: Asked): Promise<void> {
    this.stop();
    this.isCancelled = false;
    const whole = new AbortController();
    this.#whole = whole;
    this.#asked = asked;
    const patience = setTimeout(() => {
      this.progress ??= 0;
      this.host.requestUpdate();
    }, PATIENCE);
    try {
      const result = await work(asked, asked.runs, whole.signal, (share) => {
        if (this.progress === undefined || this.#whole !== whole) return;
        if (share < this.progress + VISIBLE) return;
        this.progress = share;
        this.host.requestUpdate();
      });
      await idle();
      if (this.#whole === whole) this.host.show({ ...asked, result, isWhole: true });
    } catch (error) {
      if (!whole.signal.aborted) this.host.fail(error);
    } finally {
      clearTimeout(patience);
      if (this.#whole === whole) this.#end();
    }
  }

  /** The reader gives up what is under way. */
  cancel(): void {
    this.stop();
    this.isCancelled = true;
    this.host.requestUpdate();
  }

  /** Ends what is under way. */
  stop(): void {
    clearTimeout(this.#rest);
    this.#rest = undefined;
    this.#next = undefined;
    this.#whole?.abort();
    this.#end();
  }

  #end(): void {
    this.#whole = undefined;
    this.#asked = undefined;
    this.progress = undefined;
    this.host.requestUpdate();
  }
}

function work(
  { scenario, a, b, seed }: Asked,
  runs: number,
  signal?: AbortSignal,
  onProgress?: (share: number) => void,
): Promise<PoliciesResult> {
  const request = { scenario, a: settings(a), b: settings(b), runs, seed };
  const json = JSON.stringify(request);
  return simulator.work('policies', json, signal, onProgress) as Promise<PoliciesResult>;
}
