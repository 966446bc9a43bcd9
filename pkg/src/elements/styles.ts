import { css } from 'lit';

/** The controls of the elements; the figures bring their own style sheet. */
export const controls = css`
  :host {
    --_rem: max(1rem, 16px);
    display: block;
    /* Where the page shrinks it to fit: a container has no width of its own. */
    min-width: min(100%, 18 * var(--_rem));
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
    font-size: calc(0.8125 * var(--_rem));
    margin: calc(0.75 * var(--_rem)) 0 0;
    padding: calc(0.75 * var(--_rem));
    max-width: 66ch;
    border: 1px solid;
    border-radius: 4px;
    overflow-wrap: anywhere;
  }
  .loading {
    font-size: calc(0.875 * var(--_rem));
    opacity: 0.85;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(1.25 * var(--_rem));
    margin-top: calc(0.75 * var(--_rem));
  }
  .alliance-figure .actions > button {
    border: 0;
    border-radius: 0;
    min-width: 0;
    padding: 0;
    font-size: calc(0.8125 * var(--_rem));
    text-decoration: underline;
    text-decoration-color: var(--_mark);
    text-underline-offset: 3px;
  }
  .alliance-figure .actions > button:hover {
    text-decoration-thickness: 2px;
  }
  .taken {
    flex-basis: 100%;
    font-size: calc(0.8125 * var(--_rem));
    overflow-wrap: anywhere;
  }
  .taken :is(input, textarea) {
    display: block;
    box-sizing: border-box;
    width: 100%;
    margin: calc(0.25 * var(--_rem)) 0;
    padding: calc(0.375 * var(--_rem));
    font: calc(0.75 * var(--_rem)) / 1.4 ui-monospace, monospace;
    color: inherit;
    background: var(--_quiet);
    border: 1px solid var(--_mark);
    border-radius: 4px;
  }
  .citations {
    display: grid;
    gap: calc(0.25 * var(--_rem));
    justify-items: start;
    max-width: calc(42 * var(--_rem));
  }
  .citations label {
    width: 100%;
  }
  .view + .view {
    margin-top: calc(3 * var(--_rem));
  }
  .alliance-figure button {
    font: inherit;
    font-size: calc(0.9375 * var(--_rem));
    color: inherit;
    background: none;
    border: 1px solid var(--_mark);
    border-radius: 4px;
    min-width: 44px;
    min-height: calc(2.75 * var(--_rem));
    padding: 0 calc(0.5 * var(--_rem));
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
    gap: calc(0.5 * var(--_rem));
    margin-top: calc(0.75 * var(--_rem));
    font-size: calc(0.875 * var(--_rem));
  }
  .alliance-figure .stepper button {
    direction: inherit;
  }
  .stepper span {
    flex: 0 1 calc(8.5 * var(--_rem));
    min-width: 0;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    border-bottom: 1px solid var(--_line);
    margin-bottom: calc(1.125 * var(--_rem));
  }
  .alliance-figure .tabs button {
    border: 0;
    border-radius: 0;
    padding: 0 calc(0.875 * var(--_rem));
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
  .alliance-figure .hint {
    font-size: calc(0.8125 * var(--_rem));
    color: var(--_ink-2);
    margin-top: calc(0.5 * var(--_rem));
  }
  .evidence-panel:focus {
    outline: none;
  }
  .year-control {
    /* Time runs to the right, as it does in the drawing above. */
    direction: ltr;
    display: flex;
    align-items: center;
    gap: calc(0.75 * var(--_rem));
    margin-top: calc(0.25 * var(--_rem));
  }
  .year-control input {
    flex: 1;
    min-width: 0;
    min-height: calc(2.75 * var(--_rem));
    margin: 0;
    accent-color: var(--_ink);
  }
  .answers {
    margin-top: calc(0.5 * var(--_rem));
  }
  .answers summary {
    font-size: calc(0.875 * var(--_rem));
  }
  /* Two lines on a phone, whatever the font: the figure without scripts leaves this much room. */
  @container (max-width: 479.9px) {
    .alliance-figure .answers summary {
      min-height: calc(3.25 * var(--_rem));
    }
    .alliance-figure .hint {
      min-height: 2.8em;
    }
    .actions {
      min-height: calc(5.5 * var(--_rem));
      align-content: start;
    }
  }
  .failed,
  .loading {
    direction: ltr;
    text-align: start;
  }
  :is(.failed, .loading):dir(rtl) {
    text-align: right;
  }
  .options {
    margin-top: calc(0.5 * var(--_rem));
  }
  .options summary {
    font-size: calc(0.8125 * var(--_rem));
  }
  .options label {
    display: grid;
    gap: calc(0.125 * var(--_rem));
    margin-bottom: calc(0.75 * var(--_rem));
    justify-items: start;
    font-size: calc(0.8125 * var(--_rem));
    max-width: 100%;
  }
  .alliance-figure :is(select, input[type='number']) {
    font: inherit;
    font-size: calc(0.9375 * var(--_rem));
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_mark);
    border-radius: 4px;
    min-height: calc(2.75 * var(--_rem));
    padding: 0 calc(0.5 * var(--_rem));
    min-width: 0;
    max-width: 100%;
  }
  @media print {
    :is(button, input, select),
    .alliance-figure :is(button, input, select),
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
