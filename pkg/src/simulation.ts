/** Scenarios of an alliance over time: one run, many runs, and what changes them. */

import { dataText } from './assets.js';
import type { InitOptions } from './comparisons.js';
import { AllianceError } from './errors.js';
import { SCENARIO_IDS } from './generated/cases.js';
import type {
  Codebook,
  Contrast,
  Density,
  Ensemble,
  Locale,
  Profile,
  Scenario,
  SimulatedAlliance,
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
  /** Whether chance has a part; without it agencies are spread evenly and nothing befalls anyone. Default: true. */
  noise?: boolean;
  /** Seed of the ensemble that the run belongs to, a whole number from 0. Default: 1. */
  seed?: number;
  /** Which run of the ensemble with this seed, 0-999,999. Default: 0. */
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
export interface WorkOptions {
  /** How many runs, 1-1,000,000; of a sweep or a truth table in each cell. Default: 1000. */
  runs?: number;
  /** Seed of the runs, a whole number from 0. The same seed gives the same numbers on every platform. Default: 1. */
  seed?: number;
  /** Ends the work: the promise is rejected with the reason of the signal. */
  signal?: AbortSignal;
  /** Is told the share that is done, 0-1: it never falls and ends at 1. */
  onProgress?: (share: number) => void;
}

/** What `simulate` and `contrast` may be told. */
export interface SimulationOptions extends WorkOptions {
  /** Which quantiles of the runs, 0-1 and rising, up to 25. Default: 0.05, 0.25, 0.5, 0.75, 0.95. */
  quantiles?: readonly number[];
  /** Years between the points of a series, from one period of the scenario to 100. Default: 1. */
  every?: number;
  /** Year from the start from which the summary counts, 0 to the length. Default: a quarter of the length. */
  from_year?: number;
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
  const asked = ask(options, ['quantiles', 'every', 'from_year']);
  const request = { scenario: await whole(scenario, 'scenario') };
  return (await asked('simulate', request)) as Ensemble;
}

/**
 * Two scenarios under the same shocks, run by run: both ensembles, and what the second has more than
 * the first. They have as many agencies and threats, and the same `years` and `dt`.
 *
 * @throws AllianceError as `simulate`, its paths below `a` and `b`; `field` for what differs, such as
 *   `b.threats`.
 */
export async function contrast(
  a: Scenario | string,
  b: Scenario | string,
  options: SimulationOptions = {},
): Promise<Contrast> {
  const asked = ask(options, ['quantiles', 'every', 'from_year']);
  const [first, second] = await Promise.all([whole(a, 'a'), whole(b, 'b')]);
  return (await asked('contrast', { a: first, b: second })) as Contrast;
}

/** What `sweep` may be told. */
export interface SweepOptions extends WorkOptions {
  /** Year from the start from which outcomes count, 0 to the length. Default: a quarter of the length. */
  from_year?: number;
}

/**
 * A scenario at each value of one field, or at each pair of values of two, under the same shocks: up to
 * 101 values of a field, up to 2,601 cells. Each outcome is a `Float64Array`, cell by cell; the last
 * field changes from each cell to the next.
 *
 * @param parameters - One or two, each with the path of a number such as `cohesion` or
 *   `threats[1].danger`, and its values.
 * @throws AllianceError as `simulate`; `unknown` for a path that names no number of a scenario, `count`
 *   for too many values or none.
 */
export async function sweep(
  scenario: Scenario | string,
  parameters: readonly Readonly<SweptParameter>[],
  options: SweepOptions = {},
): Promise<Sweep> {
  requireA('a list', parameters, 'parameters');
  const asked = ask(options, ['from_year']);
  const request = { scenario: await whole(scenario, 'scenario'), parameters };
  return (await asked('sweep', request)) as Sweep;
}

/** What `density` may be told. */
export interface DensityOptions extends WorkOptions {
  /** Whose strength: the id of a threat, or its place in the scenario from 0. Default: the first. */
  threat?: number | string;
  /** How many classes of equal width the strengths fall into, 1-512. Default: 60. */
  bins?: number;
  /** Upper edge of the last class, a strength of 0.001-10,000. Default: the greatest strength of the runs. */
  most?: number;
  /** Years between the points, from one period of the scenario to 100. Default: each period. */
  every?: number;
}

/**
 * How the strength of a threat is spread over the runs at each point in time: how many runs lie in each
 * class. Up to 20,000 runs are counted, fewer where there are more than 1,250 points; `runs` of the
 * result says how many.
 *
 * @throws AllianceError as `simulate`; `unknown` for another threat.
 */
export async function density(
  scenario: Scenario | string,
  options: DensityOptions = {},
): Promise<Density> {
  const asked = ask(options, ['threat', 'bins', 'most', 'every']);
  const request = { scenario: await whole(scenario, 'scenario') };
  return (await asked('density', request)) as Density;
}

/** What `truthTable` may be told. */
export interface TruthTableOptions extends WorkOptions {
  /** The scenario in which conditions are set, or its id. Default: the internal ideal type. */
  scenario?: Scenario | string;
  /** Which quantiles of outcomes, 0-1 and rising, up to 25. Default: 0.05, 0.25, 0.5, 0.75, 0.95. */
  quantiles?: readonly number[];
  /** Year from the start from which the summary counts, 0 to the length. Default: a quarter of the length. */
  from_year?: number;
}

/**
 * What comes out where each of four conditions is absent or present, under the same shocks: one row for
 * each of their 16 combinations.
 *
 * @throws AllianceError as `simulate`.
 */
export async function truthTable(options: TruthTableOptions = {}): Promise<TruthTable> {
  requireOptions(options, ['scenario', ...WORK, 'quantiles', 'from_year']);
  const { scenario = 'internal-ideal-type', ...others } = options;
  const asked = ask(others, ['quantiles', 'from_year']);
  return (await asked('truth_table', {
    scenario: await whole(scenario, 'scenario'),
  })) as TruthTable;
}

/**
 * A simulated alliance as a profile for `classify`: each indicator of a dimension has the value and the
 * range of the dimension, so that the dimension has them too.
 *
 * The verdict is no evidence that alliances are so. D1, D2 and D4 are parameters of the scenario, that
 * is, assumptions; only D3 emerged from what the agencies did (`alliance` says it of each dimension as
 * `origin`). A type that follows from them repeats what was put in, and confirms nothing about a real
 * alliance. Nor are probabilities of use: they take each indicator for a source of its own, and here
 * all of a dimension are one; `classify(profile, { draws: 0 })` leaves them out.
 *
 * @param simulated - An ensemble, or a row of a truth table.
 * @param options - `codebook`: one of the caller, in the shape of `codebook()`, which `classify` is
 *   then to be told too. Default: that of the library.
 * @throws AllianceError `field` for the difference of a contrast: it is no alliance.
 */
export async function profileOfSimulation(
  simulated: Pick<Ensemble, 'alliance'>,
  options: { codebook?: Codebook } = {},
): Promise<Profile> {
  requireA('an object', simulated, 'simulated');
  requireOptions(options, ['codebook']);
  requireA('an object', simulated.alliance, 'simulated.alliance');
  const { dimensions } = simulated.alliance as SimulatedAlliance;
  requireA('an object', dimensions, 'simulated.alliance.dimensions');
  const { codebook = JSON.parse(await dataText('codebook.en.json')) as Codebook } = options;
  requireA('an object', codebook, 'codebook');
  requireA('a list', codebook.indicators, 'codebook.indicators');
  const answers = codebook.indicators.map(({ indicator_id, dimension }, index) => {
    requireKnown(
      'dimension',
      dimension,
      Object.keys(dimensions),
      `codebook.indicators[${index}].dimension`,
    );
    const { score, low, high } = dimensions[dimension];
    return [indicator_id, { score, low, high }] as const;
  });
  return { indicators: Object.fromEntries(answers) };
}

/** Options of every function that simulates many runs. */
const WORK = ['runs', 'seed', 'signal', 'onProgress'];

/** Refuses wrong options before anything is loaded; what asks for the work itself. */
function ask(options: WorkOptions, further: readonly string[]) {
  requireOptions(options, [...WORK, ...further]);
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
