import type { TemplateResult } from 'lit';
import type { FigureKind } from '../../core.js';
import type {
  Codebook,
  Comparison,
  Conduct,
  Figure,
  FigureOptions,
  Locale,
} from '../../generated/types.js';
import type { Takeaway } from '../element.js';

/** What was loaded. */
export interface Loaded {
  ids: readonly string[];
  locale: Locale;
  codebook: Codebook;
}

/** What the element offers to the views within it. */
export interface Host {
  /** Where everything is drawn. */
  root(): ParentNode;
  /** Something that a view shows has changed. */
  changed(): void;
  /** When what has changed is drawn. */
  drawn(): Promise<unknown>;
  /** A text with its places filled in. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** The figure of a name, drawn again only when something it shows has changed. */
  draw(
    name: string,
    kind: FigureKind,
    result: Comparison | Conduct,
    more: FigureOptions,
    what: unknown,
  ): Figure;
  /** The bar at the end of a figure. */
  bar(takeaway: Takeaway): TemplateResult;
  /** Says what went wrong. */
  fail(error: unknown): void;
}
