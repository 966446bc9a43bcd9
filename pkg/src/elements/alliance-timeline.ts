import { css, html, type PropertyValues, type TemplateResult, unsafeCSS } from 'lit';
import { state as internal, property } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { AllianceError } from '../errors.js';
import type {
  Align,
  Figure,
  Locale,
  SeriesKind,
  Timeline,
  TimelineOptions,
} from '../generated/types.js';
import { knownCase, requireKnown } from '../library.js';
import * as module from '../timeline.js';
import { AllianceElement, type DataCell, type Takeaway } from './element.js';
import { part } from './part.js';

const KINDS: readonly SeriesKind[] = ['violence', 'aid', 'overlap'];

/** How long a reader rests before what changed is said. */
const QUIET = 500;

/** Detail of `alliance-year-chosen`. */
export interface YearChosenDetail {
  version: string;
  /** The chosen place of the axis: a year of the calendar or of the alliance; null where none is chosen any more. */
  year: number | null;
  align: Align;
}

/** What is shown, all of which was loaded. */
interface Loaded {
  ids: readonly string[];
  kinds: readonly SeriesKind[];
  locale: Locale;
}

/**
 * Two or more documented alliances over time: violence, aid and overlap, each on one scale, by
 * calendar year or by year of the alliance.
 *
 * Content inside the tag stays until the first figure is drawn, and for good if that fails.
 * Loading begins when the element comes near the viewport.
 *
 * @element alliance-timeline
 * @fires {CustomEvent<YearChosenDetail>} alliance-year-chosen - The reader chose a year to read, or none.
 * @csspart align - The switch between calendar years and years of the alliance.
 * @csspart year - The slider over the years with the values of the one that is shown.
 */
export class AllianceTimeline extends AllianceElement {
  static override styles = [
    AllianceElement.styles,
    css`
      .align {
        border: 0;
        margin: calc(0.75 * var(--_rem)) 0 calc(1 * var(--_rem));
        padding: 0;
        min-width: 0;
        display: flex;
        flex-wrap: wrap;
      }
      .align legend {
        position: absolute;
        width: 1px;
        height: 1px;
        padding: 0;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }
      .align label {
        display: flex;
        align-items: center;
        gap: calc(0.375 * var(--_rem));
        min-height: calc(2.75 * var(--_rem));
        padding: calc(0.25 * var(--_rem)) calc(0.625 * var(--_rem));
        border: 1px solid var(--_mark);
        font-size: calc(0.875 * var(--_rem));
        color: var(--_ink-2);
        cursor: pointer;
      }
      .align label:first-of-type {
        border-start-start-radius: 6px;
        border-end-start-radius: 6px;
      }
      .align label:last-of-type {
        border-start-end-radius: 6px;
        border-end-end-radius: 6px;
        margin-inline-start: -1px;
      }
      .align label:has(:checked) {
        color: var(--_ink);
        font-weight: 700;
        background: var(--_quiet);
      }
      .align input {
        margin: 0;
        width: calc(1.125 * var(--_rem));
        height: calc(1.125 * var(--_rem));
        accent-color: var(--_ink);
      }
      .picture {
        touch-action: pan-y;
      }
      .year-control {
        margin-inline-start: calc(1.5 * var(--_rem));
      }
      .year-reading {
        min-height: calc(6.5 * var(--_rem));
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        justify-content: space-between;
        gap: calc(0.25 * var(--_rem)) calc(1 * var(--_rem));
      }
      .said {
        position: absolute;
        width: 1px;
        height: 1px;
        padding: 0;
        overflow: hidden;
        clip-path: inset(50%);
      }
      @media print {
        .align {
          display: none;
        }
      }
    `,
  ];

  /** The cases to show, their ids separated by blanks. */
  @property({ useDefault: true }) cases = 'us-colombia us-afghanistan';
  /** What is the same at one place of the axis: `calendar` or `alliance-year`. */
  @property({ useDefault: true }) align = 'calendar';
  /** The panels from top to bottom, separated by blanks: `violence`, `aid`, `overlap`. */
  @property({ useDefault: true }) panels = 'violence aid overlap';

  @internal() private loaded: Loaded | undefined;
  /** How the reader lines the cases up; the attribute where it is none. */
  @internal() private chosenAlign: Align | undefined;
  /** The place of the axis that the reader chose. */
  @internal() private year: number | undefined;
  /** The one under the pointer. */
  @internal() private hovered: number | undefined;
  /** What a screen reader is told. */
  @internal() private said = '';

  #timeline: Timeline | undefined;
  #figure: { key: string; figure: Figure } | undefined;
  #saying: ReturnType<typeof setTimeout> | undefined;

  protected override get sources() {
    return [...super.sources, 'cases', 'panels', 'align'];
  }

  protected override get isReady() {
    return this.loaded !== undefined;
  }

  protected override get texts() {
    return module.messages(this.#shownLocale);
  }

  protected override async load(take: () => void) {
    const locale = this.wantedLocale;
    const ids = [...new Set(words(this.cases))];
    for (const id of ids) knownCase(id, 'cases');
    if (ids.length === 0)
      throw new AllianceError('field', 'cases', 'cases: name at least one case');
    const kinds = [...new Set(words(this.panels))] as SeriesKind[];
    for (const kind of kinds) requireKnown('panel', kind, KINDS, 'panels');
    if (kinds.length === 0)
      throw new AllianceError('field', 'panels', `panels: use ${KINDS.join(', ')}`);
    requireKnown('alignment', this.align, module.ALIGNS, 'align');
    await Promise.all([module.needTexts(locale), ...ids.map((id) => module.needCase(id))]);
    take();
    this.adoptStyle(unsafeCSS(module.timelineStyle()));
    this.#timeline = undefined;
    this.#figure = undefined;
    this.loaded = { ids, kinds, locale };
  }

  /** What is shown; the attribute may name what is not known, in which case the default stands. */
  get #align(): Align {
    return this.chosenAlign ?? module.ALIGNS.find((align) => align === this.align) ?? 'calendar';
  }

  override willUpdate(changed: PropertyValues<this>) {
    super.willUpdate(changed);
    const { loaded } = this;
    if (!loaded) return;
    if (this.#timeline?.align !== this.#align) {
      this.#timeline = module.timeline(loaded.ids, this.#align);
    }
    const { from, to } = this.#timeline;
    if (this.year !== undefined && (this.year < from || this.year > to)) this.year = undefined;
  }

  /** `align`: how the cases are lined up. `year`: the chosen year, of the calendar or of the alliance. */
  protected override readView(view: URLSearchParams) {
    const align = view.get('align');
    this.chosenAlign = module.ALIGNS.find((known) => known === align);
    const year = view.get('year') ?? '';
    this.year = /^\d{1,4}$/.test(year) ? Number(year) : undefined;
    if (!this.loaded || this.year === undefined) return;
    const { from, to } = module.timeline(this.loaded.ids, this.#align);
    if (this.year < from || this.year > to) this.year = undefined;
  }

  protected override writeView() {
    const view = new URLSearchParams();
    if (this.chosenAlign && this.chosenAlign !== this.align) view.set('align', this.chosenAlign);
    if (this.year !== undefined) view.set('year', String(this.year));
    return view;
  }

  protected override renderView(): TemplateResult {
    const timeline = this.#timeline;
    if (!timeline) return html`<slot></slot>`;
    const figure = this.#drawn(timeline);
    const shown = this.hovered ?? this.year;
    return html`
      <figure class="alliance-figure view" dir="ltr" lang=${this.#shownLocale} @keydown=${this.#key}>
        ${part(figure, 'head')} ${this.#switch()} ${part(figure, 'key')}
        <div class="picture" @pointermove=${this.#point} @pointerleave=${this.#leave}
          @pointerup=${this.#lift} @pointercancel=${this.#leave} @click=${this.#click}>
          ${part(figure, 'drawing')}
        </div>
        ${this.#slider(timeline, figure, shown)} ${part(figure, 'notes')}
        ${part(figure, 'caption')} ${unsafeHTML(figure.table)}
        ${this.actions(this.#takeaway(timeline, figure))}
        <p class="said" role="status">${this.said}</p>
      </figure>
    `;
  }

  override updated(changed: PropertyValues) {
    super.updated(changed);
    const shown = this.hovered ?? this.year;
    for (const moment of this.renderRoot.querySelectorAll<SVGElement>('.moment')) {
      moment.toggleAttribute('data-chosen', Number(moment.dataset.at) === shown);
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#saying);
  }

  get #shownLocale(): Locale {
    return this.loaded?.locale ?? this.wantedLocale;
  }

  /** The figure, drawn again only when something it shows has changed. */
  #drawn(timeline: Timeline): Figure {
    const ids = this.loaded?.ids ?? [];
    const options: TimelineOptions = {
      locale: this.#shownLocale,
      width: this.figureWidth,
      panels: [...(this.loaded?.kinds ?? KINDS)],
    };
    const key = JSON.stringify([options, ids, timeline.align]);
    if (this.#figure?.key !== key) {
      this.#figure = { key, figure: module.renderTimeline(ids, timeline.align, options) };
    }
    return this.#figure.figure;
  }

  #switch(): TemplateResult {
    const labels = { calendar: 'timeline.align_calendar', 'alliance-year': 'timeline.align_age' };
    const choose = (align: Align) => {
      this.chosenAlign = align;
      this.hovered = undefined;
      // A year of the calendar is none of the alliance.
      if (this.year !== undefined) this.#choose(undefined);
      this.#say(() => this.#figure?.figure.finding ?? '');
    };
    return html`
      <fieldset class="align" part="align">
        <legend>${this.message('timeline.align')}</legend>
        ${module.ALIGNS.map(
          (align) => html`<label><input type="radio" name="align" .checked=${this.#align === align}
            @change=${() => choose(align)} />${this.message(labels[align])}</label>`,
        )}
      </fieldset>
    `;
  }

  #slider({ from, to }: Timeline, figure: Figure, shown: number | undefined): TemplateResult {
    const words = shown === undefined ? '' : spoken(figure, shown);
    return html`
      <div class="year-control" part="year">
        <input type="range" min=${from} max=${to} step="1" .value=${String(shown ?? from)}
          aria-label=${this.message('timeline.year')}
          aria-valuetext=${words || this.message('timeline.no_year')}
          @input=${(event: Event) => this.#choose(Number((event.target as HTMLInputElement).value))} />
      </div>
      <div class="year-reading">
        ${shown === undefined ? html`<p class="hint">${this.message('timeline.hint')}</p>` : part(figure, `at:${shown}`)}
        <button type="button" aria-disabled=${this.year === undefined}
          @click=${() => this.#choose(undefined)}>${this.message('timeline.clear')}</button>
      </div>
    `;
  }

  #choose(year: number | undefined) {
    this.hovered = undefined;
    if (this.year === year) return;
    this.year = year;
    const detail = { year: year ?? null, align: this.#align };
    this.announce('alliance-year-chosen', detail);
  }

  readonly #key = (event: KeyboardEvent) => {
    if (event.key === 'Escape') this.#choose(undefined);
    // The slider stands at its first year where none is chosen: keys that lead there choose it.
    const isStart =
      ['Home', 'ArrowLeft', 'ArrowDown'].includes(event.key) && this.year === undefined;
    if (isStart && (event.target as HTMLElement).matches('.year-control input')) {
      this.#choose(this.#timeline?.from);
    }
  };

  readonly #point = (event: PointerEvent) => {
    this.hovered = this.#placeOf(event) ?? this.hovered;
  };

  readonly #leave = () => {
    this.hovered = undefined;
  };

  /** A finger that was drawn over the years chooses the last of them. */
  readonly #lift = (event: PointerEvent) => {
    if (event.pointerType === 'touch' && this.hovered !== undefined) this.#keep(this.hovered);
  };

  readonly #click = (event: MouseEvent) => {
    const year = this.#placeOf(event);
    if (year !== undefined) this.#keep(year);
  };

  #keep(year: number) {
    this.#choose(year);
    this.#say(() => (this.#figure ? spoken(this.#figure.figure, year) : ''));
  }

  /** The place of the axis under a pointer; events of a finger name the one on which it was put down. */
  #placeOf({ clientX, clientY }: MouseEvent): number | undefined {
    const below = (this.renderRoot as ShadowRoot).elementFromPoint(clientX, clientY);
    const at = below?.closest<SVGElement>('.moment')?.dataset.at;
    return at === undefined ? undefined : Number(at);
  }

  /** Says what has changed, once the reader rests. */
  #say(what: () => string) {
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => {
      this.said = what();
    }, QUIET);
  }

  #takeaway(timeline: Timeline, figure: Figure): Takeaway {
    return {
      name: ['timeline', ...(this.loaded?.ids ?? [])].join('-'),
      title: figure.finding,
      rows: () => values(timeline, this.loaded?.kinds ?? KINDS),
      svg: () => figure.svg ?? undefined,
    };
  }
}

/** The words of an attribute that is separated by blanks. */
function words(attribute: string | null): string[] {
  return (attribute ?? '').split(/\s+/).filter(Boolean);
}

/** One row a year, case and series. */
function values({ cases, align }: Timeline, kinds: readonly SeriesKind[]): DataCell[][] {
  const rows = kinds.flatMap((kind) =>
    cases.flatMap(({ case_id, from_year, series }) =>
      series
        .filter((one) => one.kind === kind)
        .flatMap(({ series_id, points }) =>
          points.map(({ year, value, low, high }) => {
            const age = year - from_year + 1;
            return [kind, case_id, year, age, value, low, high, series_id, align];
          }),
        ),
    ),
  );
  const columns = 'series case_id year alliance_year value low high series_id align';
  return [columns.split(' '), ...rows];
}

/** The values of a year as one line, to be spoken. */
function spoken(figure: Figure, at: number): string {
  const found = figure.parts.find(({ id }) => id === `at:${at}`);
  const holder = document.createElement('template');
  holder.innerHTML = found?.html ?? '';
  const pieces = [...holder.content.querySelectorAll('p, li')];
  const [place, ...values] = pieces.map((piece) => piece.textContent ?? '');
  return `${place}: ${values.join('. ')}`;
}

declare global {
  interface HTMLElementEventMap {
    'alliance-year-chosen': CustomEvent<YearChosenDetail>;
  }
}
