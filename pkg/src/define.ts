/** Registers the elements under their names. Safe to import twice, and beside another version. */

import { AllianceComparison } from './elements/alliance-comparison.js';
import { VERSION } from './generated/cases.js';

const elements = { 'alliance-comparison': AllianceComparison };

if (typeof customElements !== 'undefined') {
  for (const [tag, element] of Object.entries(elements)) {
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
}

/** The attributes of `<alliance-comparison>` as properties. */
export interface AllianceComparisonElement extends HTMLElement {
  /** The cases to compare, their ids separated by blanks. */
  cases: string;
  /** What to show, separated by blanks: `comparison`, `conduct`. */
  views: string;
  /** Language of words and numbers; default: that of the page. */
  locale: string;
  /** `light` or `dark`; default: that of the page. */
  theme: string;
  /** Where disputes go: an `https:` or `mailto:` address in which `{entry}` stands for the entry. */
  corrections: string;
}

declare global {
  interface HTMLElementTagNameMap {
    'alliance-comparison': AllianceComparisonElement;
  }
}
