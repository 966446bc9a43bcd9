/** All runs at once: how many lie at which strength, as a picture for each policy. */

import { html, type TemplateResult } from 'lit';
import type { Density, Scenario } from '../../generated/types.js';
import * as drawings from '../../policies.js';
import * as simulator from '../../simulator.js';
import { POLICIES, type PolicyName, under } from './levers.js';
import type { Shown } from './runs.js';

const BINS = 60;
/** Most columns of a picture. */
const COLUMNS = 96;

export interface DensityView {
  shown: Shown;
  /** With the names in the language of the figure. */
  scenario: Scenario;
  say(key: string, values?: Record<string, string>): string;
  degree(value: number): string;
  runs: string;
  /** The choice of the group. */
  whose: TemplateResult;
  /** Place of the group, from 0. */
  threat: number;
}

export class Densities {
  #key = '';
  #counted: Record<PolicyName, Density> | undefined;
  #abort: AbortController | undefined;
  /** What stands on a canvas. */
  readonly #painted = new WeakMap<HTMLCanvasElement, string>();
  #counts = 0;

  constructor(readonly host: { requestUpdate(): void; fail(error: unknown): void }) {}

  /** Ends what is under way. */
  close(): void {
    this.#abort?.abort();
    this.#key = '';
  }

  /** Counts what is shown, unless it was counted. */
  #need({ shown, threat }: DensityView): void {
    const { scenario, a, b, runs, seed } = shown;
    const key = JSON.stringify([scenario.id, a, b, runs, seed, threat]);
    if (key === this.#key || !shown.isWhole) return;
    this.#key = key;
    this.#abort?.abort();
    this.#abort = new AbortController();
    void this.#count(shown, threat, this.#abort.signal);
  }

  async #count({ scenario, a, b, runs, seed }: Shown, threat: number, signal: AbortSignal) {
    const every = Math.ceil(scenario.years / scenario.dt / COLUMNS) * scenario.dt;
    const count = (policy: PolicyName, most?: number) => {
      const changed = under(scenario, policy === 'a' ? a : b);
      const request = { scenario: changed, threat, bins: BINS, every, runs, seed, most };
      return simulator.work('density', JSON.stringify(request), signal, undefined);
    };
    try {
      const first = (await Promise.all(POLICIES.map((policy) => count(policy)))) as Density[];
      // One scale for both: that of the policy with the greatest strength.
      const most = Math.max(...first.map(({ edges }) => edges[BINS] ?? 0));
      const [of_a, of_b] = (await Promise.all(
        POLICIES.map((policy) => count(policy, most)),
      )) as Density[];
      if (of_a && of_b) this.#counted = { a: of_a, b: of_b };
      this.#counts += 1;
      this.host.requestUpdate();
    } catch (error) {
      if (!signal.aborted) this.host.fail(error);
    }
  }

  render(view: DensityView): TemplateResult {
    this.#need(view);
    const { say, degree, runs } = view;
    const { name: threat = '' } = view.scenario.threats[view.threat] ?? {};
    return html`
      <div class="density">
        <p class="note">${say('simulator.density_note', { runs })}</p>
        <div class="player-bar">${view.whose}</div>
        <div class="densities">
          ${POLICIES.map((policy) => {
            const end = view.shown.result.policies[policy].threats[view.threat]?.end;
            const letter = policy.toUpperCase();
            const places = { low: degree(end?.low ?? 0), high: degree(end?.high ?? 0) };
            const label = say('simulator.density_label', {
              policy: letter,
              threat,
              runs,
              ...places,
            });
            return html`<figure>
              <p><b class="t2">${letter}</b></p>
              <canvas role="img" data-policy=${policy} aria-label=${label}></canvas>
              <p class="note">${this.#axis(policy, view)}</p>
            </figure>`;
          })}
        </div>
      </div>
    `;
  }

  #axis(policy: PolicyName, { say, degree, scenario }: DensityView): string {
    const counted = this.#counted?.[policy];
    if (!counted) return '';
    const first = scenario.first_year ?? 0;
    const year = (at: number) => String(Math.floor(first ? first + at - 1e-6 : at));
    const [from = 0] = counted.years;
    return say('simulator.density_axis', {
      most: degree(counted.edges[BINS] ?? 0),
      from: String(Math.floor(first + from)),
      to: year(counted.years.at(-1) ?? 0),
    });
  }

  /** Puts the pictures on their canvases. */
  paint(root: ParentNode): void {
    const counted = this.#counted;
    if (!counted) return;
    const fullest = POLICIES.flatMap((policy) => counted[policy].counts.map(largest));
    for (const canvas of root.querySelectorAll<HTMLCanvasElement>('.density canvas')) {
      const { counts } = counted[canvas.dataset.policy as PolicyName];
      const light = colour(canvas, '--_case-2-soft') ?? 0xdfeaf6;
      const deep = colour(canvas, '--_case-2') ?? 0x103f72;
      const key = `${this.#counts} ${light} ${deep}`;
      if (this.#painted.get(canvas) === key) continue;
      this.#painted.set(canvas, key);
      const flat = new Float64Array(counts.flatMap((column) => [...column]));
      const bytes = drawings.densityPixels(flat, BINS, Math.max(...fullest), light, deep);
      [canvas.width, canvas.height] = [counts.length, BINS];
      const picture = new ImageData(new Uint8ClampedArray(bytes), counts.length, BINS);
      canvas.getContext('2d')?.putImageData(picture, 0, 0);
    }
  }
}

const largest = (column: Float64Array) => column.reduce((most, count) => Math.max(most, count), 1);

/** A token of the theme as 0xRRGGBB. */
function colour(canvas: HTMLElement, token: string): number | undefined {
  canvas.style.color = `var(${token})`;
  const parts = getComputedStyle(canvas).color.match(/[\d.]+/g);
  canvas.style.color = '';
  if (!parts || parts.length < 3) return undefined;
  return parts.slice(0, 3).reduce((sum, part) => sum * 256 + Math.round(Number(part)), 0);
}
