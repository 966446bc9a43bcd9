import { html, nothing, type PropertyValues, type TemplateResult, unsafeCSS } from 'lit';
import { state as internal, property } from 'lit/decorators.js';
import * as core from '../core.js';
import { AllianceError } from '../errors.js';
import type { Comparison, Conduct, Figure, FigureOptions } from '../generated/types.js';
import { knownCase, requireKnown } from '../library.js';
import { ConductView } from './comparison/conduct.js';
import { Differences } from './comparison/differences.js';
import type { Host, Loaded } from './comparison/host.js';
import { Inside } from './comparison/inside.js';
import { AllianceElement, words } from './element.js';

const VIEWS = ['comparison', 'conduct', 'timeline', 'what-if'];

/** The text behind an address that the page gives. */
async function fetched(url: string): Promise<string> {
  const response = await fetch(url);
  if (response.ok) return response.text();
  throw new AllianceError('case_not_found', 'src', `src: ${url} answered ${response.status}`);
}

/**
 * Two or more documented alliances side by side: the verdict and four differences by period, and
 * who fought and who helped by year.
 *
 * Content inside the tag stays until the first figure is drawn, and for good if that fails.
 * Loading begins when the element comes near the viewport.
 *
 * @csspart comparison - The verdict and the four differences.
 * @csspart conduct - Who fought, who helped.
 * @csspart timeline - The timeline, where `views` names it.
 * @csspart what-if - The simulator, where `views` names it.
 * @element alliance-comparison
 */
export class AllianceComparison extends AllianceElement {
  /** The cases to compare, their ids separated by blanks. */
  @property({ useDefault: true }) cases = 'us-colombia us-afghanistan';
  /**
   * What to show, separated by blanks: `comparison`, `conduct` (who fought, who helped), `timeline`, and
   * `what-if`, a small simulator for a case that has a scenario.
   */
  @property({ useDefault: true }) views = 'comparison conduct';
  /** How the timeline is aligned at first: `calendar` or `alliance-year`. */
  @property({ useDefault: true }) align = 'calendar';
  /** Addresses of own cases as JSON, separated by blanks; one that `cases` does not name stands at the end. */
  @property({ useDefault: true }) src = '';
  /** Whose answers the dots show at first: `1`, `2`, or `hull` for the first with the ranges of both. */
  @property({ useDefault: true }) coder = '1';
  /** How the answers to each question combine at first: `mean`, `min`, `max`, `geometric`; default: as in the codebook. */
  @property({ useDefault: true }) structure = '';
  /** Where disputes go: an `https:` or `mailto:` address in which `{entry}` stands for the entry. */
  @property({ useDefault: true }) corrections = '';

  @internal() private loaded: Loaded | undefined;

  readonly #drawn = new Map<string, { key: string; figure: Figure }>();
  readonly #host: Host = {
    root: () => this.renderRoot,
    changed: () => this.requestUpdate(),
    drawn: () => this.updateComplete,
    say: (key, values) => this.message(key, values),
    draw: (...drawing) => this.#draw(...drawing),
    bar: (takeaway) => this.actions(takeaway),
    fail: (error) => this.fail(error),
  };
  readonly #differences = new Differences(this.#host, this);
  readonly #conduct = new ConductView(this.#host);
  readonly #inside = new Inside(this.#host, this);

  protected override get sources() {
    return [...super.sources, 'cases', 'views', 'src', 'coder', 'structure'];
  }

  protected override get isReady() {
    return this.loaded !== undefined;
  }

  protected override get texts() {
    return core.messages(this.loaded?.locale ?? this.wantedLocale);
  }

  protected override async load(take: () => void) {
    const locale = this.wantedLocale;
    for (const view of words(this.views)) requireKnown('view', view, VIEWS, 'views');
    this.#differences.check();
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
    this.#drawn.clear();
    this.loaded = { ids, locale, codebook };
  }

  /** Adds the cases of `src` and of `<script type="application/json">` inside the tag; gives their ids. */
  async #ownCases(): Promise<string[]> {
    const scripts = this.querySelectorAll(':scope > script[type="application/json"]');
    const inside = [...scripts].map(async ({ textContent }) => textContent ?? '');
    const texts = await Promise.all([...words(this.src).map(fetched), ...inside]);
    return Promise.all(texts.map((text) => core.library.addOwnCase(text)));
  }

  /**
   * `coder` and `structure`: as the attributes. `period.<case>`: the chosen period. `answers`: questions
   * whose answers are open. `who`: the case whose agencies are shown, with `year` and `cell`, which is
   * agency and threat. `timeline` and `what-if`: the views of the elements inside.
   */
  protected override readView(view: URLSearchParams) {
    if (!this.loaded) return;
    this.#differences.read(view, this.loaded);
    this.#conduct.read(view, this.loaded);
    this.#inside.read(view);
  }

  protected override writeView() {
    const view = new URLSearchParams();
    if (this.loaded) {
      this.#differences.write(view);
      this.#conduct.write(view, this.loaded);
      this.#inside.write(view);
    }
    return view;
  }

  protected override renderView(): TemplateResult {
    const { loaded } = this;
    const views = words(this.views);
    if (!loaded || views.length === 0) return html`<slot></slot>`;
    const view = (name: string, render: () => unknown) =>
      views.includes(name) ? render() : nothing;
    return html`
      ${view('comparison', () => this.#differences.render(loaded))}
      ${view('conduct', () => this.#conduct.render(loaded, this.#differences.comparison(loaded).cases))}
      ${view('timeline', () => this.#inside.timeline(loaded))}
      ${view('what-if', () => this.#inside.whatIf(loaded))}
    `;
  }

  override updated(changed: PropertyValues) {
    super.updated(changed);
    this.#differences.mark();
    this.#conduct.mark();
    this.#inside.mark();
  }

  #draw(
    name: string,
    kind: core.FigureKind,
    result: Comparison | Conduct,
    more: FigureOptions,
    what: unknown,
  ): Figure {
    const options: FigureOptions = {
      locale: this.loaded?.locale ?? this.wantedLocale,
      width: this.figureWidth,
      ...(this.corrections && { corrections: this.corrections }),
      ...more,
    };
    const key = JSON.stringify([options, what]);
    const drawn = this.#drawn.get(name);
    if (drawn?.key === key) return drawn.figure;
    const figure = core.renderFigure(kind, result, options);
    this.#drawn.set(name, { key, figure });
    return figure;
  }
}
