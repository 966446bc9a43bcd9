/** The lesson: a learner's answers beside both codings, and how far they agree. */

import { html, nothing, type TemplateResult } from 'lit';
import * as classifier from '../../classifier.js';
import type { Codebook, IndicatorText, PhaseIndicator, Scored } from '../../generated/types.js';
import { type Answers, isSame, LEVELS, nearestLevel } from './answers.js';
import type { Alliance } from './documented.js';
import { citation, unread } from './question.js';
import { counted, score, textOf, type Words } from './words.js';

/** Below this number of answers alpha is left out. */
export const LEAST_CELLS = 10;
/** Where a coding usually counts as reliable, and where even tentative conclusions end. */
const RELIABLE = 0.8;
const TENTATIVE = 0.667;

/** Agreement of a learner with the first coding. */
export interface Agreed {
  /** Answers that count: those that the learner knew. */
  cells: number;
  /** Those on the same level; a value worked out from data counts as the level next to it. */
  same: number;
  /** Mean absolute difference of the scores, 0-1; null without answers. */
  distance: number | null;
  /** Krippendorff's alpha of the levels as ranks; null below ten answers, or where all are the same. */
  alpha: number | null;
}

/** Agreement on the indicators that were asked for. */
export function agreed(rows: readonly PhaseIndicator[], answers: Answers): Agreed {
  const pairs = rows.flatMap(({ indicator_id, first }): [number, number][] => {
    const answer = answers[indicator_id];
    return answer === undefined || answer === 'unknown' ? [] : [[answer.score, first.score]];
  });
  const levels = pairs.map((pair) => pair.map((value) => LEVELS[nearestLevel(value)] ?? 0));
  const same = levels.filter(([one, other]) => one === other).length;
  const sum = pairs.reduce((total, [one, other]) => total + Math.abs(one - other), 0);
  const alpha =
    pairs.length < LEAST_CELLS
      ? null
      : classifier.agreement({ level: 'ordinal', ratings: levels }).alpha;
  return {
    cells: pairs.length,
    same,
    distance: pairs.length === 0 ? null : sum / pairs.length,
    alpha,
  };
}

/** What the lesson shows once it is revealed. */
export interface Revealed {
  words: Words;
  codebook: Codebook;
  alliance: Alliance;
  /** The documented answers that were asked for. */
  rows: readonly PhaseIndicator[];
  answers: Answers;
  agreed: Agreed;
}

export function revealed(shown: Revealed): TemplateResult {
  const { words, rows } = shown;
  return html`
    <h3 tabindex="-1" class="revealed-title">${words.say('revealed')}</h3>
    ${rows.map((row) => {
      const text = textOf(shown.codebook, row.indicator_id, words.locale);
      return text ? compared(shown, row, text) : nothing;
    })}
    <h3 class="agreement-title">${words.say('agreement')}</h3>
    <div class="agreement">${sentences(shown).map((sentence) => html`<p>${sentence}</p>`)}</div>
  `;
}

function compared(
  { words, answers }: Revealed,
  row: PhaseIndicator,
  text: IndicatorText,
): TemplateResult {
  const { say } = words;
  const answer = answers[row.indicator_id];
  const known = answer === undefined || answer === 'unknown' ? undefined : answer;
  return html`
    <article class="compared">
      <h4>${text.name}</h4>
      <p class="note">${text.question}</p>
      <dl class="three">
        <div><dt>${say('yours')}</dt><dd>${known ? worded(words, known.score, text) : say('dont_know')}</dd></div>
        <div><dt>${say('first')}</dt><dd>${worded(words, row.first.score, text)} <span class="note">(${defended(words, row.first)})</span></dd></div>
        <div><dt>${say('second_coding')}</dt><dd>${
          row.second
            ? html`${worded(words, row.second.score, text)} <span class="note">(${defended(words, row.second)})</span>`
            : say('shared')
        }</dd></div>
      </dl>
      <p class="difference">${known ? difference(words, known.score, row.first) : say('difference_unknown')}</p>
      <p>${say('reason')} <span lang="en">${row.rationale}</span> ${unread(words, row)}</p>
      ${row.second_rationale ? html`<p class="note">${say('reason_second')} <span lang="en">${row.second_rationale}</span></p>` : nothing}
      ${row.source ? html`<p class="source">${citation(row.source)}</p>` : nothing}
    </article>
  `;
}

function worded(words: Words, value: number, text: IndicatorText): string {
  const place = nearestLevel(value);
  const level = text.levels[place]?.replace(/\.$/, '') ?? '';
  const near = LEVELS[place] ?? value;
  return isSame(near, value)
    ? words.say('level', { score: score(words, value), level })
    : words.say('near_level', { score: score(words, value), near: score(words, near), level });
}

function defended(words: Words, { low, high }: Scored): string {
  return words.say('could_defend', { low: score(words, low), high: score(words, high) });
}

/** How many levels lie between, and whether the first coding could defend the learner's. */
function difference(words: Words, value: number, first: Scored): string {
  const steps = nearestLevel(value) - nearestLevel(first.score);
  const way = steps > 0 ? 'higher' : 'lower';
  const count = Math.abs(steps);
  const key = count === 0 ? 'same' : count === 1 ? way : `${way}s`;
  const sentence = words.say(`difference_${key}`, { count: counted(words, 'levels', count) });
  if (count === 0) return sentence;
  const isWithin = first.low - 1e-9 <= value && value <= first.high + 1e-9;
  return `${sentence} ${words.say(isWithin ? 'within' : 'outside')}`;
}

/** The agreement with what it means. */
function sentences({ words, agreed, alliance }: Revealed): string[] {
  const { cells, same, distance, alpha } = agreed;
  const { say } = words;
  if (distance === null) return [say('agreement_none')];
  const percent = (share: number) => words.number(share * 100, 0);
  const found = [
    say('agreement_same', { same, count: cells, percent: percent(same / cells) }),
    say('agreement_distance', { distance: words.number(distance, 2) }),
    say(distance < 0.2 ? 'agreement_close' : 'agreement_level'),
  ];
  if (cells < LEAST_CELLS) {
    found.push(say('agreement_few', { count: counted(words, 'numbers', cells) }));
  } else if (alpha === null) {
    found.push(say('agreement_flat'));
  } else {
    const reading = alpha < TENTATIVE ? 'low' : alpha < RELIABLE ? 'middle' : 'high';
    found.push(
      say('agreement_alpha', { alpha: words.number(alpha, 2) }),
      say(`agreement_${reading}`),
    );
  }
  const { groups } = classifier.codingAgreement([alliance.case_id], false, 0);
  const own = groups.find((group) => group.case_id !== null && group.dimension === null);
  if (own && own.alpha_ordinal !== null) {
    const values = {
      count: own.cells,
      case: alliance.ally,
      percent: percent(own.same),
      distance: words.number(own.mean_absolute_difference, 2),
      alpha: words.number(own.alpha_ordinal, 2),
    };
    found.push(say('agreement_codings', values));
  }
  return [...found, say('agreement_meaning')];
}
