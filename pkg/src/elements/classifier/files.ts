/** Where answers come from and go to: documented alliances and files. */

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import * as classifier from '../../classifier.js';
import { AllianceError } from '../../errors.js';
import type { Dimension, Profile, Verdict } from '../../generated/types.js';
import type { Alliance } from './documented.js';
import type { Say } from './words.js';

/** What answers can start from, over the questions. */
export interface Beginning {
  say: Say;
  alliances: readonly Alliance[];
  /** Id of the alliance that the answers started from; empty for nothing. */
  from: string;
  /** What was done last, in a sentence. */
  said: string;
  canUndo: boolean;
  /** Whether own answers are all that may be shown. */
  isLesson: boolean;
  start(id: string): void;
  open(file: File): void;
  clear(): void;
  undo(): void;
}

export function beginning(shown: Beginning): TemplateResult {
  const { say, isLesson } = shown;
  const open = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file) shown.open(file);
    // The same file may be opened again, mended.
    input.value = '';
  };
  return html`
    <div class="files" role="group" aria-label=${say('files')}>
      ${
        isLesson
          ? nothing
          : html`${starts(shown)}<label class="file">${say('import')}<input type="file" accept=".json,application/json" @change=${open} /></label>`
      }
      <button type="button" @click=${shown.clear}>${say('start_over')}</button>
    </div>
    <p class="did" role="status">
      ${shown.said} ${shown.canUndo ? html`<button type="button" @click=${shown.undo}>${say('undo')}</button>` : nothing}
    </p>
  `;
}

/** Own answers as files, under the figure. */
export function savers(
  say: Say,
  said: string,
  kinds: readonly ('json' | 'qca')[],
  save: (kind: 'json' | 'qca') => void,
): TemplateResult {
  return html`
    <div class="files savers" role="group" aria-label=${say('savers')}>
      ${kinds.map((kind) => html`<button type="button" @click=${() => save(kind)}>${say(`save_${kind}`)}</button>`)}
    </div>
    <p class="did" role="status">${said}</p>
  `;
}

function starts({ say, alliances, from, start }: Beginning): TemplateResult {
  const option = (one: Alliance) => {
    const name = one.phase ? `${one.years} · ${one.phase}` : `${one.ally} ${one.years}`;
    return html`<option value=${one.id} .selected=${live(one.id === from)}>${name}</option>`;
  };
  const cases = [...new Set(alliances.filter((one) => one.phase_id).map((one) => one.case_id))];
  return html`
    <label class="start">${say('start')}
      <select @change=${(event: Event) => start((event.target as HTMLSelectElement).value)}>
        <option value="" .selected=${live(from === '')}>${say('start_nothing')}</option>
        ${cases.map((id) => {
          const phases = alliances.filter((one) => one.case_id === id);
          const label = say('phases_of', { case: phases[0]?.ally ?? id });
          return html`<optgroup label=${label}>${phases.map(option)}</optgroup>`;
        })}
        <optgroup label=${say('references')}>${alliances.filter((one) => !one.phase_id).map(option)}</optgroup>
      </select>
    </label>
  `;
}

/** A file of answers, checked; what is wrong is said with its path. */
export async function readProfile(
  file: File,
  say: Say,
): Promise<{ profile: Profile; verdict: Verdict }> {
  const text = await file.text();
  let profile: Profile;
  try {
    profile = JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AllianceError('json', '', say('not_json', { reason }), { cause });
  }
  return { profile, verdict: classifier.classify(profile, { draws: 0 }) };
}

/** The four dimensions for R's QCA; none while one has no score. */
export function qca(name: string, { dimensions }: Verdict): string | undefined {
  const [INT, FRAG, SIM, REG] = (['D1', 'D2', 'D3', 'D4'] satisfies Dimension[]).map(
    (dimension) => dimensions[dimension].score,
  );
  const values = [INT, FRAG, SIM, REG];
  const isWhole = (all: typeof values): all is number[] => all.every((value) => value != null);
  if (!isWhole(values)) return undefined;
  const [one = 0, two = 0, three = 0, four = 0] = values;
  return classifier.toQcaCsv([{ case: name, INT: one, FRAG: two, SIM: three, REG: four }]);
}
