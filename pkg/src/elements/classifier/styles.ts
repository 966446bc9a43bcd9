import { css } from 'lit';

/** The questionnaire; the figure brings its own style sheet. */
export const questionnaire = css`
  .files {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
  }
  .files .start {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
    font-size: 0.875rem;
    width: 100%;
    min-width: 0;
  }
  select {
    font: inherit;
    font-size: 0.9375rem;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_mark);
    border-radius: 4px;
    min-height: 2.75rem;
    min-width: 0;
    max-width: 100%;
    padding: 0 0.5rem;
  }
  .file {
    position: relative;
    display: inline-flex;
    align-items: center;
  }
  .file,
  .alliance-figure .files > button {
    font-size: 0.875rem;
    min-height: 2.75rem;
    padding: 0 0.75rem;
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
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }
  .alliance-figure .did {
    min-height: 1.25rem;
    margin: 0.25rem 0 0.75rem;
  }
  .savers {
    margin-top: 1rem;
  }
  .bar {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 0.75rem;
    border: 1px solid var(--_ink);
    border-radius: 8px;
    padding: 0 0.25rem 0 0.875rem;
    min-height: 3rem;
    font-size: 0.9375rem;
    margin-bottom: 1.125rem;
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--_surface);
  }
  .alliance-figure .bar button {
    border: 0;
    font-size: 0.8125rem;
    text-decoration: underline;
    text-underline-offset: 3px;
    flex: none;
  }
  .two {
    display: grid;
    gap: 1.75rem;
  }
  .two > * {
    min-width: 0;
  }
  .progress {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.625rem;
    margin-bottom: 0.875rem;
    font-size: 0.8125rem;
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
    min-width: 1.5rem;
    min-height: 1.75rem;
    padding: 0;
    border: 0;
  }
  .pip-button span {
    display: grid;
    place-items: center;
    width: 0.75rem;
    height: 0.75rem;
    border: 1.5px solid var(--_ink-2);
    border-radius: 50%;
    font-size: 0.625rem;
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
    width: 1rem;
    height: 1rem;
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
    margin-bottom: 0.75rem;
  }
  .ask h3 {
    font-size: 1.0625rem;
    text-wrap: balance;
  }
  .levels label {
    display: grid;
    grid-template-columns: 1.5rem 2.125rem 1fr;
    gap: 0.5rem;
    align-items: center;
    min-height: 2.75rem;
    padding: 0.25rem 0.625rem;
    border: 1px solid transparent;
    border-radius: 6px;
    font-size: 0.9375rem;
    cursor: pointer;
  }
  .levels label:hover {
    border-color: var(--_mark);
  }
  .levels label:focus-within {
    outline: 2px solid var(--_focus);
    outline-offset: 1px;
  }
  .levels input {
    width: 1.25rem;
    height: 1.25rem;
    margin: 0;
    accent-color: var(--_ink);
    outline: none;
  }
  .levels .value {
    color: var(--_ink-2);
    font-size: 0.8125rem;
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
    gap: 0.625rem;
    font-size: 0.8125rem;
    font-weight: 700;
    margin: 0.25rem 0;
  }
  .changes::before,
  .changes::after {
    content: '';
    flex: 1;
    border-top: 2px solid var(--_ink);
  }
  .changes::before {
    flex: 0 0 1.125rem;
  }
  .dont-know {
    margin-top: 0.5rem;
    border-top: 1px solid var(--_line);
    padding-top: 0.5rem;
  }
  .range-control {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem 0.5rem;
    align-items: center;
    font-size: 0.875rem;
    margin-top: 0.75rem;
  }
  .alliance-figure .ask ~ .note {
    margin-top: 0.5rem;
    max-width: 66ch;
  }
  .coded p + p {
    margin-top: 0.25rem;
  }
  .go {
    display: flex;
    justify-content: space-between;
    gap: 0.75rem;
    margin-top: 1rem;
  }
  .alliance-figure .go button {
    border-radius: 6px;
    padding: 0 1.125rem;
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
    padding-top: 0.75rem;
    contain: layout style;
  }
  /* Below the question and out of sight it is not laid out with every answer. */
  @container (max-width: 599.9px) {
    .verdict-panel:not(.is-hidden) {
      content-visibility: auto;
      contain-intrinsic-block-size: auto 64rem;
    }
  }
  .verdict-panel.is-hidden {
    border-top: 3px dashed var(--_mark);
  }
  .verdict-panel:focus,
  .revealed-title:focus {
    outline: none;
  }
  .alliance-figure .verdict-panel h4 {
    font-size: 0.9375rem;
    margin-top: 1.25rem;
  }
  .alliance-figure .verdict-panel .drawing {
    margin-top: 0.75rem;
  }
  .lesson-case {
    border-inline-start: 3px solid var(--_focus);
    padding-inline-start: 0.875rem;
    margin-bottom: 1.25rem;
    max-width: 68ch;
    font-size: 0.9375rem;
  }
  .reveal {
    display: grid;
    gap: 0.5rem;
    justify-items: start;
    align-content: start;
    font-size: 0.875rem;
  }
  .is-revealed .drawing {
    max-width: 480px;
  }
  .compared {
    border-top: 1px solid var(--_line);
    padding-top: 1rem;
    margin-top: 1rem;
    font-size: 0.9375rem;
    max-width: 76ch;
    overflow-wrap: anywhere;
  }
  .compared > p + p {
    margin-top: 0.375rem;
  }
  .alliance-figure .three {
    display: grid;
    gap: 0.25rem;
    margin: 0.5rem 0;
  }
  .three > div {
    display: grid;
    grid-template-columns: minmax(5.5rem, 8.5rem) 1fr;
    gap: 0.5rem;
  }
  .alliance-figure .difference {
    font-weight: 700;
    margin-bottom: 0.375rem;
  }
  .alliance-figure .agreement-title {
    border-top: 1px solid var(--_line);
    margin-top: 1.25rem;
    padding-top: 1rem;
  }
  .agreement {
    font-size: 0.9375rem;
    max-width: 66ch;
  }
  .alliance-figure .agreement p {
    margin-top: 0.375rem;
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
    scroll-margin-block: 4.5rem 1rem;
  }
  @container (min-width: 600px) {
    .two {
      grid-template-columns: 1fr 320px;
      gap: 2.5rem;
    }
    .two.is-revealed {
      grid-template-columns: 1fr;
    }
    .bar {
      display: none;
    }
    .ask h3 {
      font-size: 1.1875rem;
    }
  }
  @container (min-width: 1000px) {
    .two {
      grid-template-columns: minmax(0, 42rem) 400px;
      justify-content: space-between;
      gap: 3.5rem;
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
