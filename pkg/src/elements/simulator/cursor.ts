/** A cursor over a chart of two panels: one year, read out. */

import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { PolicyOutcomes, Scenario } from '../../generated/types.js';
import type { Drawn } from '../../policies.js';
import type { Shown } from './runs.js';

export type Chart = 'efforts' | 'strengths';

export interface CursorView {
  figure: Drawn;
  shown: Shown;
  /** With the names in the language of the figure. */
  scenario: Scenario;
  /** The point of the series that is read out; none at rest. */
  point: number | undefined;
  say(key: string, values?: Record<string, string>): string;
  degree(value: number): string;
  percent(value: number): string;
  choose(point: number | undefined): void;
}

/** A chart of the figure with its cursor and what that reads. */
export function chart(name: Chart, view: CursorView): TemplateResult {
  const { point, choose } = view;
  const { years } = view.shown.result.policies;
  const last = years.length - 1;
  const text = point === undefined ? view.say('simulator.cursor_none') : reading(name, point, view);
  const key = (event: KeyboardEvent) => {
    const from = point ?? -1;
    const to = {
      ArrowRight: Math.min(from + 1, last),
      ArrowUp: Math.min(from + 1, last),
      ArrowLeft: Math.max(from - 1, 0),
      ArrowDown: Math.max(from - 1, 0),
      PageUp: Math.min(from + 4, last),
      PageDown: Math.max(from - 4, 0),
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === 'Escape') choose(undefined);
    else if (to !== undefined) choose(to);
    else return;
    event.preventDefault();
  };
  const text_ = view.figure.parts.find(({ id }) => id === name)?.html ?? '';
  const at = text_.indexOf('<svg');
  return html`
    <div class="section">
      ${unsafeHTML(text_.slice(0, at))}
      <div class="chart" data-chart=${name} tabindex="0" role="slider" aria-label=${view.say('simulator.cursor', { chart: view.say(`simulator.${name}`) })}
        aria-valuemin="0" aria-valuemax=${last} aria-valuenow=${point ?? 0} aria-valuetext=${text}
        @keydown=${key} @pointermove=${(event: PointerEvent) => follow(event, last, choose)}
        @pointerleave=${(event: PointerEvent) => event.pointerType === 'mouse' && choose(undefined)}
        .innerHTML=${text_.slice(at)}>
      </div>
      <p class="readout">${text}</p>
    </div>
  `;
}

/** The point under a pointer. */
function follow(event: PointerEvent, last: number, choose: CursorView['choose']): void {
  const chart = event.currentTarget as Element;
  for (const plot of chart.querySelectorAll('.plot')) {
    const { left, width } = plot.getBoundingClientRect();
    const share = (event.clientX - left) / width;
    if (share < 0 || share > 1) continue;
    choose(Math.round(share * last));
    return;
  }
}

/** What stands at a point, in words. */
function reading(name: Chart, point: number, view: CursorView): string {
  const { say, percent, degree, scenario } = view;
  const { years, as_it_was, a, b } = view.shown.result.policies;
  const moment = scenario.first_year ?? 0;
  // The last point is the end of the last period.
  const at = moment + (years[point] ?? 0) - (point === years.length - 1 ? 1e-6 : 0);
  const year = String(Math.floor(moment ? at : at + 1));
  if (name === 'efforts') {
    const of = (prefix: string, { fights, helps }: PolicyOutcomes) => ({
      [`${prefix}_fights`]: percent(fights[point] ?? 0),
      [`${prefix}_helps`]: percent(helps[point] ?? 0),
    });
    const values = { year, ...of('a', a), ...of('b', b), ...of('was', as_it_was) };
    return say('simulator.cursor_efforts', values);
  }
  const threats = scenario.threats.map(({ name: threat }, index) => {
    const band = (side: PolicyOutcomes, rank: number) =>
      degree(side.threats[index]?.bands[rank]?.[point] ?? 0);
    return say('simulator.cursor_threat', {
      threat,
      a: band(a, 2),
      a_low: band(a, 0),
      a_high: band(a, 4),
      b: band(b, 2),
      b_low: band(b, 0),
      b_high: band(b, 4),
      was: band(as_it_was, 2),
    });
  });
  return say('simulator.cursor_strengths', { year, threats: `${threats.join('. ')}.` });
}

/** Draws the cursor over every panel of a chart: figures are text of their own, so it is put in after them. */
export function drawCursor(root: ParentNode, point: number | undefined, last: number): void {
  for (const line of root.querySelectorAll('.chart .cursor')) line.remove();
  if (point === undefined) return;
  for (const plot of root.querySelectorAll('.chart .plot')) {
    const number = (name: string) => Number(plot.getAttribute(name));
    const x = String(number('x') + (point / last) * number('width'));
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'line');
    const ends = { x1: x, x2: x, y1: number('y'), y2: number('y') + number('height') };
    for (const [name, value] of Object.entries(ends)) line.setAttribute(name, String(value));
    line.setAttribute('class', 'cursor');
    plot.after(line);
  }
}
