/**
 * The module `classifier` behind plain functions: verdicts on own alliances, and methods across
 * cases. Of the elements only `<alliance-classifier>` loads it.
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
  Comparison,
  Figure,
  FigureOptions,
  Fit,
  FitRequest,
  Locale,
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

const textsOf = new Map<Locale, Record<string, string>>();

/** Hands the texts of a language to the module; gives the codebook in this language. */
export async function needTexts(locale: Locale): Promise<Codebook> {
  const [texts, codebook] = await Promise.all([
    library.needMessages(locale),
    library.needCodebook(locale),
  ]);
  textsOf.set(locale, JSON.parse(texts) as Record<string, string>);
  return JSON.parse(codebook) as Codebook;
}

/** The texts of a language that was loaded. */
export const texts = (locale: Locale): Record<string, string> => textsOf.get(locale) ?? {};

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

/** Every case and reference alliance that was handed in, in both codings. */
export const documented = (): Comparison => guarded(() => module.documented());

/** What a verdict is drawn from. */
export interface VerdictRequest {
  profile: Profile;
  options?: ClassifyOptions;
  /** The documented phase or reference alliance that the answers started from. */
  started?: { case_id: string; phase_id?: string };
  /** The indicator that is being asked for. */
  asked?: string;
}

/** A verdict and its figure. */
export interface DrawnVerdict {
  verdict: Verdict;
  figure: Figure;
}

export const renderVerdict = (request: VerdictRequest, options: FigureOptions): DrawnVerdict =>
  guarded(() => module.renderVerdict(toJson(request), toJson(options)));

export const figureStyle = (): string => module.verdictStyle();
