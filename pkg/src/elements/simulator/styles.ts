import { css } from 'lit';

/** The controls of the simulator. */
export const controls = css`
  .setup {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1.25rem;
    margin: 0 0 1.25rem;
  }
  .setup label,
  .player label,
  .density label {
    display: grid;
    gap: 0.125rem;
    font-size: 0.8125rem;
    color: var(--_ink-2);
  }
  .alliance-figure select,
  .alliance-figure input[type='number'] {
    font: inherit;
    font-size: 0.9375rem;
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_mark);
    border-radius: 4px;
    min-height: 2.75rem;
    max-width: 100%;
    padding: 0 0.5rem;
  }
  .alliance-figure input[type='number'] {
    width: 6.5rem;
  }
  .levers {
    display: grid;
    gap: 1.25rem;
  }
  .lever {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  .lever legend {
    padding: 0;
    font-size: 0.9375rem;
    font-weight: 700;
  }
  .lane-control {
    display: grid;
    grid-template-columns: 1.25rem minmax(0, 1fr) 2.5rem 2rem;
    align-items: center;
    min-height: 2.75rem;
    font-variant-numeric: tabular-nums;
  }
  .lane-control .letter {
    font-weight: 700;
    color: var(--_case-2);
  }
  .lane-control output {
    font-size: 0.875rem;
    text-align: end;
  }
  .track {
    position: relative;
    height: 2.75rem;
  }
  .track svg {
    position: absolute;
    inset-block: 0;
    inset-inline: 0.75rem;
    width: calc(100% - 1.5rem);
    height: 2.75rem;
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
    height: 2.75rem;
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
    width: 1.5rem;
    height: 1.5rem;
    border: 2px solid var(--_surface);
    border-radius: 50%;
    background: var(--_case-2);
  }
  .track input::-moz-range-thumb {
    box-sizing: border-box;
    width: 1.5rem;
    height: 1.5rem;
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
    min-width: 1.75rem;
    min-height: 1.75rem;
    padding: 0;
    justify-self: end;
  }
  .alliance-figure .ends {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
    padding-inline: 1.75rem 5rem;
    font-size: 0.75rem;
    color: var(--_ink-2);
  }
  .more {
    margin-top: 1rem;
  }
  .more > summary {
    font-size: 0.875rem;
    margin-bottom: 0.5rem;
  }
  .go-row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    margin: 1.25rem 0 1.5rem;
    font-size: 0.8125rem;
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
    padding: 0 1.125rem;
  }
  .section {
    border-top: 1px solid var(--_line);
    padding-top: 1rem;
    margin-top: 1.625rem;
  }
  .chart {
    touch-action: pan-y;
    outline-offset: 4px;
  }
  .chart + .readout {
    min-height: 2.5em;
    font-size: 0.8125rem;
    color: var(--_ink-2);
    margin-top: 0.375rem;
  }
  .player-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.5rem 0.75rem;
    margin: 0.75rem 0;
  }
  .player-bar .time {
    flex: 1 1 12rem;
    min-width: 0;
  }
  .player-bar input[type='range'] {
    width: 100%;
    min-height: 2.75rem;
    margin: 0;
    accent-color: var(--_ink);
  }
  .density canvas {
    display: block;
    width: 100%;
    height: 9rem;
    image-rendering: pixelated;
    background: var(--_quiet);
    border-bottom: 1px solid var(--_mark);
  }
  .densities {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 1rem;
    margin-top: 0.75rem;
  }
  .densities figure {
    margin: 0;
    min-width: 0;
  }
  .verdict-box {
    margin-top: 1rem;
    font-size: 0.875rem;
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
      gap: 1.375rem 2.5rem;
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
