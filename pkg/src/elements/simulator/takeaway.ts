/** The numbers behind the figure of two policies: as rows, and in short. */

import type { Policies, PolicyOutcomes } from '../../generated/types.js';
import type { DataCell } from '../element.js';
import { stateOf } from './levers.js';
import type { Shown } from './runs.js';

const SIDES = ['as_it_was', 'a', 'b'] as const;
const QUANTILES = ['q10', 'q25', 'q50', 'q75', 'q90'];

/** One row a policy, quantity and point in time. */
export function rows({ scenario, a, b, result, runs, seed }: Shown): DataCell[][] {
  const { years, ...policies } = result.policies;
  const set = { as_it_was: '', a: stateOf(a), b: stateOf(b) };
  const columns = ['scenario', 'policy', 'sets', 'runs', 'seed', 'year', 'quantity', 'mean'];
  const list = SIDES.flatMap((side) => {
    const { fights, helps, d3_series, threats } = policies[side];
    return years.flatMap((year, point) => {
      const at = (scenario.first_year ?? 0) + year;
      const head = [scenario.id ?? '', side, set[side], runs, seed, at];
      const mean = (name: string, series: readonly number[]) => [
        ...head,
        name,
        series[point] ?? null,
        ...QUANTILES.map(() => null),
      ];
      return [
        mean('fights', fights),
        mean('helps', helps),
        mean('d3', d3_series),
        ...threats.map(({ bands }, index) => [
          ...head,
          `strength:${scenario.threats[index]?.id}`,
          null,
          ...bands.map((band) => band[point] ?? null),
        ]),
      ];
    });
  });
  return [[...columns, ...QUANTILES], ...list];
}

/** The numbers of the tiles. */
export function summary(policies: Policies) {
  const of = ({ d3, aid_diverted, survival, threats }: PolicyOutcomes) => ({
    d3: d3.value,
    aid_diverted: aid_diverted.value,
    survival: survival.value,
    strength: threats.map(({ end }) => end.value),
  });
  return { as_it_was: of(policies.as_it_was), a: of(policies.a), b: of(policies.b) };
}
