import { VERSION } from '../generated/cases.js';

/** Registers an element under its name. Safe to do twice, beside another version, and on a server. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (typeof customElements === 'undefined') return;
  const known = customElements.get(tag);
  if (known === undefined) {
    customElements.define(tag, element);
  } else if (known !== element) {
    const other = (known as { version?: string }).version ?? 'unknown';
    console.warn(
      `<${tag}> is already registered by version ${other}; version ${VERSION} leaves it as it is.`,
    );
  }
}
