import {
  type CSSResultGroup,
  html,
  nothing,
  type PropertyValues,
  type TemplateResult,
  unsafeCSS,
} from 'lit';
import { state as internal, property } from 'lit/decorators.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { AllianceError } from '../errors.js';
import type { Locale, Scenario } from '../generated/types.js';
import * as drawings from '../policies.js';
import { loadScenario } from '../simulation.js';
import { AllianceElement, type Takeaway } from './element.js';
import {
  type Choice,
  list,
  natural,
  readChoice,
  requireAttributes,
  writeChoice,
} from './simulator/choice.js';
import { chart, drawCursor } from './simulator/cursor.js';
import { levers } from './simulator/lever-view.js';
import { FRONT, LEVERS, names, type PolicyName } from './simulator/levers.js';
import { More } from './simulator/more.js';
import { numbers } from './simulator/numbers.js';
import { type Asked, keyOf, PolicyRuns, type Shown } from './simulator/runs.js';
import { go, opened, setup } from './simulator/setup.js';
import { controls } from './simulator/styles.js';
import { rows, summary } from './simulator/takeaway.js';

/** How long nothing changes before the finding is read out, in milliseconds. */
const QUIET = 500;

/** What is loaded, in one language. */
interface Loaded {
  locale: Locale;
  scenario: Scenario;
}

/**
 * Two policies in the model of an alliance, beside what was: what each does to the double game, to aid, to the armed
 * groups and to the regime; one run with its actors; the verdict of the classifier on the simulated alliance.
 *
 * Content inside the tag stays until the first figure is drawn, and for good if that fails.
 *
 * @element alliance-simulator
 * @fires {CustomEvent<SimulatedDetail>} alliance-simulated - All runs of the policies are done and shown.
 * @fires {CustomEvent<LeverChangedDetail>} alliance-lever-changed - The reader moved a lever.
 * @fires {CustomEvent<RunCancelledDetail>} alliance-run-cancelled - The reader gave up the runs that were under way.
 * @csspart levers - The levers of both policies.
 */
export class AllianceSimulator extends AllianceElement {
  static override styles: CSSResultGroup = [AllianceElement.styles, controls];

  /** The scenario: one of `scenarioIds()`. */
  @property({ useDefault: true }) scenario = 'us-afghanistan';
  /** What policy A sets, such as `monitoring=0.8 aid=0.2`. */
  @property({ useDefault: true }) a = 'monitoring=0.8';
  /** What policy B sets, likewise. */
  @property({ useDefault: true }) b = 'conditionality=0.8';
  /** The levers in front, separated by blanks. */
  @property({ useDefault: true }) levers = FRONT;
  /** How many runs of each policy, 1-20000. */
  @property({ type: Number, useDefault: true }) runs = 1000;
  /** Seed of the runs, a whole number from 0. */
  @property({ type: Number, useDefault: true }) seed = 7;
  /** What to show beside the policies, separated by blanks: `run`, `density`, `verdict`. */
  @property({ useDefault: true }) views = 'run density verdict';

  @internal() private loaded: Loaded | undefined;
  @internal() private shown: Shown | undefined;
  @internal() private chosen: Choice | undefined;
  /** The scenario that the reader chose, once it is to be loaded. */
  private picked = '';
  /** The point of the charts that is read out. */
  @internal() private point: number | undefined;
  @internal() private said = '';
  @internal() private problem = '';

  readonly #host = {
    show: (shown: Shown) => this.#show(shown),
    requestUpdate: () => this.requestUpdate(),
    fail: (error: unknown) => this.#failRun(error),
    choose: (changed: Partial<Choice>) => this.#choose(changed),
  };
  readonly #work = new PolicyRuns(this.#host);
  readonly #more = new More(this.#host);
  #drawn: { shown: Shown; key: string; figure: drawings.Drawn } | undefined;
  #view: { shown: Shown; locale: Locale; json: string } | undefined;
  #written: ({ locale: Locale | undefined } & ReturnType<typeof numbers>) | undefined;
  #step = 0;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  protected override get sources() {
    return [...super.sources, 'scenario', 'picked', 'a', 'b', 'levers', 'runs', 'seed', 'views'];
  }

  protected override get isReady() {
    return this.loaded !== undefined && this.shown !== undefined;
  }

  protected override get texts() {
    return drawings.messages(this.loaded?.locale ?? this.wantedLocale);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#work.stop();
    this.#more.close();
    clearTimeout(this.#quiet);
  }

  protected override async load(take: () => void) {
    requireAttributes(this);
    const locale = this.wantedLocale;
    const chosen = this.chosen ?? readChoice(new URLSearchParams(this.state), this);
    const id = chosen.scenario || this.scenario;
    const texts = drawings.needTexts(locale);
    const [scenario] = await Promise.all([loadScenario(id, { locale }), texts]);
    take();
    const asked = this.#asked(scenario, chosen);
    this.adoptStyle(unsafeCSS(drawings.figureStyle()));
    if (this.shown && keyOf(this.shown) === keyOf(asked)) {
      this.loaded = { locale, scenario };
      return;
    }
    let failure: unknown;
    const show = (shown: Shown) => {
      take();
      this.loaded = { locale, scenario };
      this.chosen ??= chosen;
      this.#show(shown);
    };
    const fail = (error: unknown) => {
      failure = error;
    };
    await new PolicyRuns({ show, requestUpdate: () => {}, fail }).all(asked);
    take();
    if (failure) throw failure;
  }

  /** What is to be run. */
  #asked(scenario: Scenario, { policies: { a, b }, seed }: Choice): Asked {
    return { scenario, a, b, runs: this.runs, seed: seed ?? this.seed };
  }

  #show(shown: Shown) {
    this.shown = shown;
    this.problem = '';
    if (!shown.isWhole) return;
    const { scenario, a, b, runs, seed, result } = shown;
    const numbers = summary(result.policies);
    const what = { scenario: scenario.id, seed, runs, config: { a, b }, summary: numbers };
    this.announce('alliance-simulated', what);
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      if (this.loaded && this.shown === shown) this.said = this.#figure(this.loaded, shown).finding;
    }, QUIET);
  }

  /** Runs that were refused or broke off: what is shown stays. */
  #failRun(error: unknown) {
    const { code = '', path = '' } = error instanceof AllianceError ? error : {};
    const message = error instanceof Error ? error.message : String(error);
    this.problem = message;
    this.announce('alliance-load-failed', { code, path, message });
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    // A policy of an attribute holds until the reader moves a lever.
    if (this.chosen && (changed.has('a') || changed.has('b'))) {
      const { policies } = this.#attributesRead(changed);
      this.chosen = { ...this.chosen, policies };
    }
    super.willUpdate(changed);
  }

  /** The policies, those of changed attributes anew. */
  #attributesRead(changed: PropertyValues<this>): Pick<Choice, 'policies'> {
    const now = this.chosen ?? readChoice(new URLSearchParams(), this);
    try {
      const { policies } = readChoice(new URLSearchParams(), this);
      const a = changed.has('a') ? policies.a : now.policies.a;
      const b = changed.has('b') ? policies.b : now.policies.b;
      return { policies: { a, b } };
    } catch {
      // `load` refuses it.
      return now;
    }
  }

  /**
   * `scenario`: the one that the reader chose. `a`, `b`: what the policies set, as `monitoring:0.8,aid:0.2`. `seed`. `open`:
   * `levers`, `run`, `density`, `verdict`. `whose`, `run`, `step`: the run that is shown, of `was`, `a` or `b`. `group`: place of
   * the group whose density is shown, from 0.
   */
  protected override readView(view: URLSearchParams) {
    this.chosen = readChoice(view, this);
    this.#settle();
  }

  protected override writeView() {
    if (!this.chosen) return new URLSearchParams(this.state);
    // A run that plays is no choice of a step: that is where it began, or is paused.
    if (!this.#more.isPlaying) this.#step = this.chosen.step;
    return writeChoice({ ...this.chosen, step: this.#step }, this);
  }

  /** The reader chose something. */
  #choose(changed: Partial<Choice>) {
    if (!this.chosen) return;
    this.chosen = { ...this.chosen, ...changed };
    this.#settle();
  }

  /** Loads or runs what the choice asks for and is not shown. */
  #settle() {
    const { chosen, loaded, shown } = this;
    if (!chosen || !loaded || !shown) return;
    if (chosen.scenario !== this.picked) {
      const before = this.picked;
      this.picked = chosen.scenario;
      void this.updateComplete.then(() => this.requestUpdate('picked', before));
      return;
    }
    const isLoaded = loaded.scenario.id === (chosen.scenario || this.scenario);
    const asked = this.#asked(loaded.scenario, chosen);
    if (isLoaded && keyOf(asked) !== keyOf(shown) && !this.#work.isAt(asked)) this.#runAll();
  }

  #runAll() {
    if (this.loaded && this.chosen)
      void this.#work.all(this.#asked(this.loaded.scenario, this.chosen));
  }

  #move(policy: PolicyName, lever: string, value: number | undefined) {
    const { chosen, loaded } = this;
    if (!chosen || !loaded) return;
    const { [lever]: _, ...others } = chosen.policies[policy];
    const moved = value === undefined ? others : { ...others, [lever]: value };
    this.chosen = { ...chosen, policies: { ...chosen.policies, [policy]: moved } };
    this.announce('alliance-lever-changed', { policy, lever, value: value ?? null });
    this.#work.move(this.#asked(loaded.scenario, this.chosen));
  }

  readonly #say = (key: string, values?: Record<string, string | number>) =>
    this.message(key, values);
  get #numbers() {
    const { locale } = this.loaded ?? {};
    if (this.#written?.locale !== locale || !this.#written) {
      this.#written = { locale, ...numbers(locale, this.#say) };
    }
    return this.#written;
  }

  /** The figure, drawn again only when something it shows has changed. */
  #figure({ locale, scenario }: Loaded, shown: Shown): drawings.Drawn {
    const options = { locale, width: this.figureWidth };
    const key = JSON.stringify(options);
    if (this.#drawn?.shown === shown && this.#drawn.key === key) return this.#drawn.figure;
    if (this.#view?.shown !== shown || this.#view.locale !== locale) {
      const { policies } = shown.result;
      const json = JSON.stringify({ policies, ...names(scenario, shown) });
      this.#view = { shown, locale, json };
    }
    const figure = drawings.drawPolicies(this.#view.json, options);
    this.#drawn = { shown, key, figure };
    return figure;
  }

  protected override renderView(): TemplateResult {
    const { loaded, shown, chosen } = this;
    if (!loaded || !shown || !chosen) return html`<slot></slot>`;
    const figure = this.#figure(loaded, shown);
    const part = (id: string) => unsafeHTML(figure.parts.find((other) => other.id === id)?.html);
    // Set as it is: as a template it would be read twice, which a lever that moves would feel.
    const whole = (id: string) =>
      html`<div .innerHTML=${figure.parts.find((other) => other.id === id)?.html}></div>`;
    const cursor = {
      figure,
      shown,
      scenario: loaded.scenario,
      point: this.point,
      say: this.#say,
      ...this.#numbers,
      choose: (point: number | undefined) => {
        this.point = point;
      },
    };
    const { scenario = '', seed = this.seed } = chosen;
    const more = {
      ...{ ...loaded, ...this.#numbers, shown, chosen, say: this.#say },
      locale: loaded.locale,
      width: this.figureWidth,
      views: list(this.views),
    };
    return html`
      <figure class="alliance-figure view" dir="ltr" lang=${loaded.locale}>
        ${part('head')}
        ${setup(scenario || this.scenario, seed, this.#say, this.#chooseScenario, (text) => this.#choose({ seed: natural(text) }))}
        ${this.#levers(loaded, chosen)} ${this.#go(shown)} ${whole('tiles')}
        <div class="section">
          <h3>${this.message('simulator.changes')}</h3>
          ${part('changes')}
        </div>
        ${chart('efforts', cursor)} ${chart('strengths', cursor)} ${this.#more.render(more)}
        ${part('wrong')} ${part('caption')} <div class="numbers" .innerHTML=${figure.table}></div>
        ${this.actions(this.#takeaway(figure, shown))}
        <p class="unseen" role="status">${this.said}</p>
      </figure>
    `;
  }

  /** A table that the reader opened stays open when it is drawn again. */
  protected override update(changed: PropertyValues) {
    const tables = ['.numbers', '.player'].map((place) => `${place} details.data`);
    const table = (selector: string) => this.renderRoot.querySelector<HTMLDetailsElement>(selector);
    const open = tables.filter((selector) => table(selector)?.open);
    super.update(changed);
    for (const selector of open) table(selector)?.setAttribute('open', '');
  }

  override updated(changed: PropertyValues) {
    super.updated(changed);
    const last = (this.shown?.result.policies.years.length ?? 2) - 1;
    drawCursor(this.renderRoot, this.point, last);
    if (this.chosen?.open.includes('density')) this.#more.paint(this.renderRoot);
  }

  readonly #chooseScenario = (id: string) => {
    this.point = undefined;
    this.#choose({ scenario: id === this.scenario ? '' : id, step: 0, group: 0 });
  };

  #levers({ scenario }: Loaded, { policies, open }: Choice): TemplateResult {
    const keys = list(this.levers);
    const others = LEVERS.filter(({ key }) => !keys.includes(key));
    const view = {
      scenario,
      policies,
      say: this.#say,
      number: this.#numbers.degree,
      move: (policy: PolicyName, key: string, value: number | undefined) =>
        this.#move(policy, key, value),
    };
    return html`
      <div part="levers" role="group" aria-label=${this.message('simulator.levers')}>
        ${levers(
          LEVERS.filter(({ key }) => keys.includes(key)),
          view,
        )}
        ${
          others.length > 0
            ? opened(
                'levers',
                this.message('simulator.all_levers'),
                open,
                (open) => this.#choose({ open }),
                () => levers(others, view),
              )
            : nothing
        }
      </div>
    `;
  }

  #go(shown: Shown): TemplateResult {
    return go({
      shown,
      work: this.#work,
      problem: this.problem,
      asked: this.runs,
      say: this.#say,
      count: this.#numbers.count,
      run: () => this.#runAll(),
      cancel: () => {
        this.#work.cancel();
        this.announce('alliance-run-cancelled', { scenario: shown.scenario.id });
      },
    });
  }

  #takeaway({ finding }: drawings.Drawn, shown: Shown): Takeaway {
    const { scenario, runs, seed } = shown;
    const rests = this.message('simulator.rests_on', { runs: this.#numbers.count(runs), seed });
    const { locale } = this.loaded ?? {};
    const json = this.#view?.json;
    return {
      name: `policies-${scenario.id}-${seed}`,
      title: `${finding} (${rests})`,
      rows: () => rows(shown),
      svg: () => json && locale && drawings.policiesSvg(json, { locale, width: this.figureWidth }),
    };
  }
}
