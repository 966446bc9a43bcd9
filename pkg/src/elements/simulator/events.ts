/** What the element of the simulator tells a page. */

import type { Policy } from './levers.js';

/** Detail of `alliance-simulated`. */
export interface SimulatedDetail {
  version: string;
  /** Id of the scenario. */
  scenario: string;
  seed: number;
  /** Runs of each policy. */
  runs: number;
  /** What each policy sets, by lever. */
  config: { a: Policy; b: Policy };
  /** Numbers as it was and under each policy. */
  summary: Record<'as_it_was' | 'a' | 'b', SimulatedSummary>;
}

/** Numbers of one policy. */
export interface SimulatedSummary {
  /** Share of the time in which the same group is fought and helped, 0-1. */
  d3: number;
  /** Share of the aid that is diverted, 0-1. */
  aid_diverted: number;
  /** Share of the runs in which the regime lasts, 0-1. */
  survival: number;
  /** Middle strength of each group at the end. */
  strength: number[];
}

/** Detail of `alliance-lever-changed`. */
export interface LeverChangedDetail {
  version: string;
  policy: 'a' | 'b';
  lever: string;
  /** The new value; `null` where it is as it was. */
  value: number | null;
}

/** Detail of `alliance-run-cancelled`. */
export interface RunCancelledDetail {
  version: string;
  /** Id of the scenario. */
  scenario: string;
}

declare global {
  interface HTMLElementEventMap {
    'alliance-simulated': CustomEvent<SimulatedDetail>;
    'alliance-lever-changed': CustomEvent<LeverChangedDetail>;
    'alliance-run-cancelled': CustomEvent<RunCancelledDetail>;
  }
}
