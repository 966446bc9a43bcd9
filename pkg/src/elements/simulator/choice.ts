/** What a reader chose in the simulator, and how a state writes it. */

import { AllianceError } from '../../errors.js';
import { SCENARIO_IDS } from '../../generated/cases.js';
import { requireKnown } from '../../library.js';
import { KEYS, type Policy, type PolicyName, policyOf, policyOfState, stateOf } from './levers.js';

const VIEWS = ['run', 'density', 'verdict'];
const OPENED = ['levers', ...VIEWS];
const MOST_RUNS = 20_000;

/** Whose run is played: what was, or a policy. */
export const SIDES = ['was', 'a', 'b'] as const;
export type Side = (typeof SIDES)[number];

/** What a page asks for by attributes. */
export interface Attributes {
  scenario: string;
  a: string;
  b: string;
  levers: string;
  runs: number;
  seed: number;
  views: string;
}

export interface Choice {
  /** The scenario; empty for that of the attribute. */
  scenario: string;
  policies: Record<PolicyName, Policy>;
  seed: number | undefined;
  /** What is open: `levers`, `run`, `density`, `verdict`. */
  open: readonly string[];
  whose: Side;
  /** The run that is played, from 0. */
  run: number;
  /** The period of it that is shown, from 0. */
  step: number;
  /** Place of the group whose density is shown, from 0. */
  group: number;
}

/** Refuses attributes by their path. */
export function requireAttributes(given: Attributes): void {
  for (const name of list(given.views)) requireKnown('view', name, VIEWS, 'views');
  for (const key of list(given.levers)) requireKnown('lever', key, KEYS, 'levers');
  requireKnown('scenario', given.scenario, SCENARIO_IDS, 'scenario');
  requireWhole(given.runs, 1, MOST_RUNS, 'runs');
  requireWhole(given.seed, 0, Number.MAX_SAFE_INTEGER, 'seed');
  policyOf(given.a ?? '', 'a');
  policyOf(given.b ?? '', 'b');
}

/** The choice that a state holds; what is unknown in it is dropped. */
export function readChoice(view: URLSearchParams, given: Attributes): Choice {
  const policy = (name: PolicyName) => {
    const chosen = view.get(name);
    return chosen === null ? policyOf(given[name] ?? '', name) : policyOfState(chosen);
  };
  const scenario = view.get('scenario') ?? '';
  return {
    scenario: SCENARIO_IDS.includes(scenario) && scenario !== given.scenario ? scenario : '',
    policies: { a: policy('a'), b: policy('b') },
    seed: view.has('seed') ? natural(view.get('seed')) : undefined,
    open: list(view.get('open')).filter((name) => OPENED.includes(name)),
    whose: SIDES.find((side) => side === view.get('whose')) ?? 'a',
    run: natural(view.get('run')),
    step: natural(view.get('step')),
    group: natural(view.get('group')),
  };
}

/** The state of a choice, without what is at its default. */
export function writeChoice(choice: Choice, given: Attributes): URLSearchParams {
  const view = new URLSearchParams();
  if (choice.scenario) view.set('scenario', choice.scenario);
  for (const name of ['a', 'b'] as const) {
    const now = stateOf(choice.policies[name]);
    if (now !== stateOf(attributePolicy(given, name))) view.set(name, now);
  }
  const { seed, open, whose, run, step, group } = choice;
  if (seed !== undefined && seed !== given.seed) view.set('seed', String(seed));
  if (open.length > 0) view.set('open', open.join(' '));
  if (whose !== 'a') view.set('whose', whose);
  if (run > 0) view.set('run', String(run));
  if (step > 0) view.set('step', String(step));
  if (group > 0) view.set('group', String(group));
  return view;
}

/** The policy of an attribute; none where it is refused. */
function attributePolicy(given: Attributes, name: PolicyName): Policy {
  try {
    return policyOf(given[name] ?? '', name);
  } catch {
    return {};
  }
}

/** The words of a list. */
export const list = (text: string | null) => (text ?? '').split(/\s+/).filter(Boolean);

/** A whole number from 0; 0 for anything else. */
export function natural(text: string | null): number {
  const number = Math.floor(Number(text));
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}

function requireWhole(value: number, least: number, most: number, path: string): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const message = `${path}: ${value} is not a whole number from ${least} to ${most}`;
  throw new AllianceError('out_of_range', path, message);
}
