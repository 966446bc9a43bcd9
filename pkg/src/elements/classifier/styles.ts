import { css } from 'lit';

/** The questionnaire; the figure brings its own style sheet. */
export const questionnaire = css`
  .files {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.5 * var(--_rem)) calc(0.75 * var(--_rem));
  }
  .files .start {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(0.25 * var(--_rem)) calc(0.5 * var(--_rem));
    font-size: calc(0.875 * var(--_rem));
    width: 100%;
    min-width: 0;
  }
  .file {
    position: relative;
    display: inline-flex;
    align-items: center;
  }
  .file,
  .alliance-figure .files > button {
    font-size: calc(0.875 * var(--_rem));
    min-height: calc(2.75 * var(--_rem));
    padding: 0 calc(0.75 * var(--_rem));
    border: 1px solid var(--_mark);
    border-radius: 4px;
    cursor: pointer;
  }
  .file:hover {
    border-color: var(--_ink);
  }
  .file:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .file input {
    position: absolute;
    inset: 0;
    width: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .did {
    font-size: calc(0.875 * var(--_rem));
    overflow-wrap: anywhere;
  }
  .alliance-figure .did {
    min-height: calc(1.25 * var(--_rem));
    margin: calc(0.25 * var(--_rem)) 0 calc(0.75 * var(--_rem));
  }
  .savers {
    margin-top: calc(1 * var(--_rem));
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: center;
    gap: calc(0.75 * var(--_rem));
    border: 1px solid var(--_ink);
    border-radius: 8px;
    padding: 0 calc(0.25 * var(--_rem)) 0 calc(0.875 * var(--_rem));
    min-height: calc(3 * var(--_rem));
    font-size: calc(0.9375 * var(--_rem));
    margin-bottom: calc(1.125 * var(--_rem));
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--_surface);
  }
  .alliance-figure .bar button {
    border: 0;
    font-size: calc(0.8125 * var(--_rem));
    text-decoration: underline;
    text-underline-offset: 3px;
    flex: none;
  }
  .two {
    display: grid;
    gap: calc(1.75 * var(--_rem));
  }
  .two > * {
    min-width: 0;
  }
  .progress {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(0.625 * var(--_rem));
    margin-bottom: calc(0.875 * var(--_rem));
    font-size: calc(0.8125 * var(--_rem));
    color: var(--_ink-2);
  }
  .alliance-figure .progress p {
    flex-basis: 100%;
  }
  .pip-group {
    display: inline-flex;
    align-items: center;
  }
  .alliance-figure .pip-button {
    display: inline-grid;
    place-items: center;
    min-width: calc(1.5 * var(--_rem));
    min-height: calc(1.75 * var(--_rem));
    padding: 0;
    border: 0;
  }
  .pip-button span {
    display: grid;
    place-items: center;
    width: calc(0.75 * var(--_rem));
    height: calc(0.75 * var(--_rem));
    border: 1.5px solid var(--_ink-2);
    border-radius: 50%;
    font-size: calc(0.625 * var(--_rem));
    font-weight: 700;
    line-height: 1;
    forced-color-adjust: none;
  }
  .pip-button[data-kind='given'] span {
    background: var(--_ink-2);
  }
  .pip-button[data-kind='unknown'] span {
    border-style: dashed;
  }
  .pip-button[aria-current] span {
    width: calc(1 * var(--_rem));
    height: calc(1 * var(--_rem));
    border: 3px solid var(--_focus);
  }
  .ask {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
  }
  .ask legend {
    padding: 0;
    margin-bottom: calc(0.75 * var(--_rem));
  }
  .ask h3 {
    font-size: calc(1.0625 * var(--_rem));
    text-wrap: balance;
  }
  .levels label {
    display: grid;
    grid-template-columns: calc(1.5 * var(--_rem)) calc(2.125 * var(--_rem)) minmax(0, 1fr);
    gap: calc(0.5 * var(--_rem));
    align-items: center;
    min-height: calc(2.75 * var(--_rem));
    padding: calc(0.25 * var(--_rem)) calc(0.625 * var(--_rem));
    border: 1px solid transparent;
    border-radius: 6px;
    font-size: calc(0.9375 * var(--_rem));
    cursor: pointer;
  }
  .levels label span {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .levels label:hover {
    border-color: var(--_mark);
  }
  .levels label:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  .levels input {
    width: calc(1.25 * var(--_rem));
    height: calc(1.25 * var(--_rem));
    margin: 0;
    accent-color: var(--_ink);
    outline: none;
  }
  .levels .value {
    color: var(--_ink-2);
    font-size: calc(0.8125 * var(--_rem));
    font-variant-numeric: tabular-nums;
  }
  .levels .inside label {
    background: var(--_case-1-soft);
    border-inline-start: 4px solid var(--_case-1-range);
  }
  .levels .chosen-level label {
    border-color: var(--_ink);
    font-weight: 700;
  }
  .levels .chosen-level .value {
    color: var(--_ink);
  }
  .changes {
    display: flex;
    align-items: center;
    gap: calc(0.625 * var(--_rem));
    font-size: calc(0.8125 * var(--_rem));
    font-weight: 700;
    margin: calc(0.25 * var(--_rem)) 0;
  }
  .changes::before,
  .changes::after {
    content: '';
    flex: 1;
    border-top: 2px solid var(--_ink);
  }
  .changes::before {
    flex: 0 0 calc(1.125 * var(--_rem));
  }
  .dont-know {
    margin-top: calc(0.5 * var(--_rem));
    border-top: 1px solid var(--_line);
    padding-top: calc(0.5 * var(--_rem));
  }
  .range-control {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.375 * var(--_rem)) calc(0.5 * var(--_rem));
    align-items: center;
    font-size: calc(0.875 * var(--_rem));
    margin-top: calc(0.75 * var(--_rem));
  }
  .alliance-figure .ask ~ .note {
    margin-top: calc(0.5 * var(--_rem));
    max-width: 66ch;
  }
  .coded p + p {
    margin-top: calc(0.25 * var(--_rem));
  }
  .go {
    display: flex;
    justify-content: space-between;
    gap: calc(0.75 * var(--_rem));
    margin-top: calc(1 * var(--_rem));
  }
  .alliance-figure .go button {
    border-radius: 6px;
    padding: 0 calc(1.125 * var(--_rem));
  }
  .alliance-figure button.main {
    background: var(--_ink);
    color: var(--_surface);
    border-color: var(--_ink);
    font-weight: 700;
  }
  .alliance-figure button.main[aria-disabled='true'] {
    background: none;
    color: var(--_ink-2);
    border: 1px dashed var(--_mark);
    font-weight: 400;
  }
  .verdict-panel {
    border-top: 3px solid var(--_case-1);
    padding-top: calc(0.75 * var(--_rem));
    contain: layout style;
  }
  .verdict-panel.is-hidden {
    border-top: 3px dashed var(--_mark);
  }
  .verdict-panel:focus,
  .revealed-title:focus {
    outline: none;
  }
  .alliance-figure .verdict-panel h4 {
    font-size: calc(0.9375 * var(--_rem));
    margin-top: calc(1.25 * var(--_rem));
  }
  .alliance-figure .verdict-panel .drawing {
    margin-top: calc(0.75 * var(--_rem));
  }
  .lesson-case {
    border-inline-start: 3px solid var(--_focus);
    padding-inline-start: calc(0.875 * var(--_rem));
    margin-bottom: calc(1.25 * var(--_rem));
    max-width: 68ch;
    font-size: calc(0.9375 * var(--_rem));
  }
  .reveal {
    display: grid;
    gap: calc(0.5 * var(--_rem));
    justify-items: start;
    align-content: start;
    font-size: calc(0.875 * var(--_rem));
  }
  .is-revealed .drawing {
    max-width: 480px;
  }
  .compared {
    border-top: 1px solid var(--_line);
    padding-top: calc(1 * var(--_rem));
    margin-top: calc(1 * var(--_rem));
    font-size: calc(0.9375 * var(--_rem));
    max-width: 76ch;
    overflow-wrap: anywhere;
  }
  .compared > p + p {
    margin-top: calc(0.375 * var(--_rem));
  }
  .alliance-figure .three {
    display: grid;
    gap: calc(0.25 * var(--_rem));
    margin: calc(0.5 * var(--_rem)) 0;
  }
  .three > div {
    display: grid;
    grid-template-columns: minmax(5.calc(5 * var(--_rem)), calc(8.5 * var(--_rem))) 1fr;
    gap: calc(0.5 * var(--_rem));
  }
  .alliance-figure .difference {
    font-weight: 700;
    margin-bottom: calc(0.375 * var(--_rem));
  }
  .alliance-figure .agreement-title {
    border-top: 1px solid var(--_line);
    margin-top: calc(1.25 * var(--_rem));
    padding-top: calc(1 * var(--_rem));
  }
  .agreement {
    font-size: calc(0.9375 * var(--_rem));
    max-width: 66ch;
  }
  .alliance-figure .agreement p {
    margin-top: calc(0.375 * var(--_rem));
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .classifier {
    position: relative;
  }
  :is(input, select, button) {
    scroll-margin-block: calc(4.5 * var(--_rem)) calc(1 * var(--_rem));
  }
  @container (min-width: 600px) {
    .two {
      grid-template-columns: 1fr 320px;
      gap: calc(2.5 * var(--_rem));
    }
    .two.is-revealed {
      grid-template-columns: 1fr;
    }
    .bar {
      display: none;
    }
    .ask h3 {
      font-size: calc(1.1875 * var(--_rem));
    }
  }
  @container (min-width: 1000px) {
    .two {
      grid-template-columns: minmax(0, calc(42 * var(--_rem))) 400px;
      justify-content: space-between;
      gap: calc(3.5 * var(--_rem));
    }
  }
  @media print {
    .files,
    .did,
    .bar,
    .progress,
    .go,
    .reveal button {
      display: none;
    }
  }
`;
