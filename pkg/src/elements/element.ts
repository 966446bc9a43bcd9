import {
  adoptStyles,
  type CSSResultGroup,
  type CSSResultOrNative,
  html,
  LitElement,
  nothing,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { state as internal, property } from 'lit/decorators.js';
import { AllianceError } from '../errors.js';
import { VERSION } from '../generated/cases.js';
import type { Locale } from '../generated/types.js';
import { controls } from './styles.js';

/** A cell of the data that a reader takes along. */
export type DataCell = string | number | boolean | null;

/** What a reader takes along from a view. */
export interface Takeaway {
  /** Name of the files, without an ending. */
  name: string;
  /** What is shown, in a sentence: title of the citation. */
  title: string;
  /** The data behind the view: the names of the columns, then one list a row. */
  rows(): readonly (readonly DataCell[])[];
  /** The figure as a whole SVG document; `undefined` where it is made of words. */
  svg?(): string | undefined;
}

/** Detail of `alliance-loaded`. */
export interface LoadedDetail {
  version: string;
}

/** Detail of `alliance-load-failed`. */
export interface LoadFailedDetail {
  version: string;
  /** As in `AllianceError`. */
  code: string;
  /** The attribute or field at fault; empty where it is none. */
  path: string;
  message: string;
}

/** Detail of `alliance-view-changed`. */
export interface ViewChangedDetail {
  version: string;
  /** The new value of the attribute `state`. */
  state: string;
}

/** What stands there before any text is loaded. */
const EARLY: Record<Locale, { loading: string; failed: string }> = {
  en: { loading: 'Loading the figure …', failed: 'The interactive figure could not be loaded. ' },
  es: {
    loading: 'Cargando la figura …',
    failed: 'No se pudo cargar la figura interactiva. ',
  },
};

/** An axis with lanes that are still grey. */
const LANES = html`
  <svg class="loading" viewBox="0 0 240 72" width="240" height="72" aria-hidden="true">
    <path d="M.5 4V64M120 4V64M239.5 4V64" stroke="currentColor" opacity=".35" />
    <path d="M72 16H160M96 34H176M48 52H160" stroke="currentColor" stroke-width="5" stroke-linecap="round" opacity=".2" />
  </svg>
`;

/**
 * What all elements share: language, theme, width, loading near the viewport, the view as one
 * `state`, and what a reader takes along.
 *
 * Content inside the tag stays until the first view is drawn, and for good if that fails.
 *
 * @fires {CustomEvent<LoadedDetail>} alliance-loaded - The first view is drawn.
 * @fires {CustomEvent<LoadFailedDetail>} alliance-load-failed - What was asked for could not be shown; what was there stays.
 * @fires {CustomEvent<ViewChangedDetail>} alliance-view-changed - The reader changed the view.
 * @slot - A static figure for readers without scripts; shown until the first view is drawn.
 * @csspart actions - The bar with link, data, figure and citation.
 * @cssprop --alliance-surface - Background of the page, for what is left empty in a drawing.
 * @cssprop --alliance-halo - Thin edge around labels and marks, in the colour of the background.
 * @cssprop --alliance-ink - Text.
 * @cssprop --alliance-ink-2 - Secondary text.
 * @cssprop --alliance-solid - Large dark areas: "fought".
 * @cssprop --alliance-mark - Axes, reference ticks, edges of controls.
 * @cssprop --alliance-line - Grid and hairlines; nothing that must be seen.
 * @cssprop --alliance-quiet - The internal half of a scale, columns in a box.
 * @cssprop --alliance-case-1 - Scores and text of the first case.
 * @cssprop --alliance-case-1-range - Ranges of the first case.
 * @cssprop --alliance-case-1-soft - Soft fill of the first case.
 * @cssprop --alliance-case-2 - Scores and text of the second case.
 * @cssprop --alliance-case-2-range - Ranges of the second case.
 * @cssprop --alliance-case-2-soft - Soft fill of the second case.
 * @cssprop --alliance-case-3 - Scores and text of the third case.
 * @cssprop --alliance-case-3-range - Ranges of the third case.
 * @cssprop --alliance-case-3-soft - Soft fill of the third case.
 * @cssprop --alliance-case-4 - Scores and text of the fourth case.
 * @cssprop --alliance-case-4-range - Ranges of the fourth case.
 * @cssprop --alliance-case-4-soft - Soft fill of the fourth case.
 * @cssprop --alliance-focus - Focus ring, edge of the evidence that is open.
 */
export abstract class AllianceElement extends LitElement {
  /** Version of the library. */
  static readonly version = VERSION;
  static override styles: CSSResultGroup = controls;

  /** Language of words and numbers, `en` or `es`; default: that of the page. */
  @property({ useDefault: true }) locale = '';
  /** `light` or `dark`; default: that of the page. */
  @property({ reflect: true, useDefault: true }) theme = '';
  /**
   * The view, as `key=value&key=value`: what the reader chose. Set it to show a view again; a change by
   * the reader is written back. What is unknown in it is dropped.
   */
  @property({ converter: (text) => text ?? '' })
  get state(): string {
    return this.#state;
  }
  set state(state: string) {
    const former = this.#state;
    if (state === former) return;
    this.#state = state;
    this.requestUpdate('state', former);
  }
  /** Whether the page's address keeps the view too, behind its `#`. A copied link works without. */
  @property({ type: Boolean, useDefault: true }) hash = false;

  /** What went wrong, in a sentence; what was shown before stays. */
  @internal() protected failure = '';
  /** Width in CSS pixels; 0 until it is known. */
  @internal() protected width = 0;

  readonly #size = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    // A hidden element keeps what it shows. A new width is drawn in the next frame: drawing in this
    // one would change the size again, which browsers report to the page as an error.
    if (width > 0) requestAnimationFrame(() => (this.width = width));
  });
  #near: IntersectionObserver | undefined;
  #loading: symbol | undefined;
  #state = '';
  /** The state as it was last read or written. */
  #known = '';
  #isAnnounced = false;

  /** Whether all that the view needs is loaded. */
  protected abstract get isReady(): boolean;
  /** The texts by key, in the language that is shown. */
  protected abstract get texts(): Readonly<Record<string, string>>;
  /**
   * Loads what the attributes ask for. Once all is there it calls `take`, which throws where another
   * load began meanwhile; until then what was shown before stays.
   */
  protected abstract load(take: () => void): Promise<void>;
  /** Shows a view: a missing key means the default, what is unknown is dropped. */
  protected abstract readView(view: URLSearchParams): void;
  /** The view, without what is at its default. */
  protected abstract writeView(): URLSearchParams;
  /** The view, all of which is loaded; each of its figures ends with `actions`. */
  protected abstract renderView(): TemplateResult;
  /** The attributes that load anew. */
  protected get sources(): readonly string[] {
    return ['locale'];
  }

  /** The language that is asked for. */
  protected get wantedLocale(): Locale {
    const language =
      this.locale ||
      this.closest('[lang]')?.getAttribute('lang') ||
      document.documentElement.lang ||
      'en';
    return language.toLowerCase().startsWith('es') ? 'es' : 'en';
  }

  /** Width for which figures are drawn, within what they accept. */
  protected get figureWidth(): number {
    return Math.min(Math.max(this.width, 240), 4000);
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#size.observe(this);
    this.#near = whenNear(this, () => void this.#load());
    window.addEventListener('hashchange', this.#readHash);
    this.#readHash();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#size.disconnect();
    this.#near?.disconnect();
    window.removeEventListener('hashchange', this.#readHash);
  }

  async #load() {
    const loading = Symbol('load');
    this.#loading = loading;
    const take = () => {
      if (this.#loading !== loading) throw loading;
    };
    try {
      await this.load(take);
      this.failure = '';
    } catch (error) {
      if (error === loading || this.#loading !== loading) return;
      this.fail(error);
    }
  }

  /** Says what went wrong, to the reader and to the page. */
  protected fail(error: unknown) {
    const { code = '', path = '' } = error instanceof AllianceError ? error : {};
    const message = error instanceof Error ? error.message : String(error);
    this.failure = message;
    this.announce('alliance-load-failed', { code, path, message });
  }

  /** The style sheet of the figures, beside that of the controls. */
  protected adoptStyle(...sheets: CSSResultOrNative[]) {
    const { elementStyles } = this.constructor as typeof AllianceElement;
    adoptStyles(this.renderRoot as ShadowRoot, [...elementStyles, ...sheets]);
  }

  protected override willUpdate(changed: PropertyValues) {
    if (this.#loading && this.sources.some((name) => changed.has(name))) void this.#load();
    if (this.isReady && this.state !== this.#known) {
      this.readView(new URLSearchParams(this.state));
      this.#know(this.writeView().toString());
    }
  }

  override render(): TemplateResult {
    const early = EARLY[this.wantedLocale];
    const failed = this.failure
      ? html`<p class="failed" role="status">${early.failed}${this.failure}</p>`
      : nothing;
    if (!this.isReady || !this.width) {
      const waiting = this.failure
        ? nothing
        : html`${LANES}<p class="loading">${early.loading}</p>`;
      return html`<slot>${waiting}</slot>${failed}`;
    }
    return html`${this.renderView()}${failed}`;
  }

  protected override updated(_changed: PropertyValues) {
    if (!this.isReady || !this.width) return;
    if (!this.#isAnnounced) {
      this.#isAnnounced = true;
      this.announce('alliance-loaded', {});
    }
    const state = this.writeView().toString();
    if (state === this.#known) return;
    this.#know(state);
    this.#writeHash();
    this.announce('alliance-view-changed', { state });
  }

  /** Keeps the state as that of what is shown: nothing has to be drawn again for it. */
  #know(state: string) {
    this.#known = state;
    this.#state = state;
    if (state) this.setAttribute('state', state);
    else this.removeAttribute('state');
  }

  /** Tells the page what has happened; the detail is plain data. */
  protected announce(type: string, detail: object) {
    const whole = { version: VERSION, ...detail };
    this.dispatchEvent(new CustomEvent(type, { detail: whole, bubbles: true, composed: true }));
  }

  /** A text with its places filled in; its key where there is none, so that a gap is seen. */
  protected message(key: string, values: Readonly<Record<string, string | number>> = {}): string {
    const text = this.texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
  }

  /** An address that shows this view again. */
  get link(): string {
    // Inside another element it is that one's view which a link can show.
    const root = this.getRootNode();
    const outer = root instanceof ShadowRoot ? root.host : undefined;
    if (outer && 'link' in outer) return String(outer.link);
    const url = new URL(location.href);
    url.hash = this.#hashWith(this.state);
    return url.href;
  }

  /** The bar with link, data, figure and citation: stands at the end of a figure. */
  protected actions(takeaway: Takeaway): TemplateResult {
    const run = async (what: string, button: HTMLElement) => {
      const status = button.closest('.actions')?.querySelector<HTMLElement>('.taken');
      if (!status) return;
      const say = (key: string, values?: Record<string, string>) => this.message(key, values);
      try {
        const { take } = await import('./take.js');
        await take(what, takeaway, this.link, this.wantedLocale, status, say);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        status.textContent = this.message('element.not_saved', { reason });
      }
    };
    const kinds = ['copy_link', 'data', ...(takeaway.svg ? ['svg', 'png'] : []), 'cite'];
    return html`
      <div class="actions" part="actions" role="group" aria-label=${this.message('element.actions')}>
        ${kinds.map(
          (kind) => html`<button type="button" data-take=${kind}
            @click=${(event: Event) => run(kind, event.currentTarget as HTMLElement)}>${this.message(`element.${kind}`)}</button>`,
        )}
        <div class="taken" role="status"></div>
      </div>
    `;
  }

  /** What the view is called behind the `#`: the element's id, else its tag and place among its like. */
  get #key(): string {
    if (this.id) return this.id;
    const like = [...document.querySelectorAll(`${this.localName}:not([id])`)];
    const place = like.indexOf(this);
    return place > 0 ? `${this.localName}-${place + 1}` : this.localName;
  }

  readonly #readHash = () => {
    if (this.getRootNode() !== document) return;
    const state = new URLSearchParams(location.hash.slice(1)).get(this.#key);
    if (state !== null) this.state = state;
  };

  #hashWith(state: string): string {
    const hash = new URLSearchParams(location.hash.slice(1));
    if (state) hash.set(this.#key, state);
    else hash.delete(this.#key);
    return hash.toString();
  }

  #writeHash() {
    if (!this.hash || this.getRootNode() !== document) return;
    const hash = this.#hashWith(this.state);
    history.replaceState(
      history.state,
      '',
      hash ? `#${hash}` : location.pathname + location.search,
    );
  }
}

/** Does something once an element comes near the viewport. */
export function whenNear(element: Element, act: () => void): IntersectionObserver {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      act();
    },
    { rootMargin: '600px' },
  );
  observer.observe(element);
  return observer;
}

/** The words of an attribute that lists some. */
export const words = (list: string | null): string[] => (list ?? '').split(/\s+/).filter(Boolean);

declare global {
  interface HTMLElementEventMap {
    'alliance-loaded': CustomEvent<LoadedDetail>;
    'alliance-load-failed': CustomEvent<LoadFailedDetail>;
    'alliance-view-changed': CustomEvent<ViewChangedDetail>;
  }
}
