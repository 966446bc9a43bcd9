/** Scenarios of an alliance over time: one run, many runs, and what changes them. */

import { dataText } from './assets.js';
import type { InitOptions } from './comparisons.js';
import { AllianceError } from './errors.js';
import { SCENARIO_IDS } from './generated/cases.js';
import type {
  Contrast,
  Density,
  Ensemble,
  Locale,
  Scenario,
  Sweep,
  SweptParameter,
  Trace,
  TruthTable,
} from './generated/types.js';
import type { JobKind } from './jobs.js';
import { requireKnown } from './library.js';
import { requireA, requireLocale, requireOptions, toJson } from './shape.js';
import * as simulator from './simulator.js';

/**
 * Starts the WebAssembly module of the simulator, as `init` does that of comparisons. Without it, the
 * module starts when it is first needed. Ensembles are then computed in a worker; where none may
 * start, on the page itself in slices of a few milliseconds.
 *
 * @throws AllianceError `module_not_found` or `module_refused`.
 */
export async function initSimulator(options: InitOptions = {}): Promise<void> {
  await simulator.start(options.module);
}

/** Identifiers of the scenarios that come along. */
export function scenarioIds(): readonly string[] {
  return SCENARIO_IDS;
}

/**
 * A scenario that comes along, its names in a language: to look at, or to change.
 *
 * @throws AllianceError `unknown` for an id that `scenarioIds` does not name, or another language.
 */
export async function loadScenario(
  id: string,
  options: { locale?: Locale } = {},
): Promise<Scenario> {
  requireA('text', id, 'id');
  requireKnown('scenario', id, SCENARIO_IDS, 'id');
  requireOptions(options, ['locale']);
  const { locale = 'en' } = options;
  requireLocale(locale);
  return JSON.parse(await dataText(`scenario.${id}.${locale}.json`)) as Scenario;
}

/**
 * Checks a scenario: every number within its bounds, every list as long as it has to be.
 *
 * @returns the scenario as it is read, with what was left out.
 * @throws AllianceError `field`, `count`, `out_of_range`; `path` names the first field that is wrong.
 */
export async function validateScenario(scenario: Scenario): Promise<Scenario> {
  requireA('an object', scenario, 'scenario');
  const json = toJson(scenario);
  await simulator.start();
  return simulator.scenario(json);
}

/** What `trace` may be told. */
export interface TraceOptions {
  /** Whether chance has a part; without it agencies are spread evenly. Default: true. */
  noise?: boolean;
  /** Seed of the shocks. */
  seed?: number;
  /** Which run of an ensemble with this seed, from 0. */
  run?: number;
}

/**
 * One run of a scenario, with every effort, every strength and all aid at each step.
 *
 * @throws AllianceError as `validateScenario`; `unknown` for the id of another scenario.
 */
export async function trace(
  scenario: Scenario | string,
  options: TraceOptions = {},
): Promise<Trace> {
  requireOptions(options, ['noise', 'seed', 'run']);
  const json = toJson({ scenario: await whole(scenario, 'scenario'), ...options });
  await simulator.start();
  return simulator.trace(json);
}

/** What every function that simulates many runs may be told. */
export interface SimulationOptions {
  /** How many runs, up to a million. Default: 1000. */
  runs?: number;
  /** Seed of the shocks. The same seed gives the same numbers on every platform. */
  seed?: number;
  /** Which quantiles of the runs, 0-1. Default: 0.05, 0.25, 0.5, 0.75, 0.95. */
  quantiles?: readonly number[];
  /** Years between the points of a series. Default: 1. */
  every?: number;
  /** Year of the scenario from which the summary counts. Default: a quarter of its years. */
  from_year?: number;
  /** Ends the work: the promise is rejected with the reason of the signal. */
  signal?: AbortSignal;
  /** Is told the share that is done, which never falls and ends at 1. */
  onProgress?: (share: number) => void;
}

/**
 * Many runs of a scenario: means and bands of every series, and a summary. Every series is a
 * `Float64Array`.
 *
 * @throws AllianceError as `validateScenario`, for the options too; `unknown` for the id of another
 *   scenario; `simulator_stopped` where memory or the worker gave out.
 */
export async function simulate(
  scenario: Scenario | string,
  options: SimulationOptions = {},
): Promise<Ensemble> {
  const asked = ask(options);
  const request = { scenario: await whole(scenario, 'scenario') };
  return (await asked('simulate', request)) as Ensemble;
}

/**
 * Two scenarios under the same shocks, run by run: both ensembles, and what the second has more than
 * the first.
 *
 * @throws AllianceError as `simulate`, its paths below `a` and `b`.
 */
export async function contrast(
  a: Scenario | string,
  b: Scenario | string,
  options: SimulationOptions = {},
): Promise<Contrast> {
  const asked = ask(options);
  const [first, second] = await Promise.all([whole(a, 'a'), whole(b, 'b')]);
  return (await asked('contrast', { a: first, b: second })) as Contrast;
}

/**
 * A scenario at each value of one field, or at each pair of values of two, under the same shocks.
 *
 * @throws AllianceError as `simulate`; `unknown` for a path that names no number of a scenario.
 */
export async function sweep(
  scenario: Scenario | string,
  parameters: readonly SweptParameter[],
  options: SimulationOptions = {},
): Promise<Sweep> {
  requireA('a list', parameters, 'parameters');
  const asked = ask(options);
  const request = { scenario: await whole(scenario, 'scenario'), parameters };
  return (await asked('sweep', request)) as Sweep;
}

/** What `density` may be told. */
export interface DensityOptions extends SimulationOptions {
  /** Whose strength: place of the threat in the scenario, from 0. Default: that of all together. */
  threat?: number;
  /** How many classes the strengths fall into. */
  bins?: number;
}

/**
 * How the strength of a threat is spread over the runs at each point in time.
 *
 * @throws AllianceError as `simulate`.
 */
export async function density(
  scenario: Scenario | string,
  options: DensityOptions = {},
): Promise<Density> {
  const asked = ask(options, ['threat', 'bins']);
  const request = { scenario: await whole(scenario, 'scenario') };
  return (await asked('density', request)) as Density;
}

/** What `truthTable` may be told. */
export interface TruthTableOptions extends SimulationOptions {
  /** The scenario in which conditions are set, or its id. Default: the internal ideal type. */
  scenario?: Scenario | string;
}

/**
 * What comes out where each of the conditions is absent or present: one row for each of their
 * combinations.
 *
 * @throws AllianceError as `simulate`.
 */
export async function truthTable(options: TruthTableOptions = {}): Promise<TruthTable> {
  requireA('an object', options, 'options');
  const { scenario, ...others } = options;
  const asked = ask(others);
  const request = { scenario: await whole(scenario ?? 'internal-ideal-type', 'scenario') };
  return (await asked('truth_table', request)) as TruthTable;
}

const OPTIONS = ['runs', 'seed', 'quantiles', 'every', 'from_year', 'signal', 'onProgress'];

/** Refuses wrong options before anything is loaded; what asks for the work itself. */
function ask(options: SimulationOptions, further: readonly string[] = []) {
  requireOptions(options, [...OPTIONS, ...further]);
  const { signal, onProgress, ...numbers } = options;
  const refuse = (path: string, what: string): never => {
    throw new AllianceError('field', path, `${path}: write ${what}`);
  };
  if (signal !== undefined && typeof signal?.throwIfAborted !== 'function') {
    refuse('signal', 'an AbortSignal');
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    refuse('onProgress', 'a function');
  }
  signal?.throwIfAborted();
  return (kind: JobKind, request: object): Promise<unknown> =>
    simulator.work(kind, toJson({ ...request, ...numbers }), signal, onProgress);
}

/** A scenario as it is, or the one that an id names. */
async function whole(scenario: Scenario | string, path: string): Promise<Scenario> {
  if (typeof scenario !== 'string') {
    requireA('an object', scenario, path);
    return scenario;
  }
  requireKnown('scenario', scenario, SCENARIO_IDS, path);
  return loadScenario(scenario);
}
