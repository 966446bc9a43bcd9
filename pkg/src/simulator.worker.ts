/**
 * The simulator on a thread of its own: a file that asks for no other. The page compiles the module
 * and posts it, so this thread needs no address and no permission.
 */

import { Jobs, type Request } from './jobs.js';
import { initSync, Job } from './wasm/simulator/simulator.js';

/** How soon a job that is no longer wanted ends, in milliseconds. */
const SLICE = 16;

const jobs = new Jobs(
  (kind, json) => new Job(kind, json),
  SLICE,
  (report, transfer) => postMessage(report, { transfer }),
);

addEventListener('message', ({ data }: MessageEvent<Request | { module: WebAssembly.Module }>) => {
  if ('module' in data) {
    initSync(data);
    postMessage('ready');
  } else {
    jobs.take(data);
  }
});

// The page learns of it as of any other error, and does the work itself.
addEventListener('messageerror', () => {
  throw new Error('The module could not be posted.');
});
