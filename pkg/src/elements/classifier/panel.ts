/** What stands around the question: the verdict, what hides it in a lesson, and what is taken along. */

import { html, nothing, type TemplateResult } from 'lit';
import type { DrawnVerdict } from '../../classifier.js';
import type { DataCell } from '../element.js';
import { part } from '../part.js';
import type { Answers } from './answers.js';
import { type Alliance, called } from './documented.js';
import type { Say } from './words.js';

/** The verdict beside the question. */
export function verdictPanel(say: Say, drawn: DrawnVerdict, isLesson: boolean): TemplateResult {
  return html`
    <section class="verdict-panel" part="verdict" tabindex="-1" aria-label=${say('after_title')}>
      ${isLesson ? html`<p class="note">${say('after_note')}</p>` : nothing}
      ${['head', 'lanes', 'tipping', 'nearest'].map((id) => part(drawn.figure, id))}
    </section>
  `;
}

/** On a phone, where the verdict stands below the question: what it says, in a line that stays. */
export function bar(say: Say, verdict: string, show: () => void): TemplateResult {
  return html`
    <div class="bar">
      <span>${say('bar')} <b class="t1">${verdict}</b></span>
      <button type="button" @click=${show}>${say('why')}</button>
    </div>
  `;
}

/** In place of a hidden verdict: what it takes to see it. */
export function hiddenPanel(
  say: Say,
  count: number,
  all: number,
  reveal: () => void,
): TemplateResult {
  const isReady = count === all;
  return html`
    <section class="verdict-panel is-hidden reveal">
      <p>${say('hidden')}</p>
      <p role="status">${say(isReady ? 'reveal_ready' : 'reveal_open', { count, all })}</p>
      <button type="button" class="main" aria-disabled=${!isReady} @click=${reveal}>${say('reveal')}</button>
    </section>
  `;
}

/** `Colombia 1990–97, “Surrender on terms and estrangement”`. */
export function title(alliance: Alliance, say: Say): string {
  const name = called(alliance);
  return alliance.phase ? say('phase', { name, phase: alliance.phase }) : name;
}

/** What a lesson is about. */
export function lessonCase(lesson: Alliance, say: Say): TemplateResult {
  return html`
    <div class="lesson-case">
      <h3>${title(lesson, say)}</h3>
      <p lang="en">${lesson.summary}</p>
    </div>
  `;
}

/** One row an indicator: the answer, and the two codings where they may be shown. */
export function codings(ids: readonly string[], answers: Answers, from?: Alliance): DataCell[][] {
  const own = 'indicator_id answered score low high'.split(' ');
  const coded =
    'case_id phase_id first_score first_low first_high second_score second_low second_high';
  const rows = ids.map((id): DataCell[] => {
    const answer = answers[id];
    const given = answer === 'unknown' ? undefined : answer;
    const state = given ? 'score' : answer === 'unknown' ? answer : 'no';
    const cells = [id, state, given?.score ?? null, given?.low ?? null, given?.high ?? null];
    if (!from) return cells;
    const row = from.rows.find(({ indicator_id }) => indicator_id === id);
    const scores = [row?.first, row?.second].flatMap((one) => [
      one?.score ?? null,
      one?.low ?? null,
      one?.high ?? null,
    ]);
    return [...cells, from.case_id, from.phase_id ?? null, ...scores];
  });
  return [from ? [...own, ...coded.split(' ')] : own, ...rows];
}
