/** Answers to the codebook, as a reader gives and changes them. */

import type { Coder, Profile, Scored, Verdict } from '../../generated/types.js';

/** An answer: a score with the range that could be defended, or that it is not known. */
export type Given = Scored | 'unknown';

/** Answers by indicator; what is left out was not answered. */
export type Answers = Readonly<Record<string, Given>>;

/** The worded levels. */
export const LEVELS: readonly number[] = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Two values this close are one. */
const SAME = 1e-9;

export const isSame = (one: number, other: number): boolean => Math.abs(one - other) < SAME;

/** The level next to a score, as its place among the six. */
export const nearestLevel = (score: number): number => Math.round(score * (LEVELS.length - 1));

export const isLevel = (score: number): boolean =>
  isSame(score, LEVELS[nearestLevel(score)] ?? Number.NaN);

/** The values that can be chosen: the levels, and others that came from data. */
export function choices(others: readonly number[]): number[] {
  const between = others.filter((value) => !isLevel(value));
  const all = [...LEVELS, ...between].sort((one, other) => one - other);
  return all.filter((value, index) => index === 0 || !isSame(value, all[index - 1] ?? -1));
}

/** The answers as a profile; what is unknown or not answered is null. */
export function toProfile(ids: readonly string[], answers: Answers): Profile {
  const answer = (id: string) => {
    const given = answers[id];
    return [id, given === undefined || given === 'unknown' ? null : given];
  };
  return { indicators: Object.fromEntries(ids.map(answer)) };
}

/** A profile as answers, by the coder asked for. The verdict on it has the scores of raw values. */
export function fromProfile(profile: Profile, coder: Coder, { tipping_points }: Verdict): Answers {
  const scores = new Map(tipping_points.map(({ indicator_id, score }) => [indicator_id, score]));
  const read = (id: string, codings: Profile['indicators']): Scored | undefined => {
    const answer = codings[id];
    if (answer === undefined || answer === null) return undefined;
    const given = typeof answer === 'object' && 'score' in answer ? answer : undefined;
    const score = given?.score ?? (typeof answer === 'number' ? answer : scores.get(id));
    if (score === undefined || score === null) return undefined;
    return { score, low: given?.low ?? score, high: given?.high ?? score };
  };
  const second = { ...profile.indicators, ...profile.second_coding };
  const answers = Object.keys(second).map((id): [string, Given] => {
    const [one, other] = [read(id, profile.indicators), read(id, second)];
    if (coder === 1) return [id, one ?? 'unknown'];
    if (coder === 2) return [id, other ?? 'unknown'];
    if (!one || !other) return [id, 'unknown'];
    const [low, high] = [Math.min(one.low, other.low), Math.max(one.high, other.high)];
    return [id, { score: one.score, low, high }];
  });
  return Object.fromEntries(answers);
}

/** An answer in a link: `0.6`, `0.6_0.4_0.8` with its range, `unknown`. */
export function toText(given: Given): string {
  if (given === 'unknown') return given;
  const { score, low, high } = given;
  return low === score && high === score ? String(score) : [score, low, high].join('_');
}

/** The answer in a link; what is none is dropped. */
export function fromText(text: string): Given | undefined {
  if (text === 'unknown') return text;
  const numbers = text.split('_').map((part) => (part === '' ? Number.NaN : Number(part)));
  const [score = Number.NaN, low = score, high = score] = numbers;
  const isRange = 0 <= low && low <= score && score <= high && high <= 1;
  return isRange && numbers.length !== 2 && numbers.length < 4 ? { score, low, high } : undefined;
}

export const isEqual = (one: Given | undefined, other: Given | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && toText(one) === toText(other));
