/** Registers `<alliance-comparison>`. Safe to import twice, and beside another version. */

import { AllianceComparison } from './elements/alliance-comparison.js';
import { define } from './elements/define.js';

define('alliance-comparison', AllianceComparison);

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
