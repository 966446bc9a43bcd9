/** Scenario, seed, and the button that runs or gives up, with what is under way in words. */

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { SCENARIO_IDS } from '../../generated/cases.js';
import type { PolicyRuns, Shown } from './runs.js';

type Say = (key: string, values?: Record<string, string>) => string;

/** A choice between named values. */
export function choice(
  name: string,
  label: string,
  options: readonly (readonly [string, string])[],
  chosen: string,
  choose: (value: string) => void,
): TemplateResult {
  const change = (event: Event) => choose((event.target as HTMLSelectElement).value);
  return html`<label>${label}
    <select class=${name} @change=${change}>
      ${options.map(([value, text]) => html`<option value=${value} .selected=${live(value === chosen)}>${text}</option>`)}
    </select></label>`;
}

/** Which scenario, and which chance. */
export function setup(
  scenario: string,
  seed: number,
  say: Say,
  chooseScenario: (id: string) => void,
  chooseSeed: (text: string) => void,
): TemplateResult {
  const scenarios = SCENARIO_IDS.map((id) => [id, say(`simulator.scenario.${id}`)] as const);
  const change = (event: Event) => chooseSeed((event.target as HTMLInputElement).value);
  return html`
    <div class="setup">
      ${choice('scenario', say('simulator.scenario'), scenarios, scenario, chooseScenario)}
      <label>${say('simulator.seed')}
        <input type="number" class="seed" min="0" step="1" .value=${live(String(seed))} @change=${change}></label>
    </div>
  `;
}

/** What a reader opens and closes; it is drawn while it is open. */
export function opened(
  name: string,
  title: string,
  open: readonly string[],
  choose: (open: readonly string[]) => void,
  content: () => TemplateResult,
): TemplateResult {
  const isOpen = open.includes(name);
  const toggle = (event: Event) => {
    const now = (event.target as HTMLDetailsElement).open;
    if (now === isOpen) return;
    const others = open.filter((other) => other !== name);
    choose(now ? [...others, name] : others);
  };
  return html`
    <details class="more" data-view=${name} ?open=${isOpen} @toggle=${toggle}>
      <summary>${title}</summary>
      ${isOpen ? content() : nothing}
    </details>
  `;
}

export interface GoView {
  shown: Shown;
  work: PolicyRuns;
  /** Why the last work came to nothing; empty where it did not. */
  problem: string;
  /** How many runs are asked for. */
  asked: number;
  say: Say;
  /** A count as the figure writes it. */
  count(count: number): string;
  run(): void;
  cancel(): void;
}

/** The button that runs, or gives up what takes a while. */
export function go(view: GoView): TemplateResult {
  const { say, work, count, asked } = view;
  const isRunning = work.progress !== undefined;
  const label = isRunning ? say('simulator.cancel') : say('simulator.run', { runs: count(asked) });
  return html`
    <div class="go-row">
      <button type="button" class="go" @click=${isRunning ? view.cancel : view.run}>${label}</button>
      <p class="state">${state(view)}</p>
    </div>
  `;
}

/** What the figure rests on, or what is under way. */
function state({ shown, work, problem, asked, say, count }: GoView): string {
  const runs = count(asked);
  const rests = count(shown.result.policies.runs);
  if (problem) return say('simulator.not_run', { reason: problem });
  if (work.progress !== undefined) {
    const done = count(Math.round(work.progress * asked));
    return say('simulator.runs_done', { runs, done });
  }
  if (work.isCancelled) return say('simulator.cancelled', { runs: rests });
  if (!shown.isWhole) return say('simulator.preview', { runs: rests, all: runs });
  return say('simulator.rests_on', { runs: rests, seed: String(shown.seed) });
}
