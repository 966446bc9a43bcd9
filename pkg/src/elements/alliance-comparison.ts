import {
  adoptStyles,
  html,
  LitElement,
  nothing,
  type PropertyValues,
  type TemplateResult,
  unsafeCSS,
} from 'lit';
import { property, state } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import * as core from '../core.js';
import { VERSION } from '../generated/cases.js';
import type {
  Codebook,
  Comparison,
  Conduct,
  Dimension,
  Figure,
  FigureOptions,
  Locale,
} from '../generated/types.js';
import { knownCase, requireKnown } from '../library.js';
import { moveInGrid, restoreTabStop } from './grid.js';
import { controls } from './styles.js';

/** What stands below the page's own content when the figure cannot be shown. */
const FAILED: Record<Locale, string> = {
  en: 'The interactive figure could not be loaded. ',
  es: 'No se pudo cargar la figura interactiva. ',
};

const VIEWS = ['comparison', 'conduct'];

const DIMENSIONS: readonly Dimension[] = ['D1', 'D2', 'D3', 'D4'];

/** What is shown, all of which was loaded. */
interface Loaded {
  ids: readonly string[];
  locale: Locale;
  comparison: Comparison;
  codebook: Codebook;
}

/**
 * Two or more documented alliances side by side: the verdict and four differences by period, and
 * who fought and who helped by year.
 *
 * Content inside the tag stays until the first figure is drawn, and for good if that fails.
 * Loading begins when the element comes near the viewport.
 *
 * @element alliance-comparison
 */
export class AllianceComparison extends LitElement {
  static readonly version = VERSION;
  static override styles = controls;

  /** The cases to compare, their ids separated by blanks. */
  @property({ useDefault: true }) cases = 'us-colombia us-afghanistan';
  /** What to show, separated by blanks: `comparison`, `conduct`. */
  @property({ useDefault: true }) views = 'comparison conduct';
  /** Language of words and numbers; default: that of the page. */
  @property({ useDefault: true }) locale = '';
  /** `light` or `dark`; default: that of the page. */
  @property({ reflect: true, useDefault: true }) theme = '';
  /** Where disputes go: an `https:` or `mailto:` address in which `{entry}` stands for the entry. */
  @property({ useDefault: true }) corrections = '';

  @state() private loaded: Loaded | undefined;
  @state() private failure = '';
  @state() private width = 0;
  /** The chosen phase by case. */
  @state() private phases: Record<string, string> = {};
  /** The questions whose answers are open. */
  @state() private open: readonly Dimension[] = [];
  @state() private conductCase = '';
  @state() private year: number | undefined;
  @state() private cell: { agency_id: string; threat_id: string } | undefined;

  readonly #size = new ResizeObserver(([entry]) => {
    const width = Math.round(entry?.contentRect.width ?? 0);
    // A hidden element keeps what it shows. A new width is drawn in the next frame: drawing in this
    // one would change the size again, which browsers report to the page as an error.
    if (width > 0) requestAnimationFrame(() => (this.width = width));
  });
  #near: IntersectionObserver | undefined;
  #loading: symbol | undefined;
  #conduct: Conduct | undefined;
  readonly #drawn = new Map<string, { key: string; figure: Figure }>();

  override connectedCallback() {
    super.connectedCallback();
    this.#size.observe(this);
    this.#near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#near?.disconnect();
        void this.#load();
      },
      { rootMargin: '600px' },
    );
    this.#near.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#size.disconnect();
    this.#near?.disconnect();
  }

  get #wantedLocale(): Locale {
    const language =
      this.locale ||
      this.closest('[lang]')?.getAttribute('lang') ||
      document.documentElement.lang ||
      'en';
    return language.toLowerCase().startsWith('es') ? 'es' : 'en';
  }

  /** Loads what the attributes ask for; until it is there, what was shown before stays. */
  async #load() {
    const loading = Symbol('load');
    this.#loading = loading;
    try {
      const locale = this.#wantedLocale;
      const ids = [...new Set((this.cases ?? '').split(/\s+/).filter(Boolean))];
      for (const id of ids) knownCase(id, 'cases');
      for (const view of this.#views) requireKnown('view', view, VIEWS, 'views');
      if (ids.length === 0) throw new Error('cases: name at least one case');
      const [codebook] = await Promise.all([
        core.needTexts(locale),
        core.library.needReferences(),
        ...ids.map((id) => core.library.needCase(id)),
      ]);
      if (this.#loading !== loading) return;
      const comparison = core.compare(ids, true, 1);
      adoptStyles(this.renderRoot as ShadowRoot, [controls, unsafeCSS(core.figureStyle())]);
      this.loaded = { ids, locale, comparison, codebook };
      this.failure = '';
    } catch (error) {
      if (this.#loading === loading)
        this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  override willUpdate(changed: PropertyValues<this>) {
    const asked = changed.has('cases') || changed.has('views') || changed.has('locale');
    if (asked && this.#loading) void this.#load();
    const { loaded } = this;
    if (!loaded) return;
    if (!loaded.ids.includes(this.conductCase)) {
      this.conductCase = loaded.ids.at(-1) ?? '';
      this.year = undefined;
      this.cell = undefined;
    }
    const shown = this.#conduct;
    const index = loaded.ids.indexOf(this.conductCase);
    if (
      shown?.index !== index ||
      shown?.case_id !== this.conductCase ||
      shown.year !== (this.year ?? shown.year)
    ) {
      this.#conduct = core.conduct(this.conductCase, this.year, index);
    }
  }

  override render(): TemplateResult {
    const { loaded } = this;
    const failed = this.failure
      ? html`<p class="failed" role="status">${FAILED[this.#wantedLocale]}${this.failure}</p>`
      : nothing;
    const none = !VIEWS.some((view) => this.#shows(view));
    if (!loaded || !this.width || none) return html`<slot></slot>${failed}`;
    return html`
      ${this.#shows('comparison') ? this.#comparison(loaded) : nothing}
      ${this.#shows('conduct') && this.#conduct ? this.#conductView(loaded, this.#conduct) : nothing}
      ${failed}
    `;
  }

  override updated() {
    const root = this.renderRoot;
    for (const lane of root.querySelectorAll<SVGElement>('.lane')) {
      const { case: caseId = '', phase } = lane.dataset;
      lane.toggleAttribute('data-chosen', this.phases[caseId] === phase);
    }
    const grid = root.querySelector('[role=grid]');
    if (grid) restoreTabStop(grid, this.cell);
  }

  get #shownLocale(): Locale {
    return this.loaded?.locale ?? this.#wantedLocale;
  }

  get #views(): string[] {
    return (this.views ?? '').split(/\s+/).filter(Boolean);
  }

  #shows(view: string): boolean {
    return this.#views.includes(view);
  }

  #message(key: string, values: Record<string, string> = {}): string {
    const text = core.messages(this.#shownLocale)[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
  }

  /** The figure, drawn again only when something it shows has changed. */
  #figure(
    name: string,
    kind: core.FigureKind,
    result: Comparison | Conduct,
    more: FigureOptions = {},
  ): Figure {
    const options: FigureOptions = {
      locale: this.#shownLocale,
      width: Math.min(Math.max(this.width, 240), 4000),
      ...(this.corrections && { corrections: this.corrections }),
      ...more,
    };
    const what = 'year' in result ? [result.case_id, result.year, result.index] : this.loaded?.ids;
    const key = JSON.stringify([options, what]);
    const drawn = this.#drawn.get(name);
    if (drawn?.key === key) return drawn.figure;
    const figure = core.renderFigure(kind, result, options);
    this.#drawn.set(name, { key, figure });
    return figure;
  }

  #comparison({ comparison, codebook }: Loaded): TemplateResult {
    const figure = this.#figure('comparison', 'comparison', comparison, { phases: this.phases });
    return html`
      <figure class="alliance-figure view" dir="ltr" lang=${this.#shownLocale} @click=${this.#chooseLane}>
        ${part(figure, 'head')}
        <div class="cases">
          ${comparison.cases.map(
            ({ case_id }) => html`
              <section class="case">
                ${part(figure, `case:${case_id}`)} ${this.#stepper(comparison, case_id)}
                <div aria-live="polite">${part(figure, `phase:${case_id}`)}</div>
              </section>
            `,
          )}
        </div>
        ${part(figure, 'key')}
        ${DIMENSIONS.map((dimension) => html`<div>${part(figure, dimension)} ${this.#answers(comparison, codebook, dimension)}</div>`)}
        ${part(figure, 'caption')} ${unsafeHTML(figure.table)}
      </figure>
    `;
  }

  #stepper(comparison: Comparison, caseId: string): TemplateResult {
    const found = comparison.cases.find((other) => other.case_id === caseId);
    const phases = found?.phases ?? [];
    const ally = found?.ally[this.#shownLocale]?.in_sentence ?? caseId;
    const at = phases.findIndex((phase) => phase.phase_id === this.phases[caseId]);
    const phase = phases[at];
    const name = phase
      ? `${phase.from_year}–${phase.to_year}`
      : this.#message('control.all_periods');
    const go = (index: number) => {
      if (index < -1 || index >= phases.length) return;
      const { [caseId]: _, ...others } = this.phases;
      const next = phases[index];
      this.phases = next ? { ...others, [caseId]: next.phase_id } : others;
    };
    return html`
      <div class="stepper" role="group" aria-label=${this.#message('control.periods', { ally })}>
        <button type="button" aria-label=${this.#message('control.previous_period', { ally })} aria-disabled=${at < 0} @click=${() => go(at - 1)}>‹</button>
        <span>${name}</span>
        <button type="button" aria-label=${this.#message('control.next_period', { ally })} aria-disabled=${at === phases.length - 1} @click=${() => go(at + 1)}>›</button>
      </div>
    `;
  }

  #chooseLane(event: Event) {
    const lane = (event.target as Element).closest<SVGElement>('.lane');
    const { case: caseId, phase } = lane?.dataset ?? {};
    if (caseId && phase) this.phases = { ...this.phases, [caseId]: phase };
  }

  #answers(comparison: Comparison, codebook: Codebook, dimension: Dimension): TemplateResult {
    const count = codebook.indicators.filter(
      (indicator) => indicator.dimension === dimension,
    ).length;
    const open = this.open.includes(dimension);
    const toggle = (event: Event) => {
      const others = this.open.filter((other) => other !== dimension);
      this.open = (event.target as HTMLDetailsElement).open ? [...others, dimension] : others;
    };
    const parts = open
      ? this.#figure(`answers ${dimension}`, 'answers', comparison, { dimension }).parts
      : [];
    return html`
      <details class="answers" ?open=${open} @toggle=${toggle}>
        <summary>${this.#message('answers.open', { count: String(count) })}</summary>
        ${parts.map(({ html }) => unsafeHTML(html))}
      </details>
    `;
  }

  #conductView({ ids }: Loaded, conduct: Conduct): TemplateResult {
    const figure = this.#figure(
      'conduct',
      'conduct',
      conduct,
      this.cell ? { cell: this.cell } : {},
    );
    const panel = `conduct-${conduct.case_id}`;
    return html`
      <figure class="alliance-figure view" dir="ltr" lang=${this.#shownLocale}>
        ${part(figure, 'head')} ${this.#tabs(ids, panel)}
        <div id=${panel} role=${ids.length > 1 ? 'tabpanel' : nothing} aria-labelledby=${ids.length > 1 ? `tab-${conduct.case_id}` : nothing}>
          <div @click=${this.#chooseCell} @keydown=${this.#gridKey}>${part(figure, 'matrix')}</div>
          <p class="hint">${this.#message('control.cell_hint')}</p>
          ${part(figure, 'pairs')}
          <div class="evidence-panel" aria-live="polite">${part(figure, 'evidence')}</div>
          <div class="part" @click=${this.#chooseYear}>${part(figure, 'strip')}</div>
          ${this.#yearControl(conduct)}
          <div class="part">${part(figure, 'events')}</div>
        </div>
        ${part(figure, 'caption')} ${unsafeHTML(figure.table)}
      </figure>
    `;
  }

  #tabs(ids: readonly string[], panel: string): TemplateResult | typeof nothing {
    if (ids.length < 2) return nothing;
    const choose = (id: string) => {
      if (id === this.conductCase) return;
      this.conductCase = id;
      this.year = undefined;
      this.cell = undefined;
      this.#conduct = undefined;
    };
    const key = async (event: KeyboardEvent) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const end = { Home: 0, End: ids.length - 1 }[event.key];
      if (step === undefined && end === undefined) return;
      event.preventDefault();
      const at = end ?? (ids.indexOf(this.conductCase) + (step ?? 0) + ids.length) % ids.length;
      choose(ids[at] ?? '');
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
    };
    return html`
      <div class="tabs" role="tablist" aria-label=${this.#message('control.cases')} @keydown=${key}>
        ${ids.map((id, index) => {
          const selected = id === this.conductCase;
          const ally = this.loaded?.comparison.cases[index]?.ally[this.#shownLocale]?.label ?? id;
          return html`<button type="button" role="tab" id="tab-${id}" aria-selected=${selected} aria-controls=${selected ? panel : nothing}
            tabindex=${selected ? 0 : -1} class="tab-${(index % 4) + 1}" @click=${() => choose(id)}>${ally}</button>`;
        })}
      </div>
    `;
  }

  #yearControl(conduct: Conduct): TemplateResult {
    const years = conduct.years.map(({ year }) => year);
    const [first = conduct.year, last = conduct.year] = [years[0], years.at(-1)];
    const go = (year: number) => {
      this.year = Math.min(Math.max(year, first), last);
    };
    const shown = conduct.years.find(({ year }) => year === conduct.year);
    const percent = new Intl.NumberFormat(this.#shownLocale, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });
    const values =
      shown?.overlap && shown.low !== null && shown.high !== null
        ? {
            value: percent.format(shown.overlap),
            low: percent.format(shown.low),
            high: percent.format(shown.high),
          }
        : undefined;
    const year = String(conduct.year);
    const spoken = values
      ? this.#message('conduct.strip_value', { year, ...values })
      : this.#message('conduct.strip_nothing', { year });
    return html`
      <div class="year-control">
        <button type="button" aria-label=${this.#message('control.previous_year')} aria-disabled=${conduct.year <= first} @click=${() => go(conduct.year - 1)}>‹</button>
        <input type="range" min=${first} max=${last} step="1" .value=${year} aria-label=${this.#message('control.year')} aria-valuetext=${spoken}
          @input=${(event: Event) => go(Number((event.target as HTMLInputElement).value))} />
        <button type="button" aria-label=${this.#message('control.next_year')} aria-disabled=${conduct.year >= last} @click=${() => go(conduct.year + 1)}>›</button>
      </div>
    `;
  }

  #chooseYear(event: Event) {
    const year = (event.target as Element).closest<SVGElement>('[data-year]')?.dataset.year;
    if (year) this.year = Number(year);
  }

  #chooseCell(event: Event) {
    const cell = (event.target as Element).closest<SVGElement>('[role=gridcell][data-agency]');
    const { agency: agency_id, threat: threat_id } = cell?.dataset ?? {};
    if (!agency_id || !threat_id) return;
    this.cell = { agency_id, threat_id };
    // On a phone the evidence opens below the screen.
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector('.evidence-panel')?.scrollIntoView({ block: 'nearest' });
    });
  }

  #gridKey(event: KeyboardEvent) {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#chooseCell(event);
    } else if (event.key === 'Escape') {
      this.cell = undefined;
    } else {
      moveInGrid(event);
    }
  }
}

/** A part of a figure. It comes from the module, which escapes every text in it. */
function part(figure: Figure, id: string) {
  const found = figure.parts.find((other) => other.id === id);
  return found ? unsafeHTML(found.html) : nothing;
}
