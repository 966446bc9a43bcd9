/** One run of a policy, period by period, with the actors drawn. It never starts by itself. */

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Figure, Locale, Scenario, SceneView, Trace } from '../../generated/types.js';
import * as drawings from '../../policies.js';
import * as simulator from '../../simulator.js';

/** Steps a second. */
const SPEEDS = [1, 2, 4, 8, 16, 30];
/** As many runs of an ensemble as can be chosen. */
const MOST_RUN = 999_999;

export interface PlayerHost {
  /** Another period, or another run, is to be shown. */
  go(step: number, run: number): void;
}

export interface PlayerView {
  /** Under the policy that is played. */
  scenario: Scenario;
  seed: number;
  locale: Locale;
  width: number;
  say(key: string, values?: Record<string, string>): string;
  /** Number of the run, from 0. */
  run: number;
  /** The period that is shown, from 0. */
  step: number;
  /** The choice between what was, A and B. */
  whose: TemplateResult;
}

export class Player {
  #isPlaying = false;
  #speed = 4;
  #run = 0;
  #step = 0;
  #steps = 1;
  #opened: { key: string; trace: Trace } | undefined;
  #drawn: { key: string; figure: Figure } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #motion =
    typeof matchMedia === 'undefined' ? undefined : matchMedia('(prefers-reduced-motion: reduce)');

  constructor(readonly host: PlayerHost) {}

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /** Stops and forgets the run. */
  close(): void {
    this.pause();
    this.#opened = undefined;
    this.#drawn = undefined;
  }

  pause(): void {
    clearTimeout(this.#timer);
    this.#isPlaying = false;
  }

  #go(step: number): void {
    this.host.go(Math.min(Math.max(step, 0), this.#steps - 1), this.#run);
  }

  /** From where it stands to the end; from the beginning where that is the end. */
  #play(): void {
    this.#isPlaying = true;
    const next = () => {
      if (!this.#isPlaying) return;
      const step = this.#step + 1;
      if (step >= this.#steps - 1) this.pause();
      else this.#timer = setTimeout(next, 1000 / this.#speed);
      this.#go(step);
    };
    this.#timer = setTimeout(next, 1000 / this.#speed);
    this.#go(this.#step >= this.#steps - 1 ? 0 : this.#step);
  }

  /** The run, played again only where it is another. */
  #open({ scenario, seed }: PlayerView): Trace {
    const key = JSON.stringify({ scenario, seed, run: this.#run });
    if (this.#opened?.key !== key) this.#opened = { key, trace: simulator.trace(key) };
    return this.#opened.trace;
  }

  /** The period that is shown, drawn again only where something has changed. */
  #figure(trace: Trace, { scenario, locale, width }: PlayerView): Figure {
    const key = `${this.#opened?.key} ${this.#step} ${locale} ${width}`;
    if (this.#drawn?.key !== key) {
      const figure = drawings.drawStep(scene(trace, scenario, this.#step), { locale, width });
      this.#drawn = { key, figure };
    }
    return this.#drawn.figure;
  }

  render(view: PlayerView): TemplateResult {
    const { say } = view;
    const isStill = this.#motion?.matches ?? false;
    if (isStill) this.pause();
    this.#run = Math.min(view.run, MOST_RUN);
    const trace = this.#open(view);
    this.#steps = trace.years.length;
    this.#step = Math.min(view.step, this.#steps - 1);
    const figure = this.#figure(trace, view);
    const part = (id: string) => unsafeHTML(figure.parts.find((other) => other.id === id)?.html);
    const step = (by: number) => () => {
      this.pause();
      this.#go(this.#step + by);
    };
    const toggle = () => {
      if (!this.#isPlaying) return this.#play();
      this.pause();
      this.#go(this.#step);
    };
    return html`
      <div class="player">
        <p class="note">${say('simulator.play_note')}</p>
        <div class="player-bar">
          ${view.whose}
          <label>${say('simulator.run_number')}
            <input type="number" class="run-number" min="1" max=${MOST_RUN + 1} .value=${live(String(this.#run + 1))} @change=${this.#chooseRun}></label>
        </div>
        ${part('scene')}
        <div class="player-bar">
          ${
            isStill
              ? nothing
              : html`<button type="button" class="play" @click=${toggle}>${say(this.#isPlaying ? 'simulator.pause' : 'simulator.play')}</button>`
          }
          <button type="button" aria-label=${say('simulator.back')} aria-disabled=${this.#step === 0} @click=${step(-1)}>‹</button>
          <button type="button" aria-label=${say('simulator.forward')} aria-disabled=${this.#step === this.#steps - 1} @click=${step(1)}>›</button>
          <label class="time">${say('simulator.time')}
            <input type="range" min="0" max=${this.#steps - 1} .value=${live(String(this.#step))} aria-valuetext=${figure.finding}
              @input=${this.#seek}></label>
          ${isStill ? nothing : this.#speeds(say)}
        </div>
        ${isStill ? html`<p class="note">${say('simulator.still')}</p>` : nothing}
        ${part('words')} ${unsafeHTML(figure.table)}
      </div>
    `;
  }

  #speeds(say: PlayerView['say']): TemplateResult {
    const choose = (event: Event) => {
      this.#speed = Number((event.target as HTMLSelectElement).value);
    };
    return html`<label>${say('simulator.speed')}
      <select class="speed" @change=${choose}>
        ${SPEEDS.map((speed) => html`<option value=${speed} ?selected=${speed === this.#speed}>${say('simulator.speed_steps', { count: String(speed) })}</option>`)}
      </select></label>`;
  }

  readonly #seek = (event: Event) => {
    this.pause();
    this.#go(Number((event.target as HTMLInputElement).value));
  };

  readonly #chooseRun = (event: Event) => {
    const run = Math.round(Number((event.target as HTMLInputElement).value)) - 1;
    this.pause();
    this.host.go(this.#step, Number.isFinite(run) ? Math.min(Math.max(run, 0), MOST_RUN) : 0);
  };
}

/** What a period shows. */
function scene(trace: Trace, scenario: Scenario, step: number): SceneView {
  const at = (series: Float64Array | undefined) => series?.[step] ?? 0;
  const year = at(trace.years);
  return {
    first_year: scenario.first_year ?? 0,
    year,
    agencies: scenario.agencies.map(({ name, capacity_share }, index) => ({
      name,
      capacity_share,
      balance: trace.agencies[index]?.balance.map(at) ?? [],
      collude: trace.agencies[index]?.collude.map(at) ?? [],
    })),
    threats: scenario.threats.map(({ name }, index) => ({
      name,
      strength: at(trace.strength[index]),
    })),
    aid: at(trace.aid),
    aid_diverted: at(trace.aid_diverted),
    double: at(trace.d3) > 0.5,
    stands: trace.regime_fell === null || year < trace.regime_fell,
  };
}
