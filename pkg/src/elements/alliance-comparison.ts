import { html, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from 'lit';
import { state as internal, property } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import * as core from '../core.js';
import { AllianceError } from '../errors.js';
import type {
  Codebook,
  Coder,
  Comparison,
  Conduct,
  Dimension,
  Figure,
  FigureOptions,
  Locale,
} from '../generated/types.js';
import { knownCase, requireKnown } from '../library.js';
import { AllianceElement, type DataCell, type Takeaway, words } from './element.js';
import { moveInGrid, restoreTabStop } from './grid.js';
import { part } from './part.js';
import { DIMENSIONS, relations, scores } from './rows.js';

const VIEWS = ['comparison', 'conduct'];

/** Whose answers the dots may show. */
const CODERS: readonly Coder[] = [1, 2, 'hull'];

/** Ways of combining that a reader may try in place of the codebook's. */
const STRUCTURES = ['mean', 'min', 'max', 'geometric'] as const;
type Way = (typeof STRUCTURES)[number];

/** The text behind an address that the page gives. */
async function fetched(url: string): Promise<string> {
  const response = await fetch(url);
  if (response.ok) return response.text();
  throw new AllianceError('case_not_found', 'src', `src: ${url} answered ${response.status}`);
}

/** What was loaded. */
interface Loaded {
  ids: readonly string[];
  locale: Locale;
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
export class AllianceComparison extends AllianceElement {
  /** The cases to compare, their ids separated by blanks. */
  @property({ useDefault: true }) cases = 'us-colombia us-afghanistan';
  /** What to show, separated by blanks: `comparison`, `conduct`. */
  @property({ useDefault: true }) views = 'comparison conduct';
  /** Addresses of own cases as JSON, separated by blanks; one that `cases` does not name stands at the end. */
  @property({ useDefault: true }) src = '';
  /** Whose answers the dots show at first: `1`, `2`, or `hull` for the first with the ranges of both. */
  @property({ useDefault: true }) coder = '1';
  /** How the answers to each question combine at first: `mean`, `min`, `max`, `geometric`; default: as in the codebook. */
  @property({ useDefault: true }) structure = '';
  /** Where disputes go: an `https:` or `mailto:` address in which `{entry}` stands for the entry. */
  @property({ useDefault: true }) corrections = '';

  @internal() private loaded: Loaded | undefined;
  /** The reader's choice in place of the attribute. */
  @internal() private chosenCoder: Coder | undefined;
  @internal() private chosenWay: Way | '' | undefined;
  /** Whether the reasons of the scores are loaded. */
  @internal() private hasReasons = false;
  /** The chosen phase by case. */
  @internal() private phases: Record<string, string> = {};
  /** The questions whose answers are open. */
  @internal() private open: readonly Dimension[] = [];
  @internal() private conductCase = '';
  @internal() private year: number | undefined;
  @internal() private cell: { agency_id: string; threat_id: string } | undefined;

  #compared: { key: string; comparison: Comparison } | undefined;
  #conduct: Conduct | undefined;
  readonly #drawn = new Map<string, { key: string; figure: Figure }>();

  protected override get sources() {
    return [...super.sources, 'cases', 'views', 'src', 'coder', 'structure'];
  }

  protected override get isReady() {
    return this.loaded !== undefined;
  }

  protected override get texts() {
    return core.messages(this.#shownLocale);
  }

  protected override async load(take: () => void) {
    const locale = this.wantedLocale;
    for (const view of this.#views) requireKnown('view', view, VIEWS, 'views');
    requireKnown('coding', this.coder, CODERS.map(String), 'coder');
    requireKnown('way of combining', this.structure, ['', ...STRUCTURES], 'structure');
    const own = await this.#ownCases();
    const ids = [...new Set([...words(this.cases), ...own])];
    for (const id of ids) knownCase(id, 'cases');
    if (ids.length === 0) {
      throw new AllianceError('field', 'cases', 'cases: name at least one case');
    }
    const [codebook] = await Promise.all([
      core.needTexts(locale),
      core.library.needReferences(),
      ...ids.map((id) => core.library.needCase(id)),
    ]);
    take();
    this.adoptStyle(unsafeCSS(core.figureStyle()));
    this.loaded = { ids, locale, codebook };
    this.hasReasons = false;
    this.#compared = undefined;
  }

  /** Adds the cases of `src` and of `<script type="application/json">` inside the tag; gives their ids. */
  async #ownCases(): Promise<string[]> {
    const scripts = this.querySelectorAll(':scope > script[type="application/json"]');
    const inside = [...scripts].map(async ({ textContent }) => textContent ?? '');
    const texts = await Promise.all([...words(this.src).map(fetched), ...inside]);
    return Promise.all(texts.map((text) => core.library.addOwnCase(text)));
  }

  override willUpdate(changed: PropertyValues<this>) {
    super.willUpdate(changed);
    const { loaded } = this;
    if (!loaded) return;
    if (this.open.length > 0 && !this.hasReasons) void this.#needReasons(loaded);
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

  /**
   * `coder` and `structure`: as the attributes. `period.<case>`: the chosen period. `answers`: questions whose answers are open. `who`: the case
   * whose agencies are shown, with `year` and `cell`, which is agency and threat.
   */
  protected override readView(view: URLSearchParams) {
    const { loaded } = this;
    if (!loaded) return;
    this.chosenCoder = CODERS.find((coder) => String(coder) === view.get('coder'));
    this.chosenWay = ([...STRUCTURES, ''] as const).find((way) => way === view.get('structure'));
    const chosen = this.#comparisonOf(loaded).cases.flatMap(({ case_id, phases }) => {
      const id = view.get(`period.${case_id}`);
      return phases.some(({ phase_id }) => phase_id === id) ? [[case_id, id ?? '']] : [];
    });
    this.phases = Object.fromEntries(chosen);
    const open = view.get('answers')?.split(' ') ?? [];
    this.open = DIMENSIONS.filter((dimension) => open.includes(dimension));
    const who = view.get('who') ?? '';
    this.conductCase = loaded.ids.includes(who) ? who : (loaded.ids.at(-1) ?? '');
    const first = core.conduct(this.conductCase, undefined, loaded.ids.indexOf(this.conductCase));
    const year = Number(view.get('year'));
    this.year = first.years.some((other) => other.year === year) ? year : undefined;
    const [agency_id = '', threat_id = ''] = view.get('cell')?.split(' ') ?? [];
    const isKnown =
      first.agencies.some((agency) => agency.agency_id === agency_id) &&
      first.threats.some((threat) => threat.threat_id === threat_id);
    this.cell = isKnown ? { agency_id, threat_id } : undefined;
  }

  protected override writeView() {
    const view = new URLSearchParams();
    if (String(this.#coder) !== this.coder) view.set('coder', String(this.#coder));
    if (this.#way !== this.structure) view.set('structure', this.#way);
    for (const [id, phase] of Object.entries(this.phases)) view.set(`period.${id}`, phase);
    if (this.open.length > 0) view.set('answers', this.open.join(' '));
    if (this.conductCase !== this.loaded?.ids.at(-1)) view.set('who', this.conductCase);
    if (this.year !== undefined) view.set('year', String(this.year));
    if (this.cell) view.set('cell', `${this.cell.agency_id} ${this.cell.threat_id}`);
    return view;
  }

  /** Loads the reasons of the scores, which only open answers show. */
  async #needReasons(loaded: Loaded) {
    try {
      await Promise.all(loaded.ids.map((id) => core.library.needReasons(id)));
      if (this.loaded === loaded) this.hasReasons = true;
    } catch (error) {
      this.fail(error);
    }
  }

  protected override renderView(): TemplateResult {
    const { loaded } = this;
    if (!loaded || !VIEWS.some((view) => this.#shows(view))) return html`<slot></slot>`;
    return html`
      ${this.#shows('comparison') ? this.#comparison(loaded) : nothing}
      ${this.#shows('conduct') && this.#conduct ? this.#conductView(loaded, this.#conduct) : nothing}
    `;
  }

  override updated(changed: PropertyValues) {
    super.updated(changed);
    const root = this.renderRoot;
    for (const lane of root.querySelectorAll<SVGElement>('.lane')) {
      const { case: caseId = '', phase } = lane.dataset;
      lane.toggleAttribute('data-chosen', this.phases[caseId] === phase);
    }
    const grid = root.querySelector('[role=grid]');
    if (grid) restoreTabStop(grid, this.cell);
  }

  get #shownLocale(): Locale {
    return this.loaded?.locale ?? this.wantedLocale;
  }

  get #views(): string[] {
    return words(this.views);
  }

  get #coder(): Coder {
    return this.chosenCoder ?? CODERS.find((coder) => String(coder) === this.coder) ?? 1;
  }

  get #way(): string {
    return this.chosenWay ?? this.structure;
  }

  /** The comparison by the coding and the way of combining that are chosen. */
  #comparisonOf({ ids }: Loaded): Comparison {
    const [coder, way] = [this.#coder, STRUCTURES.find((known) => known === this.#way)];
    const key = JSON.stringify([coder, way]);
    if (this.#compared?.key !== key) {
      const structure = way && { D1: way, D2: way, D3: way, D4: way };
      this.#compared = { key, comparison: core.compare(ids, true, coder, structure) };
    }
    return this.#compared.comparison;
  }

  #shows(view: string): boolean {
    return this.#views.includes(view);
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
      width: this.figureWidth,
      ...(this.corrections && { corrections: this.corrections }),
      ...more,
    };
    const what =
      'year' in result
        ? [result.case_id, result.year, result.index]
        : [this.loaded?.ids, result.coder, result.structure, this.hasReasons];
    const key = JSON.stringify([options, what]);
    const drawn = this.#drawn.get(name);
    if (drawn?.key === key) return drawn.figure;
    const figure = core.renderFigure(kind, result, options);
    this.#drawn.set(name, { key, figure });
    return figure;
  }

  #comparison(loaded: Loaded): TemplateResult {
    const { codebook } = loaded;
    const comparison = this.#comparisonOf(loaded);
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
        ${part(figure, 'key')} ${this.#options()}
        ${DIMENSIONS.map((dimension) => html`<div>${part(figure, dimension)} ${this.#answers(comparison, codebook, dimension)}</div>`)}
        ${part(figure, 'caption')} ${unsafeHTML(figure.table)}
        ${this.actions(this.#takeaway('comparison', figure, () => scores(comparison)))}
      </figure>
    `;
  }

  #takeaway(view: string, figure: Figure, rows: () => DataCell[][]): Takeaway {
    const ids = view === 'conduct' ? [this.conductCase, this.#conduct?.year] : this.loaded?.ids;
    return {
      name: [view, ...(ids ?? [])].join('-'),
      title: figure.finding,
      rows,
      svg: () => figure.svg ?? undefined,
    };
  }

  /** Whose answers, and how they combine. */
  #options(): TemplateResult {
    const choice = (value: string, key: string, chosen: boolean) =>
      html`<option value=${value} ?selected=${chosen}>${this.message(`control.${key}`)}</option>`;
    const chooseCoder = (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      this.chosenCoder = CODERS.find((coder) => String(coder) === value);
    };
    const chooseWay = (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      this.chosenWay = STRUCTURES.find((way) => way === value) ?? '';
    };
    return html`
      <details class="options">
        <summary>${this.message('control.options')}</summary>
        <label>${this.message('control.coder')}
          <select @change=${chooseCoder}>
            ${CODERS.map((coder) => choice(String(coder), `coder_${coder}`, coder === this.#coder))}
          </select></label>
        <label>${this.message('control.structure')}
          <select @change=${chooseWay}>
            ${['', ...STRUCTURES].map((way) => choice(way, `structure_${way || 'codebook'}`, way === this.#way))}
          </select></label>
      </details>
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
      : this.message('control.all_periods');
    const go = (index: number) => {
      if (index < -1 || index >= phases.length) return;
      const { [caseId]: _, ...others } = this.phases;
      const next = phases[index];
      this.phases = next ? { ...others, [caseId]: next.phase_id } : others;
    };
    return html`
      <div class="stepper" role="group" aria-label=${this.message('control.periods', { ally })}>
        <button type="button" aria-label=${this.message('control.previous_period', { ally })} aria-disabled=${at < 0} @click=${() => go(at - 1)}>‹</button>
        <span>${name}</span>
        <button type="button" aria-label=${this.message('control.next_period', { ally })} aria-disabled=${at === phases.length - 1} @click=${() => go(at + 1)}>›</button>
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
    const parts =
      open && this.hasReasons
        ? this.#figure(`answers ${dimension}`, 'answers', comparison, { dimension }).parts
        : [];
    return html`
      <details class="answers" ?open=${open} @toggle=${toggle}>
        <summary>${this.message('answers.open', { count: String(count) })}</summary>
        ${parts.map(({ html }) => unsafeHTML(html))}
      </details>
    `;
  }

  #conductView(loaded: Loaded, conduct: Conduct): TemplateResult {
    const figure = this.#figure(
      'conduct',
      'conduct',
      conduct,
      this.cell ? { cell: this.cell } : {},
    );
    const panel = `conduct-${conduct.case_id}`;
    return html`
      <figure class="alliance-figure view" dir="ltr" lang=${this.#shownLocale}>
        ${part(figure, 'head')} ${this.#tabs(loaded, panel)}
        <div id=${panel} role=${loaded.ids.length > 1 ? 'tabpanel' : nothing} aria-labelledby=${loaded.ids.length > 1 ? `tab-${conduct.case_id}` : nothing}>
          <div @click=${this.#chooseCell} @keydown=${this.#gridKey}>${part(figure, 'matrix')}</div>
          <p class="hint">${this.message('control.cell_hint')}</p>
          ${part(figure, 'pairs')}
          <div class="evidence-panel" aria-live="polite">${part(figure, 'evidence')}</div>
          <div class="part" @click=${this.#chooseYear}>${part(figure, 'strip')}</div>
          ${this.#yearControl(conduct)}
          <div class="part">${part(figure, 'events')}</div>
        </div>
        ${part(figure, 'caption')} ${unsafeHTML(figure.table)}
        ${this.actions(this.#takeaway('conduct', figure, () => relations(conduct)))}
      </figure>
    `;
  }

  #tabs(loaded: Loaded, panel: string): TemplateResult | typeof nothing {
    const { ids } = loaded;
    const { cases } = this.#comparisonOf(loaded);
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
      <div class="tabs" role="tablist" aria-label=${this.message('control.cases')} @keydown=${key}>
        ${ids.map((id, index) => {
          const selected = id === this.conductCase;
          const ally = cases[index]?.ally[this.#shownLocale]?.label ?? id;
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
      ? this.message('conduct.strip_value', { year, ...values })
      : this.message('conduct.strip_nothing', { year });
    return html`
      <div class="year-control">
        <button type="button" aria-label=${this.message('control.previous_year')} aria-disabled=${conduct.year <= first} @click=${() => go(conduct.year - 1)}>‹</button>
        <input type="range" min=${first} max=${last} step="1" .value=${year} aria-label=${this.message('control.year')} aria-valuetext=${spoken}
          @input=${(event: Event) => go(Number((event.target as HTMLInputElement).value))} />
        <button type="button" aria-label=${this.message('control.next_year')} aria-disabled=${conduct.year >= last} @click=${() => go(conduct.year + 1)}>›</button>
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
