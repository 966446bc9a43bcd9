/** Stands in for what `cargo xtask build` will write into `generated` from the Rust types. */

import type { Ensemble } from './generated/types.js';

export interface Contrast {
  a: Ensemble;
  b: Ensemble;
  difference: Ensemble;
}
export interface SweepParameter {
  path: string;
  values: number[];
}
export type Sweep = object;
export type Density = object;
export type TruthTable = object;
