import { css } from 'lit';

/** The controls of the simulator. */
export const controls = css`
  .setup {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_rem)) calc(1.25 * var(--_rem));
    margin: 0 0 calc(1.25 * var(--_rem));
  }
  .setup label,
  .player label,
  .density label {
    display: grid;
    gap: calc(0.125 * var(--_rem));
    font-size: calc(0.8125 * var(--_rem));
    color: var(--_ink-2);
  }
  .alliance-figure input[type='number'] {
    width: calc(6.5 * var(--_rem));
  }
  .levers {
    display: grid;
    gap: calc(1.25 * var(--_rem));
  }
  .lever {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  .lever legend {
    padding: 0;
    font-size: calc(0.9375 * var(--_rem));
    font-weight: 700;
  }
  .lane-control {
    display: grid;
    grid-template-columns: calc(1.25 * var(--_rem)) minmax(0, 1fr) calc(2.5 * var(--_rem)) calc(2 * var(--_rem));
    align-items: center;
    min-height: calc(2.75 * var(--_rem));
    font-variant-numeric: tabular-nums;
  }
  .lane-control .letter {
    font-weight: 700;
    color: var(--_case-2);
  }
  .lane-control output {
    font-size: calc(0.875 * var(--_rem));
    text-align: end;
  }
  .track {
    position: relative;
    height: calc(2.75 * var(--_rem));
  }
  .track svg {
    position: absolute;
    inset-block: 0;
    inset-inline: calc(0.75 * var(--_rem));
    width: calc(100% - calc(1.5 * var(--_rem)));
    height: calc(2.75 * var(--_rem));
    overflow: visible;
  }
  .track .rail {
    stroke: var(--_mark);
    stroke-width: 3;
    stroke-linecap: round;
  }
  .track .was {
    stroke: var(--_ink);
    stroke-width: 5;
    stroke-linecap: round;
  }
  .track input {
    position: relative;
    appearance: none;
    box-sizing: border-box;
    width: 100%;
    height: calc(2.75 * var(--_rem));
    margin: 0;
    background: none;
    cursor: pointer;
  }
  .track input::-webkit-slider-runnable-track {
    background: none;
  }
  .track input::-webkit-slider-thumb {
    appearance: none;
    box-sizing: border-box;
    width: calc(1.5 * var(--_rem));
    height: calc(1.5 * var(--_rem));
    border: 2px solid var(--_surface);
    border-radius: 50%;
    background: var(--_case-2);
  }
  .track input::-moz-range-thumb {
    box-sizing: border-box;
    width: calc(1.5 * var(--_rem));
    height: calc(1.5 * var(--_rem));
    border: 2px solid var(--_surface);
    border-radius: 50%;
    background: var(--_case-2);
  }
  .track input.unmoved::-webkit-slider-thumb {
    border-color: var(--_case-2);
    background: transparent;
  }
  .track input.unmoved::-moz-range-thumb {
    border-color: var(--_case-2);
    background: transparent;
  }
  .alliance-figure .reset {
    border: 0;
    min-width: calc(1.75 * var(--_rem));
    min-height: calc(1.75 * var(--_rem));
    padding: 0;
    justify-self: end;
  }
  .alliance-figure .ends {
    display: flex;
    justify-content: space-between;
    gap: calc(1 * var(--_rem));
    padding-inline: calc(1.75 * var(--_rem)) calc(5 * var(--_rem));
    font-size: calc(0.75 * var(--_rem));
    color: var(--_ink-2);
  }
  .more {
    margin-top: calc(1 * var(--_rem));
  }
  .more > summary {
    font-size: calc(0.875 * var(--_rem));
    margin-bottom: calc(0.5 * var(--_rem));
  }
  .go-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.5 * var(--_rem)) calc(1 * var(--_rem));
    margin: calc(1.25 * var(--_rem)) 0 calc(1.5 * var(--_rem));
    font-size: calc(0.8125 * var(--_rem));
    color: var(--_ink-2);
  }
  .go-row p {
    min-height: 1.2em;
  }
  .alliance-figure .go {
    background: var(--_ink);
    border-color: var(--_ink);
    color: var(--_surface);
    font-weight: 700;
    border-radius: 6px;
    padding: 0 calc(1.125 * var(--_rem));
  }
  .section {
    border-top: 1px solid var(--_line);
    padding-top: calc(1 * var(--_rem));
    margin-top: calc(1.625 * var(--_rem));
  }
  .chart {
    touch-action: pan-y;
    outline-offset: 4px;
  }
  .chart + .readout {
    min-height: 2.5em;
    font-size: calc(0.8125 * var(--_rem));
    color: var(--_ink-2);
    margin-top: calc(0.375 * var(--_rem));
  }
  .player-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: calc(0.5 * var(--_rem)) calc(0.75 * var(--_rem));
    margin: calc(0.75 * var(--_rem)) 0;
  }
  .player-bar .time {
    flex: 1 1 calc(12 * var(--_rem));
    min-width: 0;
  }
  .player-bar input[type='range'] {
    width: 100%;
    min-height: calc(2.75 * var(--_rem));
    margin: 0;
    accent-color: var(--_ink);
  }
  .density canvas {
    display: block;
    width: 100%;
    height: calc(9 * var(--_rem));
    image-rendering: pixelated;
    background: var(--_quiet);
    border-bottom: 1px solid var(--_mark);
  }
  .densities {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: calc(1 * var(--_rem));
    margin-top: calc(0.75 * var(--_rem));
  }
  .densities figure {
    margin: 0;
    min-width: 0;
  }
  .verdict-box {
    margin-top: calc(1 * var(--_rem));
    font-size: calc(0.875 * var(--_rem));
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @container (min-width: 600px) {
    .levers {
      grid-template-columns: 1fr 1fr;
      gap: calc(1.375 * var(--_rem)) calc(2.5 * var(--_rem));
    }
  }
  @media (forced-colors: active) {
    .track input::-webkit-slider-thumb {
      border-color: CanvasText;
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
  @media print {
    .go-row button,
    .setup,
    .reset,
    .player-bar,
    .more > summary,
    .readout {
      display: none;
    }
  }
`;
