/**
 * The module `simulator` behind plain functions, and the thread that it works on: a worker where one
 * starts, this thread in slices where none does. Both give the same bits. Of the elements only the simulator loads it.
 */

import { type ModuleSource, simulatorModule } from './assets.js';
import { AllianceError } from './errors.js';
import type { Scenario, Trace } from './generated/types.js';
import { type JobKind, Jobs, type Report, type Request, STOPPED, thaw } from './jobs.js';
import { guarded } from './library.js';
import { openThread } from './thread.js';
import * as module from './wasm/simulator/simulator.js';

/** How long input and drawing wait where the page itself does the work: half a frame, in milliseconds. */
const SLICE = 8;

let started: Promise<WebAssembly.Module> | undefined;

/** Starts the module once; a start that failed may be tried again. */
export function start(source?: ModuleSource): Promise<WebAssembly.Module> {
  started ??= simulatorModule(source).then(
    (compiled) => {
      module.initSync({ module: compiled });
      return compiled;
    },
    (error: unknown) => {
      started = undefined;
      throw error;
    },
  );
  return started;
}

export const scenario = (json: string): Scenario =>
  guarded(() => JSON.parse(module.scenario(json)) as Scenario);

export const trace = (json: string): Trace => guarded(() => thaw(module.trace(json)) as Trace);

/** What does jobs, and how to end it. */
interface Doer {
  take(request: Request): void;
  end(): void;
}

interface Asked {
  doer: Doer;
  onProgress: ((share: number) => void) | undefined;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

const asked = new Map<number, Asked>();
let lastId = 0;
let doer: Promise<Doer> | undefined;

/** Does a job: its result, or why there is none. */
export async function work(
  kind: JobKind,
  json: string,
  signal: AbortSignal | undefined,
  onProgress: ((share: number) => void) | undefined,
): Promise<unknown> {
  signal?.throwIfAborted();
  let giveUp = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal?.reason);
    signal?.addEventListener('abort', giveUp);
  });
  lastId += 1;
  const id = lastId;
  try {
    const doer = await Promise.race([readyDoer(), aborted]);
    const done = new Promise<unknown>((resolve, reject) => {
      asked.set(id, { doer, onProgress, resolve, reject });
      doer.take({ id, kind, json });
    });
    return await Promise.race([done, aborted]);
  } finally {
    signal?.removeEventListener('abort', giveUp);
    // Still there: nobody waits for it any more.
    asked.get(id)?.doer.take({ cancel: id });
    asked.delete(id);
  }
}

function readyDoer(): Promise<Doer> {
  if (doer === undefined) {
    doer = start().then(thread);
    doer.catch(() => {
      doer = undefined;
    });
  }
  return doer;
}

/** A worker once it has started; where none starts, this thread. */
function thread(compiled: WebAssembly.Module): Promise<Doer> {
  const worker = openThread();
  if (worker === undefined) return Promise.resolve(thisThread());
  const another: Doer = {
    take: (request) => worker.postMessage(request),
    end: () => worker.terminate(),
  };
  return new Promise((resolve) => {
    let isReady = false;
    worker.onmessage = ({ data }: MessageEvent<Report | 'ready'>) => {
      if (data !== 'ready') {
        hear(another, data);
        return;
      }
      isReady = true;
      resolve(another);
    };
    worker.onerror = (event) => {
      // The page has its own answer: no error of its own.
      event.preventDefault();
      if (isReady) {
        stop(another, `The simulator stopped: ${event.message ?? 'no reason was given'}.`);
      } else {
        worker.terminate();
        resolve(thisThread());
      }
    };
    try {
      worker.postMessage({ module: compiled });
    } catch {
      worker.terminate();
      resolve(thisThread());
    }
  });
}

function thisThread(): Doer {
  const jobs = new Jobs(
    (kind, json) => new module.Job(kind, json),
    SLICE,
    (report) => hear(own, report),
  );
  const own: Doer = { take: (request) => jobs.take(request), end: () => {} };
  return own;
}

/** Passes on how far a job is, or how it ended. */
function hear(from: Doer, report: Report): void {
  const job = asked.get(report.id);
  // It was given up while its report was under way.
  if (job === undefined) return;
  if ('error' in report) {
    const { code, path, message } = report.error;
    if (code === STOPPED) {
      stop(from, message);
      return;
    }
    asked.delete(report.id);
    job.reject(new AllianceError(code, path, message));
    return;
  }
  const isDone = 'result' in report;
  if (isDone) asked.delete(report.id);
  try {
    job.onProgress?.(isDone ? 1 : report.progress);
    if (isDone) job.resolve(report.result);
  } catch (thrown) {
    // The function of the page failed: its error is the answer.
    job.reject(thrown);
  }
}

/** Ends what can do no more work; the next job starts another. */
function stop(ended: Doer, message: string): void {
  ended.end();
  doer = undefined;
  for (const [id, job] of asked) {
    if (job.doer !== ended) continue;
    asked.delete(id);
    job.reject(new AllianceError(STOPPED, '', message));
  }
}
