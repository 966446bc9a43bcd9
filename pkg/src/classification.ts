/** Verdicts on own alliances, and methods across cases. */

import * as classifier from './classifier.js';
import type { InitOptions } from './comparisons.js';
import { AllianceError } from './errors.js';
import type {
  Agreement,
  AgreementRequest,
  BellMethod,
  CaseDocument,
  CaseProfile,
  ClaimFit,
  ClaimRequest,
  ClassifyOptions,
  Codebook,
  Coder,
  CodingAgreement,
  DirectMethod,
  Fit,
  FitRequest,
  IndirectMethod,
  Memberships,
  Neighbour,
  PiecewiseMethod,
  Profile,
  Robustness,
  RobustnessRequest,
  SensitivityRange,
  Verdict,
} from './generated/types.js';
import { knownCases, ownCases, requireOwnId } from './library.js';
import { requireA, requireCases, requireLocale, requireOptions } from './shape.js';

/**
 * Starts the WebAssembly module of the classifier, as `init` does that of comparisons. Without it, the
 * module starts when it is first needed.
 *
 * @throws AllianceError `module_not_found` or `module_refused`.
 */
export function initClassifier(options: InitOptions = {}): Promise<void> {
  return classifier.library.start(options.module);
}

/**
 * Checks a case of the caller and keeps it: from then on its id stands beside those of `caseIds` in
 * every function. Nothing is sent anywhere.
 *
 * @returns the id, and the case as one document.
 * @throws AllianceError as `validateCase`, and `taken` for the id of a case that comes along.
 */
export async function addCase(
  given: CaseDocument | Readonly<Record<string, string>>,
): Promise<CaseDocument> {
  const document = await validateCase(given);
  const id = document.settings.case_id;
  requireOwnId(id);
  ownCases.set(id, JSON.stringify(document));
  return document;
}

/**
 * Checks a case against every rule of the codebook: as one document, or as its CSV files, an object
 * of file name and text such as `{ 'case.csv': '…', 'phases.csv': '…' }`.
 *
 * @returns the case as one document.
 * @throws AllianceError `data` whose message names every fault on a line of its own, with file, line
 *   and field, `json` or `field`; `path` names the first.
 */
export async function validateCase(
  given: CaseDocument | Readonly<Record<string, string>>,
): Promise<CaseDocument> {
  requireA('an object', given, 'case');
  await classifier.library.needCodebook();
  // Nothing at all is a folder without files.
  const names = Object.keys(given);
  const isFiles = names.length === 0 || names.some((name) => name.endsWith('.csv'));
  return JSON.parse(classifier.validateCase(given, isFiles)) as CaseDocument;
}

/** What `classify` may be told. */
export interface ClassifierOptions extends ClassifyOptions {
  /** A codebook of the caller, in the shape of `codebook()`. Default: that of the library. */
  codebook?: Codebook;
}

/**
 * Places an alliance between the two ideal types: type, cells, how sure that is, what would change
 * it, and an explanation.
 *
 * @throws AllianceError for an unknown indicator, a score outside 0-1 or out of order, a raw
 *   value of a judged indicator, a range of anchors that meets another or has no raw value to work
 *   on, an unknown key; `path` names the field.
 */
export async function classify(
  profile: Profile,
  options: ClassifierOptions = {},
): Promise<Verdict> {
  requireA('an object', options, 'options');
  const { codebook, ...how } = options;
  const locale = how.locale ?? 'en';
  requireLocale(locale);
  const { library } = classifier;
  await Promise.all([library.needCodebook(locale), library.needMessages(locale)]);
  return classifier.classify(profile, how, codebook);
}

/**
 * The scores of a documented phase or of a reference alliance as answers to the codebook, in both
 * codings: to start from, or to classify.
 *
 * Computed indicators are scores with their ranges; their raw values stand in `compare`, and as
 * `{ raw }` in their place they let anchors move.
 *
 * @throws AllianceError `unknown` for another case, reference alliance or phase.
 */
export async function profileOf(caseId: string, phaseId?: string): Promise<Profile> {
  requireA('text', caseId, 'case_id');
  if (phaseId !== undefined) requireA('text', phaseId, 'phase_id');
  await needDocumented(knownCases().includes(caseId) ? [caseId] : []);
  return classifier.profileOf(caseId, phaseId);
}

/** A method of calibration: `direct` where it is left out. */
export type Method = DirectMethod | PiecewiseMethod | BellMethod | IndirectMethod;

/**
 * Membership of a raw value by anchors, 0-1; of a list of values one for each. The indirect method
 * fits a regression to the values, so it takes a list only.
 *
 * @throws AllianceError `anchors` whose `path` names the anchor, `field`, `count`, `not_fitted` where
 *   the regression has no solution, `raw_value_not_finite` for NaN; null is no raw value.
 */
export async function calibrate(method: Method, raw: number): Promise<number>;
export async function calibrate(method: Method, raw: readonly number[]): Promise<number[]>;
export async function calibrate(
  method: Method,
  raw: number | readonly number[],
): Promise<number | number[]> {
  const values = typeof raw === 'number' ? [raw] : raw;
  requireA('a list', values, 'raw');
  // A list of floats would hold 0 for null.
  for (const [index, value] of values.entries()) requireA('a number', value, `raw[${index}]`);
  await classifier.library.start();
  const memberships = classifier.calibrate(method, values);
  return typeof raw === 'number' ? (memberships[0] ?? Number.NaN) : memberships;
}

/**
 * Fit of a claim X => Y: of two lists of memberships, or of cases by dimension, of which the outcome
 * is left out of the conditions. What has no denominator is null, never 0.
 *
 * @throws AllianceError `count`, `out_of_range`, `field`; the last also where the outcome is among
 *   the conditions.
 */
export async function fit(claim: FitRequest): Promise<Fit>;
export async function fit(claim: ClaimRequest): Promise<ClaimFit>;
export async function fit(claim: FitRequest | ClaimRequest): Promise<Fit | ClaimFit> {
  requireA('an object', claim, 'claim');
  await classifier.library.start();
  return 'cases' in claim ? classifier.fitClaim(claim) : classifier.fit(claim);
}

/**
 * How far a solution stands beside any number of test solutions, whatever their order.
 *
 * @throws AllianceError `count`, `out_of_range`, `field`.
 */
export async function robustness(solutions: RobustnessRequest): Promise<Robustness> {
  await classifier.library.start();
  return classifier.robustness(solutions);
}

/** Which documented cases, and how sure. */
export interface CodingAgreementRequest {
  /** Ids of cases. */
  cases: readonly string[];
  /** Whether the reference alliances count. Default: true. */
  references?: boolean;
  /** Draws of the intervals; 0 leaves them out. Default: 1000. */
  draws?: number;
  /** Seed of the draws. */
  seed?: number;
}

/**
 * Krippendorff's alpha of any ratings, or of the two codings of documented cases by case and
 * dimension.
 *
 * @throws AllianceError `count`, `out_of_range`, `field`; `unknown` for another case.
 */
export async function agreement(ratings: AgreementRequest): Promise<Agreement>;
export async function agreement(cases: CodingAgreementRequest): Promise<CodingAgreement>;
export async function agreement(
  request: AgreementRequest | CodingAgreementRequest,
): Promise<Agreement | CodingAgreement> {
  requireA('an object', request, 'request');
  if (!('cases' in request)) {
    await classifier.library.start();
    return classifier.agreement(request);
  }
  requireOptions(request, ['cases', 'references', 'draws', 'seed']);
  const { cases, references = true, draws = 1000, seed } = request;
  requireCases(cases, 'cases');
  await needDocumented(cases);
  return classifier.codingAgreement(cases, references, draws, seed);
}

/**
 * How far each anchor of an indicator can be moved, the others fixed, before a case changes its
 * cell: of the cases given, or of every documented phase. An own codebook needs cases.
 *
 * @throws AllianceError `unknown`, `not_calibrated`, `count`, and as `classify`; `no_raw_value` and
 *   `no_score` for a case that answers the indicator otherwise, or not all of its dimension.
 */
export async function sensitivity(
  indicatorId: string,
  options: { cases?: readonly CaseProfile[]; codebook?: Codebook } = {},
): Promise<SensitivityRange[]> {
  requireA('text', indicatorId, 'indicator_id');
  requireOptions(options, ['cases', 'codebook']);
  if (options.cases !== undefined) {
    await classifier.library.needCodebook();
    return classifier.sensitivity(indicatorId, options.cases, options.codebook);
  }
  if (options.codebook !== undefined) {
    const message =
      'cases: the documented ones were scored by their own codebook; add cases to yours';
    throw new AllianceError('field', 'cases', message);
  }
  await needDocumented(knownCases());
  return classifier.documentedSensitivity(indicatorId);
}

/**
 * Every documented phase and reference alliance, the nearest to a profile first, each with the
 * dimension that separates the two most.
 *
 * @throws AllianceError as `classify`.
 */
export async function nearest(profile: Profile, coder: Coder = 1): Promise<Neighbour[]> {
  await needDocumented(knownCases());
  return classifier.nearest(profile, coder);
}

/**
 * Memberships as the CSV that R's QCA reads: `case,INT,FRAG,SIM,REG`, each number with the fewest
 * digits that read back as the same number.
 *
 * @throws AllianceError `field`, `count`, `out_of_range`.
 */
export async function toQcaCsv(cases: readonly Memberships[]): Promise<string> {
  await classifier.library.start();
  return classifier.toQcaCsv(cases);
}

/**
 * Memberships from that CSV.
 *
 * @throws AllianceError `data` with line and field.
 */
export async function fromQcaCsv(csv: string): Promise<Memberships[]> {
  requireA('text', csv, 'csv');
  await classifier.library.start();
  return classifier.fromQcaCsv(csv);
}

/** Hands cases and the reference alliances to the classifier. */
async function needDocumented(cases: readonly string[]): Promise<void> {
  const { library } = classifier;
  await Promise.all([library.needReferences(), ...cases.map((id) => library.needCase(id))]);
}
