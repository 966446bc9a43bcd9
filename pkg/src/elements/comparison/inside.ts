import { html, nothing, type TemplateResult } from 'lit';
import { SCENARIO_IDS } from '../../generated/cases.js';
import { type ViewChangedDetail, whenNear } from '../element.js';
import type { Host, Loaded } from './host.js';
import { NESTED, type NestedView } from './nested.js';

const VIEWS = Object.keys(NESTED) as NestedView[];

/** The timeline and the simulator inside the comparison, whose views are part of its view. */
export class Inside {
  readonly #states: Partial<Record<NestedView, string>> = {};
  readonly #watched = new WeakSet<Element>();

  constructor(
    readonly host: Host,
    readonly asked: { readonly align: string; readonly theme: string },
  ) {}

  read(view: URLSearchParams): void {
    for (const name of VIEWS) this.#states[name] = view.get(name) ?? '';
  }

  write(view: URLSearchParams): void {
    for (const name of VIEWS) {
      const state = this.#states[name];
      if (state) view.set(name, state);
    }
  }

  timeline({ ids, locale }: Loaded): TemplateResult {
    const { align, theme } = this.asked;
    return this.#section(
      'timeline',
      html`<alliance-timeline part="timeline" cases=${ids.join(' ')} align=${align} locale=${locale}
        theme=${theme} state=${this.#states.timeline ?? ''}></alliance-timeline>`,
    );
  }

  /** The simulator, preset with the last case that has a scenario. */
  whatIf({ ids, locale }: Loaded): TemplateResult | typeof nothing {
    const scenario = [...ids].reverse().find((id) => SCENARIO_IDS.includes(id));
    if (!scenario) return nothing;
    return this.#section(
      'what-if',
      html`<alliance-simulator part="what-if" scenario=${scenario} locale=${locale}
        theme=${this.asked.theme} state=${this.#states['what-if'] ?? ''}></alliance-simulator>`,
    );
  }

  #section(view: NestedView, element: TemplateResult): TemplateResult {
    const changed = (event: CustomEvent<ViewChangedDetail>) => {
      // It is the view of the element around that has changed.
      event.stopPropagation();
      this.#states[view] = event.detail.state;
      this.host.changed();
    };
    const loaded = (event: Event) => event.stopPropagation();
    return html`<section class="view" data-inside=${view}
      @alliance-view-changed=${changed} @alliance-loaded=${loaded}>${element}</section>`;
  }

  /** Loads the elements as they come near the viewport. */
  mark(): void {
    for (const section of this.host.root().querySelectorAll<HTMLElement>('[data-inside]')) {
      if (this.#watched.has(section)) continue;
      this.#watched.add(section);
      whenNear(section, async () => {
        try {
          await NESTED[section.dataset.inside as NestedView]();
        } catch (error) {
          this.host.fail(error);
        }
      });
    }
  }
}
