import { css } from 'lit';

/** The controls of the elements; the figures bring their own style sheet. */
export const controls = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  .failed {
    font-size: 0.8125rem;
    margin: 0.75rem 0 0;
    padding: 0.75rem;
    max-width: 66ch;
    border: 1px solid;
    border-radius: 4px;
    overflow-wrap: anywhere;
  }
  .loading {
    font-size: 0.875rem;
    opacity: 0.85;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    margin-top: 0.75rem;
  }
  .alliance-figure .actions > button {
    border: 0;
    border-radius: 0;
    min-width: 0;
    padding: 0;
    font-size: 0.8125rem;
    text-decoration: underline;
    text-decoration-color: var(--_mark);
    text-underline-offset: 3px;
  }
  .alliance-figure .actions > button:hover {
    text-decoration-thickness: 2px;
  }
  .taken {
    flex-basis: 100%;
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  .taken :is(input, textarea) {
    display: block;
    box-sizing: border-box;
    width: 100%;
    margin: 0.25rem 0;
    padding: 0.375rem;
    font: 0.75rem / 1.4 ui-monospace, monospace;
    color: inherit;
    background: var(--_quiet);
    border: 1px solid var(--_mark);
    border-radius: 4px;
  }
  .citations {
    display: grid;
    gap: 0.25rem;
    justify-items: start;
    max-width: 42rem;
  }
  .citations label {
    width: 100%;
  }
  .view + .view {
    margin-top: 3rem;
  }
  .alliance-figure button {
    font: inherit;
    font-size: 0.9375rem;
    color: inherit;
    background: none;
    border: 1px solid var(--_mark);
    border-radius: 4px;
    min-width: 2.75rem;
    min-height: 2.75rem;
    padding: 0 0.5rem;
    cursor: pointer;
  }
  .alliance-figure button:hover {
    border-color: var(--_ink);
  }
  .alliance-figure button[aria-disabled='true'] {
    color: var(--_mark);
    cursor: default;
  }
  .stepper {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    margin-top: 0.75rem;
    font-size: 0.875rem;
  }
  .stepper span {
    min-width: 8.5rem;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .tabs {
    display: flex;
    border-bottom: 1px solid var(--_line);
    margin-bottom: 1.125rem;
  }
  .alliance-figure .tabs button {
    border: 0;
    border-radius: 0;
    padding: 0 0.875rem;
    color: var(--_ink-2);
  }
  .alliance-figure .tabs button[aria-selected='true'] {
    color: var(--_ink);
    font-weight: 700;
    box-shadow: inset 0 -3px 0 var(--_case-1);
  }
  .alliance-figure .tabs .tab-2[aria-selected='true'] {
    box-shadow: inset 0 -3px 0 var(--_case-2);
  }
  .alliance-figure .tabs .tab-3[aria-selected='true'] {
    box-shadow: inset 0 -3px 0 var(--_case-3);
  }
  .alliance-figure .tabs .tab-4[aria-selected='true'] {
    box-shadow: inset 0 -3px 0 var(--_case-4);
  }
  .hint {
    font-size: 0.8125rem;
    color: var(--_ink-2);
    margin-top: 0.5rem;
  }
  .evidence-panel:focus {
    outline: none;
  }
  .year-control {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    margin-top: 0.25rem;
  }
  .year-control input {
    flex: 1;
    min-width: 0;
    min-height: 2.75rem;
    margin: 0;
    accent-color: var(--_ink);
  }
  .answers {
    margin-top: 0.5rem;
  }
  .answers summary {
    font-size: 0.875rem;
  }
  .options {
    margin-top: 0.5rem;
  }
  .options summary {
    font-size: 0.8125rem;
  }
  .options label {
    display: inline-grid;
    gap: 0.125rem;
    margin: 0 1.25rem 0.75rem 0;
    font-size: 0.8125rem;
    max-width: 100%;
  }
  .alliance-figure select {
    font: inherit;
    font-size: 0.9375rem;
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_mark);
    border-radius: 4px;
    min-height: 2.75rem;
    padding: 0 0.5rem;
    max-width: 100%;
  }
  @media print {
    .options,
    .actions,
    .stepper,
    .tabs,
    .hint,
    .year-control,
    .answers > summary {
      display: none;
    }
  }
`;
