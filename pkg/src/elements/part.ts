import { nothing } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Figure } from '../generated/types.js';

/** A part of a figure. It comes from the module, which escapes every text in it. */
export function part(figure: Figure, id: string) {
  const found = figure.parts.find((other) => other.id === id);
  return found ? unsafeHTML(found.html) : nothing;
}
