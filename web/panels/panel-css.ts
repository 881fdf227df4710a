/** What all panels share: type, buttons, focus rings, segmented switches. */
import { css } from 'lit';

export const panelCss = css`
  :host {
    font: 13px/1.5 var(--oa-sans);
    color: var(--oa-ink-1);
    font-variant-numeric: tabular-nums;
    box-sizing: border-box;
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  dl,
  dd,
  ul {
    margin: 0;
    padding: 0;
    font-weight: 400;
  }
  ul {
    list-style: none;
  }
  svg {
    display: block;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    padding: 0;
    margin: 0;
    text-align: inherit;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--oa-accent);
    outline-offset: 2px;
    border-radius: 3px;
  }
  b {
    font-weight: 600;
  }
  .muted {
    color: var(--oa-ink-3);
  }
  .small {
    font-size: 11px;
  }
  .segment {
    display: inline-flex;
    background: var(--oa-track);
    border-radius: 6px;
    padding: 2px;
  }
  .segment button {
    padding: 2px 11px;
    border-radius: 4px;
    color: var(--oa-ink-2);
    font-size: 12px;
    line-height: 20px;
    white-space: nowrap;
  }
  .segment button[aria-pressed='true'] {
    background: var(--oa-panel);
    color: var(--oa-ink-1);
    font-weight: 600;
    box-shadow: 0 1px 2px rgba(0, 0, 0, 0.14);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
