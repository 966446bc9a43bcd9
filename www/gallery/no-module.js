/** The elements where the module cannot be had: every request for it fails. */
const real = window.fetch;
window.fetch = (asked, ...more) =>
  /_bg\.wasm$/.test(String(asked)) ? real('no-module.wasm', ...more) : real(asked, ...more);
