/** How the classifier sees the simulated alliances. It is loaded when a reader asks. */

import { html, nothing, type TemplateResult } from 'lit';
import type { Dimension, Locale, PolicyAlliances, Verdict } from '../../generated/types.js';
import { POLICIES } from './levers.js';
import type { Shown } from './runs.js';

const DIMENSIONS: readonly Dimension[] = ['D1', 'D2', 'D3', 'D4'];
const SIDES = ['as_it_was', ...POLICIES] as const;

type Side = (typeof SIDES)[number];

export interface VerdictView {
  shown: Shown;
  locale: Locale;
  say(key: string, values?: Record<string, string>): string;
  degree(value: number): string;
  /** Whether the reader has asked. */
  isAsked: boolean;
  ask(): void;
}

export class Verdicts {
  #key = '';
  #found: { alliances: PolicyAlliances; verdicts: Record<Side, Verdict> } | undefined;
  #failure = '';

  constructor(readonly host: { requestUpdate(): void }) {}

  #need({ shown, locale }: VerdictView): void {
    const { result, isWhole } = shown;
    const key = JSON.stringify([locale, result.alliances]);
    if (key === this.#key || !isWhole) return;
    this.#key = key;
    void this.#classify(key, result.alliances, locale);
  }

  async #classify(key: string, alliances: PolicyAlliances, locale: Locale): Promise<void> {
    try {
      const [{ classify }, { profileOfSimulation }] = await Promise.all([
        import('../../classification.js'),
        import('../../simulation.js'),
      ]);
      const judged = SIDES.map(async (side) => {
        const profile = await profileOfSimulation({ alliance: alliances[side] });
        return [side, await classify(profile, { draws: 0, locale })] as const;
      });
      const verdicts = Object.fromEntries(await Promise.all(judged)) as Record<Side, Verdict>;
      if (key !== this.#key) return;
      this.#found = { alliances, verdicts };
      this.#failure = '';
    } catch (error) {
      this.#key = '';
      this.#failure = error instanceof Error ? error.message : String(error);
    }
    this.host.requestUpdate();
  }

  render(view: VerdictView): TemplateResult {
    const { say, isAsked, ask } = view;
    if (isAsked && !this.#failure) this.#need(view);
    const again = () => {
      this.#failure = '';
      ask();
    };
    const waiting = html`<p class="note">${say('simulator.verdict_loading')}</p>`;
    const failure = this.#failure && say('simulator.verdict_failed', { reason: this.#failure });
    return html`
      <div class="verdict-box">
        ${isAsked && !failure ? nothing : html`<button type="button" class="ask-verdict" @click=${again}>${say('simulator.verdict_ask')}</button>`}
        ${failure ? html`<p class="note" role="status">${failure}</p>` : nothing}
        <div aria-live="polite">${isAsked && !failure ? (this.#found ? this.#table(view) : waiting) : nothing}</div>
      </div>
    `;
  }

  #table({ say, degree }: VerdictView): TemplateResult | typeof nothing {
    const found = this.#found;
    if (!found) return nothing;
    const name = (side: Side) =>
      side === 'as_it_was' ? say('simulator.as_it_was') : side.toUpperCase();
    const verdict = (side: Side) => {
      const { type, degree } = found.verdicts[side];
      const word = say(`type.${type}`);
      const known = degree ? say(`degree.${degree}`, { type: word }) : word;
      return say('simulator.verdict', { policy: name(side), verdict: known });
    };
    return html`
      <p><b>${SIDES.map(verdict).join('. ')}.</b></p>
      <p class="note">${say('simulator.verdict_note')}</p>
      <div class="scroll" tabindex="0" role="region" aria-label=${say('simulator.verdict_table')}>
        <table>
          <thead><tr><th scope="col">${say('simulator.question_column')}</th>${SIDES.map((side) => html`<th scope="col">${name(side)}</th>`)}</tr></thead>
          <tbody>
            ${DIMENSIONS.map(
              (dimension) => html`<tr>
              <th scope="row">${say(`simulator.dimension.${dimension}`)} <span class="tag">${say(`simulator.${found.alliances.a.dimensions[dimension].origin}`)}</span></th>
              ${SIDES.map((side) => {
                const { score, low, high } = found.alliances[side].dimensions[dimension];
                const places = { value: degree(score), low: degree(low), high: degree(high) };
                return html`<td>${say('simulator.data_range', places)}</td>`;
              })}
            </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }
}
