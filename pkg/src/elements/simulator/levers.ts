/** The levers of the simulator: which parameter each moves, where it was, what a policy sets. */

import { AllianceError } from '../../errors.js';
import type { MovedLever, PoliciesView, Scenario, Setting } from '../../generated/types.js';

export interface Lever {
  /** Its word in attributes, state and messages. */
  key: string;
  /** The parameter of the scenario. */
  path: string;
  min: number;
  max: number;
}

const lever = (key: string, max = 1, min = 0, path = key): Lever => ({ key, path, min, max });

/** All levers, the four that stand in front first. */
export const LEVERS: readonly Lever[] = [
  lever('monitoring'),
  lever('conditionality'),
  lever('patron_dependence'),
  lever('cohesion'),
  lever('regime_weight'),
  lever('aid', 2),
  lever('patron_forces', 2),
  lever('own_capacity', 2, 0.05),
  lever('sanction', 3),
  lever('embeddedness', 1, 0, 'threats.embeddedness'),
  lever('rent_scale', 2),
];

export const KEYS: readonly string[] = LEVERS.map(({ key }) => key);
export const FRONT = 'monitoring conditionality patron_dependence cohesion';

/** What a policy sets: values by lever. */
export type Policy = Readonly<Record<string, number>>;

export type PolicyName = 'a' | 'b';
export const POLICIES: readonly PolicyName[] = ['a', 'b'];

/** Where a parameter was: over time, or over all threats. */
export interface Was {
  low: number;
  high: number;
  middle: number;
}

/** The values that a parameter had in a scenario. */
export function was(scenario: Scenario, { key, path }: Lever): Was {
  const values =
    path === key
      ? [Reflect.get(scenario, key) as number | [number, number][]].flatMap((value) =>
          typeof value === 'number' ? [value] : (value ?? []).map(([, point]) => point),
        )
      : scenario.threats.map((threat) => Reflect.get(threat, key) as number);
  const middle = values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
  return { low: Math.min(...values), high: Math.max(...values), middle };
}

/** A policy as the simulator is told. */
export function settings(policy: Policy): Setting[] {
  return LEVERS.filter(({ key }) => key in policy).map(({ key, path }) => ({
    path,
    value: policy[key] ?? 0,
  }));
}

/** How a figure calls a scenario and two policies. */
export function names(
  scenario: Scenario,
  { a, b }: Record<PolicyName, Policy>,
): Omit<PoliciesView, 'policies'> {
  const moved = (policy: Policy): MovedLever[] =>
    LEVERS.filter(({ key }) => key in policy).map((lever) => {
      const value = policy[lever.key] ?? 0;
      return { path: lever.path, value, more: value >= was(scenario, lever).middle };
    });
  const { id = '', name = '', unit = '', first_year = 0, years, agencies, threats } = scenario;
  const called = { id, name, unit, first_year, years, agencies: agencies.length };
  return {
    scenario: { ...called, threats: threats.map((threat) => threat.name) },
    a: moved(a),
    b: moved(b),
  };
}

/** The scenario under a policy. */
export function under(scenario: Scenario, policy: Policy): Scenario {
  const changed: Record<string, unknown> = { ...scenario };
  for (const [key, value] of Object.entries(policy)) {
    const { path = key } = LEVERS.find((known) => known.key === key) ?? {};
    if (path === key) changed[key] = value;
    else changed.threats = scenario.threats.map((threat) => ({ ...threat, [key]: value }));
  }
  return changed as unknown as Scenario;
}

/** A policy from an attribute such as `monitoring=0.8 aid=0.2`; what is wrong is refused by its path. */
export function policyOf(text: string, attribute: PolicyName): Policy {
  const policy: Record<string, number> = {};
  for (const part of text.split(/\s+/).filter(Boolean)) {
    const [key = '', number = ''] = part.split('=');
    const lever = LEVERS.find((known) => known.key === key);
    if (!lever) {
      const message = `${attribute}: there is no lever \`${key}\`; known: ${KEYS.join(', ')}`;
      throw new AllianceError('unknown', attribute, message);
    }
    const value = number === '' ? Number.NaN : Number(number);
    const { min, max } = lever;
    if (!(value >= min && value <= max)) {
      const path = `${attribute}.${key}`;
      const message = `${path}: ${number || 'nothing'} is not a number from ${min} to ${max}`;
      throw new AllianceError('out_of_range', path, message);
    }
    policy[key] = value;
  }
  return policy;
}

/** The same from a state such as `monitoring:0.8,aid:0.2`; what is wrong is dropped. */
export function policyOfState(text: string): Policy {
  const entries = text.split(',').flatMap((part) => {
    const [key = '', number = ''] = part.split(':');
    const lever = LEVERS.find((known) => known.key === key);
    const value = Number(number);
    if (!lever || number === '' || !Number.isFinite(value)) return [];
    return [[key, Math.min(Math.max(value, lever.min), lever.max)] as const];
  });
  return Object.fromEntries(entries);
}

/** A policy as a state writes it, its levers in one order. */
export function stateOf(policy: Policy): string {
  const moved = LEVERS.filter(({ key }) => key in policy);
  return moved.map(({ key }) => `${key}:${policy[key]}`).join(',');
}
