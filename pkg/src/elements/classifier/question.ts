/** One question of the codebook: its levels, the reader's own range, and how to decide. */

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type {
  Citation,
  Indicator,
  IndicatorText,
  PhaseIndicator,
  TippingPoint,
} from '../../generated/types.js';
import { type Answers, choices, type Given, isSame, nearestLevel } from './answers.js';
import { score, type Words } from './words.js';

/** What a question shows. */
export interface Question {
  words: Words;
  indicator: Indicator;
  text: IndicatorText;
  answer: Given | undefined;
  /** The value worked out from data for the alliance that the answers started from, with its name. */
  exact: { value: number; name: string } | undefined;
  /** Where this answer, alone, would change the type; none while the verdict is hidden. */
  tips: readonly TippingPoint[];
  /** The documented answer beside it, and what it is called. */
  coded: { row: PhaseIndicator; name: string } | undefined;
  answered(given: Given): void;
}

export function question(shown: Question): TemplateResult {
  const { words, indicator, text, answer, answered } = shown;
  const { say } = words;
  const given = answer === 'unknown' ? undefined : answer;
  const others = [shown.exact?.value, given?.score].filter((value) => value !== undefined);
  const values = choices(others);
  const choose = (value: number) => {
    // A range is about its score; it stands as long as it holds the new one.
    const holds = given && given.low <= value && value <= given.high;
    answered(holds ? { ...given, score: value } : { score: value, low: value, high: value });
  };
  const name = `answer-${indicator.indicator_id}`;
  return html`
    <fieldset class="ask">
      <legend><h3>${text.question}</h3></legend>
      <ul class="levels">
        ${repeat(
          rows(values, shown.tips),
          (row) => (typeof row === 'number' ? row : `changes ${row.boundary}`),
          (row) =>
            typeof row === 'number'
              ? level(shown, row, given, name, () => choose(row))
              : html`<li class="changes">${say('changes', { boundary: words.number(row.boundary ?? 0, 2) })}</li>`,
        )}
        <li class="dont-know">
          <label><input type="radio" name=${name} value="unknown" .checked=${live(answer === 'unknown')} @change=${() => answered('unknown')} />
            <span class="value">?</span><span>${say('dont_know')}</span></label>
        </li>
      </ul>
    </fieldset>
    ${given ? range(shown, given) : nothing}
    <p class="note">${say('how', { how: lowered(text.how_computed) })}</p>
    ${text.ambiguity ? html`<p class="note">${say('ambiguity', { ambiguity: text.ambiguity })}</p>` : nothing}
    ${coded(shown)}
  `;
}

/** As the rest of a sentence. */
const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** The values with the places between them where the type changes. */
function rows(values: readonly number[], tips: readonly TippingPoint[]): (number | TippingPoint)[] {
  const places = tips.filter(({ boundary }) => boundary !== null);
  const isBefore = ({ boundary, direction }: TippingPoint, value: number) =>
    boundary !== null && (direction === 'above' ? value > boundary : value >= boundary);
  const all = values.flatMap((value, index) => {
    const before = values[index - 1];
    const here = places.filter(
      (tip) => isBefore(tip, value) && (before === undefined || !isBefore(tip, before)),
    );
    return [...here, value];
  });
  const [last = 1] = values.slice(-1);
  return [...all, ...places.filter((tip) => !isBefore(tip, last))];
}

function level(
  { words, text, exact }: Question,
  value: number,
  given: Given | undefined,
  name: string,
  choose: () => void,
): TemplateResult {
  const range = given === 'unknown' ? undefined : given;
  const chosen = range !== undefined && isSame(range.score, value);
  const inside = range !== undefined && range.low - 1e-9 <= value && value <= range.high + 1e-9;
  const place = nearestLevel(value);
  const between = () =>
    exact && isSame(exact.value, value)
      ? words.say('exact_case', { name: exact.name })
      : words.say('exact');
  const worded = isSame(place / 5, value) ? text.levels[place]?.replace(/\.$/, '') : between();
  return html`
    <li class=${`${inside ? 'inside' : ''} ${chosen ? 'chosen-level' : ''}`}>
      <label><input type="radio" name=${name} value=${value} .checked=${live(chosen)} @change=${choose} />
        <span class="value">${score(words, value)}</span><span>${worded}</span></label>
    </li>
  `;
}

/** The range that the reader could also defend: it holds the score. */
function range({ words, answered }: Question, given: Exclude<Given, 'unknown'>): TemplateResult {
  const values = choices([given.low, given.high, given.score]);
  const end = (key: 'low' | 'high', fits: (value: number) => boolean) => {
    const change = (event: Event) => {
      const value = Number((event.target as HTMLSelectElement).value);
      answered({ ...given, [key]: value });
    };
    return html`
      <select aria-label=${words.say(`range_${key}`)} @change=${change}>
        ${repeat(
          values.filter(fits),
          (value) => value,
          (value) =>
            html`<option value=${value} .selected=${live(isSame(value, given[key]))}>${score(words, value)}</option>`,
        )}
      </select>
    `;
  };
  const below = end('low', (value) => value < given.score || isSame(value, given.score));
  const above = end('high', (value) => value > given.score || isSame(value, given.score));
  return html`
    <div class="range-control" role="group" aria-label=${words.say('range')}>
      <span>${words.say('range')} ${words.say('range_from')}</span> ${below}
      <span>${words.say('range_to')}</span> ${above}
    </div>
  `;
}

/** The documented answer with its reason. */
function coded({ words, coded }: Question): TemplateResult | typeof nothing {
  if (!coded) return nothing;
  const { row, name } = coded;
  const values = { score: score(words, row.first.score), name };
  return html`
    <div class="note coded">
      <p>${words.say('coded', values)} <span lang="en">${row.rationale}</span> ${unread(words, row)}</p>
      ${row.source ? html`<p>${citation(row.source)}</p>` : nothing}
    </div>
  `;
}

/** The tag of a reason whose source nobody opened. */
export function unread(words: Words, row: PhaseIndicator): TemplateResult | typeof nothing {
  return row.kind === 'judged' && !row.checked
    ? html`<span class="unread">${words.say('unread')}</span>`
    : nothing;
}

export function citation({ author_or_org, year, title, url }: Citation): TemplateResult {
  const text = `${author_or_org} (${year}), ${title}`;
  return url ? html`<a href=${url} rel="noopener">${text}</a>` : html`${text}`;
}

/** Pips by dimension, each of which leads to its question. */
export function progress(
  words: Words,
  asked: readonly Indicator[],
  answers: Answers,
  at: number,
  go: (index: number) => void,
): TemplateResult {
  const pip = (indicator: Indicator, index: number) => {
    const answer = answers[indicator.indicator_id];
    const text = indicator.text[words.locale] ?? indicator.text.en;
    const kind = answer === undefined ? 'open' : answer === 'unknown' ? 'unknown' : 'given';
    const state =
      answer === undefined || answer === 'unknown'
        ? words.say(`jump_${kind}`)
        : score(words, answer.score);
    const label = words.say('jump', { number: index + 1, name: text?.name ?? '', state });
    return html`<button type="button" class="pip-button" data-kind=${kind} aria-current=${index === at ? 'step' : nothing}
      aria-label=${label} title=${label} @click=${() => go(index)}><span>${kind === 'unknown' ? '?' : ''}</span></button>`;
  };
  const dimensions = [...new Set(asked.map(({ dimension }) => dimension))];
  return html`
    <div class="progress" role="group" aria-label=${words.say('progress')}>
      <p>${words.say('position', { number: at + 1, count: asked.length })}</p>
      ${dimensions.map(
        (dimension) =>
          html`<span class="pip-group">${asked.map((indicator, index) =>
            indicator.dimension === dimension ? pip(indicator, index) : nothing,
          )}<span aria-hidden="true">${dimension.slice(1)}</span></span>`,
      )}
    </div>
  `;
}
