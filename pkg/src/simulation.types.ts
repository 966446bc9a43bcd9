/** Stands in for what `cargo xtask build` will write into `generated` from the Rust types. */

export const SCENARIO_IDS: readonly string[] = [
  'internal-ideal-type',
  'external-ideal-type',
  'us-colombia',
  'us-afghanistan',
];

type Series = Float64Array;
export type Schedule = number | [year: number, value: number][];
export interface Scenario {
  id?: string;
  name?: string;
  years: number;
  dt: number;
  [field: string]: unknown;
}
export interface Channel {
  mean: Series;
  standard_error: Series;
  bands: Series[];
}
export interface Measure {
  mean: number;
  standard_error: number;
  quantiles: number[];
}
export interface Ensemble {
  runs: number;
  seed: number;
  quantiles: number[];
  years: Series;
  // biome-ignore lint/suspicious/noExplicitAny: written by hand until the types come from Rust
  series: any;
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  summary: any;
}
export interface Contrast {
  a: Ensemble;
  b: Ensemble;
  // biome-ignore lint/suspicious/noExplicitAny: likewise
  difference: any;
}
export interface Trace {
  years: Series;
  balance: Series;
  regime_fell: number | null;
}
export interface SweepParameter {
  path: string;
  values: number[];
}
export type Sweep = object;
export type Density = object;
export type TruthTable = object;
