/** The levers as controls: a question, and for each policy a slider with where it was. */

import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Scenario } from '../../generated/types.js';
import { type Lever, POLICIES, type Policy, type PolicyName, was } from './levers.js';

/** Steps of a slider from end to end. */
const STEPS = 100;

export interface LeverView {
  scenario: Scenario;
  policies: Readonly<Record<PolicyName, Policy>>;
  say(key: string, values?: Record<string, string>): string;
  number(value: number): string;
  /** Moves a lever of a policy; `undefined` puts it back. */
  move(policy: PolicyName, key: string, value: number | undefined): void;
}

/** Levers below each other, or side by side where there is room. */
export function levers(shown: readonly Lever[], view: LeverView): TemplateResult {
  return html`<div class="levers">${shown.map((lever) => one(lever, view))}</div>`;
}

function one(lever: Lever, view: LeverView): TemplateResult {
  const { key } = lever;
  const { say } = view;
  const { low, high, middle } = was(view.scenario, lever);
  const range = { from: view.number(low), to: view.number(high) };
  const value = low === high ? view.number(middle) : say('simulator.range', range);
  return html`
    <fieldset class="lever">
      <legend>${say(`simulator.question.${key}`)}</legend>
      <p class="note">${say('simulator.lever_was', { value })}</p>
      ${POLICIES.map((policy) => lane(lever, policy, view))}
      <p class="ends"><span>${say(`simulator.low.${key}`)}</span><span>${say(`simulator.high.${key}`)}</span></p>
    </fieldset>
  `;
}

function lane(lever: Lever, policy: PolicyName, view: LeverView): TemplateResult {
  const { key, min, max } = lever;
  const { say } = view;
  const letter = policy.toUpperCase();
  const moved = view.policies[policy][key];
  const { low, high, middle } = was(view.scenario, lever);
  const at = moved ?? middle;
  const share = (value: number) => `${((100 * (value - min)) / (max - min)).toFixed(2)}%`;
  const names = { policy: letter, value: view.number(at), words: words(lever, at, say) };
  const question = say(`simulator.question.${key}`);
  const set = (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    view.move(policy, key, Number(value));
  };
  return html`
    <div class="lane-control">
      <span class="letter" aria-hidden="true">${letter}</span>
      <div class="track">
        <svg aria-hidden="true" focusable="false">
          <line class="rail" x1="0" x2="100%" y1="22" y2="22"></line>
          ${low === high ? nothing : svg`<line class="was" x1=${share(low)} x2=${share(high)} y1="22" y2="22"></line>`}
          <circle class="was-mark" cx=${share(middle)} cy="22" r="6"></circle>
        </svg>
        <input type="range" class=${moved === undefined ? 'unmoved' : ''} min=${min} max=${max} step=${(max - min) / STEPS}
          .value=${live(String(at))} aria-label="${letter}: ${question}"
          aria-valuetext=${say(moved === undefined ? 'simulator.lever_unmoved' : 'simulator.lever_value', names)}
          data-policy=${policy} data-lever=${key} @input=${set}>
      </div>
      <output>${moved === undefined ? '' : view.number(at)}</output>
      ${
        moved === undefined
          ? html`<span class="reset-room"></span>`
          : html`<button type="button" class="reset" aria-label=${say('simulator.reset_label', { policy: letter, question })}
              @click=${(event: Event) => reset(event, () => view.move(policy, key, undefined))}>×</button>`
      }
    </div>
  `;
}

/** The button goes; the focus stays with its slider. */
function reset(event: Event, back: () => void): void {
  const lane = (event.target as Element).closest('.lane-control');
  back();
  lane?.querySelector('input')?.focus();
}

/** Where on its scale a lever stands, in the words of its ends. */
function words({ key, min, max }: Lever, value: number, say: LeverView['say']): string {
  const share = (value - min) / (max - min);
  const low = { word: say(`simulator.low.${key}`) };
  const high = { word: say(`simulator.high.${key}`) };
  if (share < 0.005) return say('simulator.end_low', low);
  if (share > 0.995) return say('simulator.end_high', high);
  if (Math.abs(share - 0.5) < 0.05) return say('simulator.halfway');
  return share < 0.5 ? say('simulator.near_low', low) : say('simulator.near_high', high);
}
