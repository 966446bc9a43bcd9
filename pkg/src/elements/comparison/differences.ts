import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import * as core from '../../core.js';
import type {
  ByDimension,
  Coder,
  Comparison,
  Dimension,
  Structure,
} from '../../generated/types.js';
import { requireKnown } from '../../library.js';
import { part } from '../part.js';
import type { Host, Loaded } from './host.js';
import { DIMENSIONS, scores } from './rows.js';

/** Whose answers the dots may show. */
const CODERS: readonly Coder[] = [1, 2, 'hull'];

/** Ways of combining that a reader may try in place of the codebook's. */
const WAYS = ['mean', 'min', 'max', 'geometric'] as const;
type Way = (typeof WAYS)[number] | '';

/** What the attributes say of it. */
interface Asked {
  readonly coder: string;
  readonly structure: string;
}

/** The verdict on each case and the four differences. */
export class Differences {
  #coder: Coder | undefined;
  #way: Way | undefined;
  /** The chosen period by case. */
  #phases: Record<string, string> = {};
  /** The questions whose answers are open. */
  #open: readonly Dimension[] = [];
  #reasons: Loaded | undefined;
  #compared: { key: string; loaded: Loaded; comparison: Comparison } | undefined;

  constructor(
    readonly host: Host,
    readonly asked: Asked,
  ) {}

  /** Refuses what the attributes may not say. */
  check(): void {
    requireKnown('coding', this.asked.coder, CODERS.map(String), 'coder');
    requireKnown('way of combining', this.asked.structure, ['', ...WAYS], 'structure');
  }

  read(view: URLSearchParams, loaded: Loaded): void {
    this.#coder = CODERS.find((coder) => String(coder) === view.get('coder'));
    this.#way = ([...WAYS, ''] as const).find((way) => way === view.get('structure'));
    const chosen = this.comparison(loaded).cases.flatMap(({ case_id, phases }) => {
      const id = view.get(`period.${case_id}`);
      return phases.some(({ phase_id }) => phase_id === id) ? [[case_id, id ?? '']] : [];
    });
    this.#phases = Object.fromEntries(chosen);
    const open = view.get('answers')?.split(' ') ?? [];
    this.#open = DIMENSIONS.filter((dimension) => open.includes(dimension));
  }

  write(view: URLSearchParams): void {
    if (String(this.coder) !== this.asked.coder) view.set('coder', String(this.coder));
    if (this.way !== this.asked.structure) view.set('structure', this.way);
    for (const [id, phase] of Object.entries(this.#phases)) view.set(`period.${id}`, phase);
    if (this.#open.length > 0) view.set('answers', this.#open.join(' '));
  }

  private get coder(): Coder {
    return this.#coder ?? CODERS.find((coder) => String(coder) === this.asked.coder) ?? 1;
  }

  private get way(): string {
    return this.#way ?? this.asked.structure;
  }

  /** The comparison by the coding and the way of combining that are chosen. */
  comparison(loaded: Loaded): Comparison {
    const [coder, way] = [this.coder, WAYS.find((known) => known === this.way)];
    const key = JSON.stringify([coder, way]);
    if (this.#compared?.key !== key || this.#compared.loaded !== loaded) {
      const structure: ByDimension<Structure> | undefined = way && {
        D1: way,
        D2: way,
        D3: way,
        D4: way,
      };
      const comparison = core.compare(loaded.ids, true, coder, structure);
      this.#compared = { key, loaded, comparison };
    }
    return this.#compared.comparison;
  }

  /** Loads the reasons of the scores where answers are open. */
  async #needReasons(loaded: Loaded): Promise<void> {
    if (this.#open.length === 0 || this.#reasons === loaded) return;
    try {
      await Promise.all(loaded.ids.map((id) => core.library.needReasons(id)));
      this.#reasons = loaded;
      this.host.changed();
    } catch (error) {
      this.host.fail(error);
    }
  }

  #draw(loaded: Loaded, kind: 'comparison' | 'answers', dimension?: Dimension) {
    const comparison = this.comparison(loaded);
    const { coder, structure } = comparison;
    const more = dimension ? { dimension } : { phases: this.#phases };
    const what = [loaded.ids, coder, structure, this.#reasons === loaded];
    return this.host.draw(`${kind} ${dimension}`, kind, comparison, more, what);
  }

  render(loaded: Loaded): TemplateResult {
    void this.#needReasons(loaded);
    const comparison = this.comparison(loaded);
    const figure = this.#draw(loaded, 'comparison');
    return html`
      <figure class="alliance-figure view" part="comparison" aria-label=${figure.finding} lang=${loaded.locale} @click=${this.#chooseLane}>
        ${part(figure, 'head')}
        <div class="cases">
          ${comparison.cases.map(
            ({ case_id }) => html`
              <section class="case">
                ${part(figure, `case:${case_id}`)} ${this.#stepper(loaded, case_id)}
                <div aria-live="polite">${part(figure, `phase:${case_id}`)}</div>
              </section>
            `,
          )}
        </div>
        ${part(figure, 'key')} ${this.#options()}
        ${DIMENSIONS.map((dimension) => html`<div>${part(figure, dimension)} ${this.#answers(loaded, dimension)}</div>`)}
        ${part(figure, 'caption')} ${unsafeHTML(figure.table)}
        ${this.host.bar({
          name: ['comparison', ...loaded.ids].join('-'),
          title: figure.finding,
          rows: () => scores(comparison),
          svg: () => figure.svg ?? undefined,
        })}
      </figure>
    `;
  }

  /** Marks the chosen lanes of what was drawn. */
  mark(): void {
    for (const lane of this.host.root().querySelectorAll<SVGElement>('.lane')) {
      const { case: caseId = '', phase } = lane.dataset;
      lane.toggleAttribute('data-chosen', this.#phases[caseId] === phase);
    }
  }

  /** Whose answers, and how they combine. */
  #options(): TemplateResult {
    const choice = (value: string, key: string, chosen: boolean) =>
      html`<option value=${value} ?selected=${chosen}>${this.host.say(`control.${key}`)}</option>`;
    const chosen = (event: Event) => (event.target as HTMLSelectElement).value;
    const chooseCoder = (event: Event) => {
      this.#coder = CODERS.find((coder) => String(coder) === chosen(event));
      this.host.changed();
    };
    const chooseWay = (event: Event) => {
      this.#way = WAYS.find((way) => way === chosen(event)) ?? '';
      this.host.changed();
    };
    return html`
      <details class="options">
        <summary>${this.host.say('control.options')}</summary>
        <label>${this.host.say('control.coder')}
          <select @change=${chooseCoder}>
            ${CODERS.map((coder) => choice(String(coder), `coder_${coder}`, coder === this.coder))}
          </select></label>
        <label>${this.host.say('control.structure')}
          <select @change=${chooseWay}>
            ${['', ...WAYS].map((way) => choice(way, `structure_${way || 'codebook'}`, way === this.way))}
          </select></label>
      </details>
    `;
  }

  #choosePhase(caseId: string, phase: string | undefined): void {
    const { [caseId]: _, ...others } = this.#phases;
    this.#phases = phase ? { ...others, [caseId]: phase } : others;
    this.host.changed();
  }

  #stepper(loaded: Loaded, caseId: string): TemplateResult {
    const { say } = this.host;
    const found = this.comparison(loaded).cases.find((other) => other.case_id === caseId);
    const phases = found?.phases ?? [];
    const ally = found?.ally[loaded.locale]?.in_sentence ?? caseId;
    const at = phases.findIndex((phase) => phase.phase_id === this.#phases[caseId]);
    const phase = phases[at];
    const name = phase ? `${phase.from_year}–${phase.to_year}` : say('control.all_periods');
    const go = (index: number) => {
      if (index < -1 || index >= phases.length) return;
      this.#choosePhase(caseId, phases[index]?.phase_id);
    };
    return html`
      <div class="stepper" role="group" aria-label=${say('control.periods', { ally })}>
        <button type="button" aria-label=${say('control.previous_period', { ally })} aria-disabled=${at < 0} @click=${() => go(at - 1)}>‹</button>
        <span>${name}</span>
        <button type="button" aria-label=${say('control.next_period', { ally })} aria-disabled=${at === phases.length - 1} @click=${() => go(at + 1)}>›</button>
      </div>
    `;
  }

  readonly #chooseLane = (event: Event) => {
    const lane = (event.target as Element).closest<SVGElement>('.lane');
    const { case: caseId, phase } = lane?.dataset ?? {};
    if (caseId && phase) this.#choosePhase(caseId, phase);
  };

  #answers(loaded: Loaded, dimension: Dimension): TemplateResult {
    const { indicators } = loaded.codebook;
    const count = indicators.filter((indicator) => indicator.dimension === dimension).length;
    const open = this.#open.includes(dimension);
    const toggle = (event: Event) => {
      const others = this.#open.filter((other) => other !== dimension);
      this.#open = (event.target as HTMLDetailsElement).open ? [...others, dimension] : others;
      this.host.changed();
    };
    const isThere = open && this.#reasons === loaded;
    const parts = isThere ? this.#draw(loaded, 'answers', dimension).parts : [];
    return html`
      <details class="answers" ?open=${open} @toggle=${toggle}>
        <summary>${this.host.say('answers.open', { count })}</summary>
        ${parts.map(({ html }) => unsafeHTML(html))}
      </details>
    `;
  }
}
