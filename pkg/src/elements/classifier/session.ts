/** What is asked and what was answered, and both as a link. */

import * as classifier from '../../classifier.js';
import type { Codebook, Coder, Indicator, Locale } from '../../generated/types.js';
import { knownCases, requireKnown } from '../../library.js';
import { type Answers, fromProfile, fromText, type Given, isEqual, toText } from './answers.js';
import { type Alliance, alliances, named } from './documented.js';

/** What the attributes ask for. */
export interface Wanted {
  locale: Locale;
  start: string;
  coder: string;
  indicators: string;
  lesson: boolean;
  case: string;
  phase: string;
}

/** What is asked, all of which was loaded. */
export class Questionnaire {
  readonly locale: Locale;
  readonly codebook: Codebook;
  /** Every indicator of the codebook. */
  readonly ids: readonly string[];
  /** Those that are asked for. */
  readonly asked: readonly Indicator[];
  readonly alliances: readonly Alliance[];
  /** What the answers start from where the attributes say so. */
  readonly start: Alliance | undefined;
  /** What a lesson is about. */
  readonly lesson: Alliance | undefined;
  readonly coder: Coder;
  readonly #documented = new Map<string, Answers>();

  constructor(codebook: Codebook, wanted: Wanted) {
    requireKnown('coder', wanted.coder, ['1', '2', 'hull'], 'coder');
    this.coder = wanted.coder === 'hull' ? 'hull' : wanted.coder === '2' ? 2 : 1;
    this.locale = wanted.locale;
    this.codebook = codebook;
    this.ids = codebook.indicators.map(({ indicator_id }) => indicator_id);
    const ids = wanted.indicators.split(/\s+/).filter(Boolean);
    for (const id of ids) requireKnown('indicator', id, this.ids, 'indicators');
    this.asked = codebook.indicators.filter(
      ({ indicator_id }) => ids.length === 0 || ids.includes(indicator_id),
    );
    this.alliances = alliances(classifier.documented(), wanted.locale);
    if (wanted.lesson) {
      const phases = this.alliances.filter(({ phase_id }) => phase_id !== undefined);
      const id = wanted.case ? [wanted.case, wanted.phase].filter(Boolean).join('/') : wanted.start;
      this.lesson = named(phases, id, wanted.case ? 'case' : 'start');
    } else if (wanted.start) {
      this.start = named(this.alliances, wanted.start, 'start');
    }
  }

  /** Loads what a questionnaire needs; `take` throws where another load began meanwhile. */
  static async load(wanted: Wanted, take: () => void): Promise<Questionnaire> {
    const [codebook] = await Promise.all([
      classifier.needTexts(wanted.locale),
      classifier.library.needReferences(),
      ...knownCases().map((id) => classifier.library.needReasons(id)),
    ]);
    take();
    return new Questionnaire(codebook, wanted);
  }

  alliance(id: string): Alliance | undefined {
    return this.alliances.find((one) => one.id === id);
  }

  /** The documented answers of an alliance; none for nothing. */
  documented(id: string): Answers {
    const known = this.#documented.get(id);
    if (known) return known;
    const alliance = this.alliance(id);
    if (!alliance) return {};
    const profile = classifier.profileOf(alliance.case_id, alliance.phase_id);
    const verdict = classifier.classify(profile, { draws: 0, locale: this.locale });
    const answers = fromProfile(profile, this.coder, verdict);
    this.#documented.set(id, answers);
    return answers;
  }
}

/** What a reader did with it. */
export interface Session {
  /** Id of the alliance that the answers started from; empty for nothing. */
  readonly from: string;
  readonly answers: Answers;
  /** Place of the question that is shown. */
  readonly at: number;
  /** Whether the coding of a lesson is shown. */
  readonly isRevealed: boolean;
}

/** A session that has just begun. */
export const begun = (from: string, answers: Answers): Session => ({
  from,
  answers,
  at: 0,
  isRevealed: false,
});

/** Whether every question that is asked has an answer; that it is not known is one. */
export const isAnswered = ({ asked }: Questionnaire, answers: Answers): boolean =>
  asked.every(({ indicator_id }) => answers[indicator_id] !== undefined);

/** The session that a link has kept; what is unknown in it is dropped. */
export function readSession(asks: Questionnaire, view: URLSearchParams): Session {
  const start = asks.start?.id ?? '';
  const wanted = view.get('from') ?? start;
  const from = !asks.lesson && (wanted === '' || asks.alliance(wanted)) ? wanted : start;
  const answers: Record<string, Given> = { ...asks.documented(from) };
  for (const id of asks.ids) {
    const answer = fromText(view.get(id) ?? '');
    if (answer !== undefined) answers[id] = answer;
  }
  const at = asks.asked.findIndex(({ indicator_id }) => indicator_id === view.get('at'));
  const isRevealed = view.has('revealed') && asks.lesson !== undefined && isAnswered(asks, answers);
  return { from, answers, at: Math.max(at, 0), isRevealed };
}

/** A session for a link, without what is at its default. */
export function writeSession(asks: Questionnaire, session: Session): URLSearchParams {
  const view = new URLSearchParams();
  const { from, answers, at, isRevealed } = session;
  if (from !== (asks.start?.id ?? '')) view.set('from', from);
  const documented = asks.documented(from);
  for (const id of asks.ids) {
    const answer = answers[id];
    if (answer !== undefined && !isEqual(answer, documented[id])) view.set(id, toText(answer));
  }
  const asked = asks.asked[at];
  if (at > 0 && asked) view.set('at', asked.indicator_id);
  if (isRevealed) view.set('revealed', '');
  return view;
}
