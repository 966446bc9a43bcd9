/**
 * The module `classifier` behind plain functions: verdicts on own alliances, and methods across
 * cases. The elements never load it.
 */

import { classifierModule } from './assets.js';
import type { Method } from './classification.js';
import type {
  Agreement,
  AgreementRequest,
  CaseDocument,
  CaseProfile,
  ClaimFit,
  ClaimRequest,
  ClassifyOptions,
  Codebook,
  Coder,
  CodingAgreement,
  Fit,
  FitRequest,
  Memberships,
  Neighbour,
  Profile,
  Robustness,
  RobustnessRequest,
  SensitivityRange,
  Verdict,
} from './generated/types.js';
import { guarded, Library } from './library.js';
import { toJson } from './shape.js';
import * as module from './wasm/classifier/classifier.js';

// Not the whole of the glue: what starts the module by itself would be bundled with it.
const glue = {
  initSync: module.initSync,
  addCodebook: module.addCodebook,
  addMessages: module.addMessages,
  addCase: module.addCase,
  addReferences: module.addReferences,
};
export const library: Library = new Library(classifierModule, glue, 'verdict');

const own = (codebook?: Codebook): string => (codebook === undefined ? '' : toJson(codebook));

export const classify = (
  profile: Profile,
  options: ClassifyOptions,
  codebook?: Codebook,
): Verdict => guarded(() => module.classify(toJson(profile), toJson(options), own(codebook)));

export const calibrate = (method: Method, raw: readonly number[]): number[] =>
  guarded(() => [...module.calibrate(toJson(method), Float64Array.from(raw))]);

export const fit = (claim: FitRequest): Fit => guarded(() => module.fit(toJson(claim)));

export const fitClaim = (claim: ClaimRequest): ClaimFit =>
  guarded(() => module.fitClaim(toJson(claim)));

export const robustness = (solutions: RobustnessRequest): Robustness =>
  guarded(() => module.robustness(toJson(solutions)));

export const agreement = (ratings: AgreementRequest): Agreement =>
  guarded(() => module.agreement(toJson(ratings)));

export const codingAgreement = (
  cases: readonly string[],
  references: boolean,
  draws: number,
  seed?: number,
): CodingAgreement =>
  guarded(() => module.codingAgreement(toJson({ cases, references, draws, seed })));

export const nearest = (profile: Profile, coder: Coder): Neighbour[] =>
  guarded(() => module.nearest(toJson(profile), toJson(coder)));

export const sensitivity = (
  indicatorId: string,
  cases: readonly CaseProfile[],
  codebook?: Codebook,
): SensitivityRange[] =>
  guarded(() => module.sensitivity(toJson({ indicator_id: indicatorId, cases }), own(codebook)));

export const documentedSensitivity = (indicatorId: string): SensitivityRange[] =>
  guarded(() => module.documentedSensitivity(indicatorId));

export const profileOf = (caseId: string, phaseId?: string): Profile =>
  guarded(() => module.profileOf(caseId, phaseId));

/** The case as one document; throws the faults. */
export const validateCase = (
  given: CaseDocument | Readonly<Record<string, string>>,
  isFiles: boolean,
): string => guarded(() => module.validateCase(toJson(given), isFiles));

export const toQcaCsv = (cases: readonly Memberships[]): string =>
  guarded(() => {
    const json = toJson({ cases });
    const values = cases.flatMap(({ INT, FRAG, SIM, REG }) => [INT, FRAG, SIM, REG]);
    return module.toQcaCsv(json, Float64Array.from(values));
  });

export const fromQcaCsv = (csv: string): Memberships[] => guarded(() => module.fromQcaCsv(csv));
