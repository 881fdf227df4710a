/** How the legend looks. */
import { css } from 'lit';

export const legendCss = css`
  :host {
    display: flex;
    flex-direction: column;
    min-height: 0;
  }
  nav {
    overflow: auto;
    flex: 1;
    min-height: 0;
  }
  section {
    padding: 10px 12px 6px;
    border-bottom: 1px solid var(--oa-line);
  }
  h3 {
    font-size: 12px;
    font-weight: 600;
    display: flex;
    justify-content: space-between;
    margin-bottom: 3px;
  }
  h3 span {
    font-weight: 400;
    color: var(--oa-ink-3);
    font-size: 11px;
  }
  .row {
    display: grid;
    grid-template-columns: 28px 1fr auto;
    align-items: center;
    gap: 8px;
    min-height: 24px;
    width: calc(100% + 12px);
    margin: 0 -6px;
    padding: 0 6px;
    border-radius: 4px;
    font-size: 12.5px;
  }
  .row:hover {
    background: var(--oa-accent-ground);
  }
  .swatch {
    display: flex;
    justify-content: center;
  }
  .letter {
    font: 600 13px var(--oa-serif);
    color: var(--oa-water-label);
  }
  .value {
    font-size: 12px;
    color: var(--oa-ink-2);
  }
  em {
    font-style: normal;
    color: var(--oa-ink-3);
    font-size: 10.5px;
    margin-left: 5px;
  }
  .early .swatch,
  [aria-pressed='false'] .swatch {
    opacity: 0.4;
  }
  .early .name,
  [aria-pressed='false'] .name,
  [aria-pressed='false'] .value {
    color: var(--oa-ink-3);
  }
  [aria-pressed='false'] .name {
    text-decoration: line-through;
  }
  .note,
  footer {
    padding: 8px 12px;
    font-size: 11.5px;
    color: var(--oa-ink-2);
  }
  .note {
    border-bottom: 1px solid var(--oa-line);
    background: var(--oa-panel-2);
  }
  footer {
    border-top: 1px solid var(--oa-line);
    color: var(--oa-ink-2);
  }
  footer a {
    color: inherit;
  }
  footer b {
    background: var(--oa-accent-ground);
    color: var(--oa-accent);
    border-radius: 8px;
    padding: 0 6px;
  }
  @media (max-width: 759px) {
    .row {
      min-height: 44px;
    }
    footer {
      padding: 0 12px;
    }
    footer a {
      display: inline-block;
      line-height: 44px;
    }
  }
  @media (pointer: coarse) {
    .row {
      min-height: 44px;
    }
  }
`;
