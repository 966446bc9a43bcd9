/**
 * A thread for the simulator on a web page: a script beside this one.
 *
 * The single-file builds put `thread.inline.ts` in its place.
 */

/** The worker, not yet ready; none where there can be none. */
export function openThread(): Worker | undefined {
  if (typeof Worker === 'undefined') return undefined;
  try {
    return open();
  } catch {
    // A policy, a sandbox or a page of `file:` forbids it.
    return undefined;
  }
}

function open(): Worker {
  // Bundlers know both expressions by their literal form.
  const script = new URL('./simulator.worker.js', import.meta.url);
  if (script.origin === location.origin) {
    return new Worker(new URL('./simulator.worker.js', import.meta.url), { type: 'module' });
  }
  // A worker must come from where the page comes from; what it imports need not.
  const text = `import ${JSON.stringify(script.href)}`;
  const own = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const worker = new Worker(own, { type: 'module' });
  // Either of them tells that the script was read.
  const forget = () => URL.revokeObjectURL(own);
  worker.addEventListener('message', forget, { once: true });
  worker.addEventListener('error', forget, { once: true });
  return worker;
}
