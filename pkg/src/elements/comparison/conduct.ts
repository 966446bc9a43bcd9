import { html, nothing, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import * as core from '../../core.js';
import type { ChosenCell, ComparedCase, Conduct } from '../../generated/types.js';
import { part } from '../part.js';
import { moveInGrid, restoreTabStop } from './grid.js';
import type { Host, Loaded } from './host.js';
import { relations } from './rows.js';

/** Who fought and who helped, in one year of one of the cases. */
export class ConductView {
  #caseId = '';
  #year: number | undefined;
  #cell: ChosenCell | undefined;
  #conduct: { loaded: Loaded; result: Conduct } | undefined;

  constructor(readonly host: Host) {}

  read(view: URLSearchParams, loaded: Loaded): void {
    const who = view.get('who') ?? '';
    this.#caseId = loaded.ids.includes(who) ? who : (loaded.ids.at(-1) ?? '');
    const first = core.conduct(this.#caseId, undefined, loaded.ids.indexOf(this.#caseId));
    const year = Number(view.get('year'));
    this.#year = first.years.some((other) => other.year === year) ? year : undefined;
    const [agency_id = '', threat_id = ''] = view.get('cell')?.split(' ') ?? [];
    const isKnown =
      first.agencies.some((agency) => agency.agency_id === agency_id) &&
      first.threats.some((threat) => threat.threat_id === threat_id);
    this.#cell = isKnown ? { agency_id, threat_id } : undefined;
  }

  write(view: URLSearchParams, loaded: Loaded): void {
    if (!loaded.ids.includes(this.#caseId)) return;
    if (this.#caseId !== loaded.ids.at(-1)) view.set('who', this.#caseId);
    if (this.#year !== undefined) view.set('year', String(this.#year));
    if (this.#cell) view.set('cell', `${this.#cell.agency_id} ${this.#cell.threat_id}`);
  }

  /** The year that is shown of the case that is shown. */
  #shown(loaded: Loaded): Conduct {
    if (!loaded.ids.includes(this.#caseId)) this.#choose(loaded.ids.at(-1) ?? '');
    const last = this.#conduct?.result;
    const isSame =
      this.#conduct?.loaded === loaded &&
      last?.case_id === this.#caseId &&
      last.year === (this.#year ?? last.year);
    if (last && isSame) return last;
    const index = loaded.ids.indexOf(this.#caseId);
    const result = core.conduct(this.#caseId, this.#year, index);
    this.#conduct = { loaded, result };
    return result;
  }

  #choose(caseId: string): void {
    if (caseId === this.#caseId) return;
    this.#caseId = caseId;
    this.#year = undefined;
    this.#cell = undefined;
    this.#conduct = undefined;
    this.host.changed();
  }

  render(loaded: Loaded, cases: readonly ComparedCase[]): TemplateResult {
    const conduct = this.#shown(loaded);
    const { case_id, year, index } = conduct;
    const more = this.#cell ? { cell: this.#cell } : {};
    const figure = this.host.draw('conduct', 'conduct', conduct, more, [case_id, year, index]);
    const panel = `conduct-${case_id}`;
    const isTab = loaded.ids.length > 1;
    return html`
      <figure class="alliance-figure view" part="conduct" aria-label=${figure.finding} lang=${loaded.locale}>
        ${part(figure, 'head')} ${isTab ? this.#tabs(loaded, cases, panel) : nothing}
        <div id=${panel} role=${isTab ? 'tabpanel' : nothing} aria-labelledby=${isTab ? `tab-${case_id}` : nothing}>
          <div @click=${this.#chooseCell} @keydown=${this.#gridKey}>${part(figure, 'matrix')}</div>
          <p class="hint">${this.host.say('control.cell_hint')}</p>
          ${part(figure, 'pairs')}
          <div class="evidence-panel" aria-live="polite">${part(figure, 'evidence')}</div>
          <div class="part" @click=${this.#chooseYear}>${part(figure, 'strip')}</div>
          ${this.#yearControl(loaded, conduct)}
          <div class="part">${part(figure, 'events')}</div>
        </div>
        ${part(figure, 'caption')} ${unsafeHTML(figure.table)}
        ${this.host.bar({
          name: ['conduct', case_id, year].join('-'),
          title: figure.finding,
          rows: () => relations(conduct),
          svg: () => figure.svg ?? undefined,
        })}
      </figure>
    `;
  }

  /** Marks the chosen cell of what was drawn. */
  mark(): void {
    const grid = this.host.root().querySelector('[role=grid]');
    if (grid) restoreTabStop(grid, this.#cell);
  }

  #tabs(loaded: Loaded, cases: readonly ComparedCase[], panel: string): TemplateResult {
    const { ids } = loaded;
    const key = async (event: KeyboardEvent) => {
      const { direction } = getComputedStyle(event.currentTarget as Element);
      const right = direction === 'rtl' ? -1 : 1;
      const step = { ArrowRight: right, ArrowLeft: -right }[event.key];
      const end = { Home: 0, End: ids.length - 1 }[event.key];
      if (step === undefined && end === undefined) return;
      event.preventDefault();
      const at = end ?? (ids.indexOf(this.#caseId) + (step ?? 0) + ids.length) % ids.length;
      this.#choose(ids[at] ?? '');
      await this.host.drawn();
      this.host.root().querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
    };
    return html`
      <div class="tabs" role="tablist" aria-label=${this.host.say('control.cases')} @keydown=${key}>
        ${ids.map((id, index) => {
          const selected = id === this.#caseId;
          const ally = cases[index]?.ally[loaded.locale]?.label ?? id;
          return html`<button type="button" role="tab" id="tab-${id}" aria-selected=${selected} aria-controls=${selected ? panel : nothing}
            tabindex=${selected ? 0 : -1} class="tab-${(index % 4) + 1}" @click=${() => this.#choose(id)}>${ally}</button>`;
        })}
      </div>
    `;
  }

  #yearControl({ locale }: Loaded, conduct: Conduct): TemplateResult {
    const { say } = this.host;
    const years = conduct.years.map(({ year }) => year);
    const [first = conduct.year, last = conduct.year] = [years[0], years.at(-1)];
    const go = (year: number) => {
      this.#year = Math.min(Math.max(year, first), last);
      this.host.changed();
    };
    const shown = conduct.years.find(({ year }) => year === conduct.year);
    const { format } = new Intl.NumberFormat(locale, {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });
    const { year } = conduct;
    const spoken =
      shown?.overlap && shown.low !== null && shown.high !== null
        ? say('conduct.strip_value', {
            year,
            value: format(shown.overlap),
            low: format(shown.low),
            high: format(shown.high),
          })
        : say('conduct.strip_nothing', { year });
    return html`
      <div class="year-control">
        <button type="button" aria-label=${say('control.previous_year')} aria-disabled=${year <= first} @click=${() => go(year - 1)}>‹</button>
        <input type="range" min=${first} max=${last} step="1" .value=${String(year)} aria-label=${say('control.year')} aria-valuetext=${spoken}
          @input=${(event: Event) => go(Number((event.target as HTMLInputElement).value))} />
        <button type="button" aria-label=${say('control.next_year')} aria-disabled=${year >= last} @click=${() => go(year + 1)}>›</button>
      </div>
    `;
  }

  readonly #chooseYear = (event: Event) => {
    const year = (event.target as Element).closest<SVGElement>('[data-year]')?.dataset.year;
    if (!year) return;
    this.#year = Number(year);
    this.host.changed();
  };

  readonly #chooseCell = (event: Event) => {
    const cell = (event.target as Element).closest<SVGElement>('[role=gridcell][data-agency]');
    const { agency: agency_id, threat: threat_id } = cell?.dataset ?? {};
    if (!agency_id || !threat_id) return;
    this.#cell = { agency_id, threat_id };
    this.host.changed();
    // On a phone the evidence opens below the screen.
    void this.host.drawn().then(() => {
      const panel = this.host.root().querySelector('.evidence-panel');
      panel?.scrollIntoView({ block: 'nearest' });
    });
  };

  readonly #gridKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#chooseCell(event);
    } else if (event.key === 'Escape') {
      this.#cell = undefined;
      this.host.changed();
    } else {
      moveInGrid(event);
    }
  };
}
