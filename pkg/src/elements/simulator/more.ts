/** What stands below the policies: all runs at once, one run with its actors, the verdict. */

import { html, nothing, type TemplateResult } from 'lit';
import type { Locale, Scenario } from '../../generated/types.js';
import { type Choice, SIDES } from './choice.js';
import { Densities } from './density.js';
import { under } from './levers.js';
import { Player } from './player.js';
import type { Shown } from './runs.js';
import { choice, opened } from './setup.js';
import { Verdicts } from './verdict.js';

export interface MoreHost {
  requestUpdate(): void;
  fail(error: unknown): void;
  choose(changed: Partial<Choice>): void;
}

export interface MoreView {
  shown: Shown;
  chosen: Choice;
  /** With the names in the language that is shown. */
  scenario: Scenario;
  locale: Locale;
  width: number;
  /** What is to be shown at all. */
  views: readonly string[];
  say(key: string, values?: Record<string, string>): string;
  degree(value: number): string;
  count(count: number): string;
}

export class More {
  readonly #densities: Densities;
  readonly #verdicts: Verdicts;
  readonly #player: Player;

  constructor(readonly host: MoreHost) {
    this.#densities = new Densities(host);
    this.#verdicts = new Verdicts(host);
    this.#player = new Player({ go: (step, run) => host.choose({ step, run }) });
  }

  /** Whether the run moves by itself. */
  get isPlaying(): boolean {
    return this.#player.isPlaying;
  }

  /** Ends what is under way. */
  close(): void {
    this.#player.close();
    this.#densities.close();
  }

  /** Puts the pictures on their canvases. */
  paint(root: ParentNode): void {
    this.#densities.paint(root);
  }

  render(view: MoreView): TemplateResult {
    const { chosen, views, say, shown, locale, degree } = view;
    const { open } = chosen;
    const choose = (open: readonly string[]) => {
      if (!open.includes('run')) this.#player.pause();
      this.host.choose({ open });
    };
    const part = (name: string, title: string, content: () => TemplateResult) =>
      views.includes(name) ? opened(name, say(title), open, choose, content) : nothing;
    const verdict = { shown, locale, say, degree, isAsked: open.includes('verdict') };
    const ask = () => choose([...open.filter((other) => other !== 'verdict'), 'verdict']);
    return html`
      ${part('density', 'simulator.density_open', () => this.#density(view))}
      ${part('run', 'simulator.play_open', () => this.#run(view))}
      ${views.includes('verdict') ? this.#verdicts.render({ ...verdict, ask }) : nothing}
    `;
  }

  #density({ shown, chosen, scenario, say, degree, count }: MoreView): TemplateResult {
    const threat = Math.min(chosen.group, scenario.threats.length - 1);
    const groups = scenario.threats.map(({ name }, index) => [String(index), name] as const);
    const choose = (group: string) => this.host.choose({ group: Number(group) });
    const whose = choice('group', say('simulator.threat'), groups, String(threat), choose);
    const runs = count(shown.runs);
    return this.#densities.render({ shown, scenario, say, degree, runs, whose, threat });
  }

  #run({ shown, chosen, scenario, locale, width, say }: MoreView): TemplateResult {
    const { whose, run, step } = chosen;
    const name = (side: string) =>
      side === 'was' ? say('simulator.as_it_was') : side.toUpperCase();
    const sides = SIDES.map((side) => [side, name(side)] as const);
    const choose = (value: string) =>
      this.host.choose({ whose: SIDES.find((side) => side === value) ?? 'a' });
    return this.#player.render({
      scenario: under(scenario, whose === 'was' ? {} : shown[whose]),
      seed: shown.seed,
      ...{ locale, width, say, run, step },
      whose: choice('whose', say('simulator.whose'), sides, whose, choose),
    });
  }
}
