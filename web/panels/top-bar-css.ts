/** How the top bar looks. */
import { css } from 'lit';

export const topBarCss = css`
  header {
    height: 52px;
    background: var(--oa-panel);
    border-bottom: 1px solid var(--oa-line);
    display: flex;
    align-items: center;
    padding: 0 14px;
    gap: 12px;
  }
  date-slider {
    margin-bottom: -4px;
  }
  .year {
    width: 90px;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 9px;
    font: 600 15px/1.3 var(--oa-sans);
    letter-spacing: 0.02em;
    white-space: nowrap;
    margin: 0;
  }
  .brand small {
    font-weight: 400;
    color: var(--oa-ink-3);
    font-size: 11px;
  }
  .brand path {
    fill: none;
    stroke-width: 3.4;
  }
  .brand .covered {
    stroke: var(--oa-covered);
  }
  .brand .gap {
    stroke: var(--oa-gap);
  }
  .brand .dot {
    fill: var(--oa-ink-1);
  }
  select {
    border: 1px solid var(--oa-line-2);
    border-radius: 6px;
    height: 30px;
    padding: 0 8px;
    background: var(--oa-panel);
  }
  .district {
    flex: 0 1 auto;
    min-width: 84px;
  }
  .district select {
    font-weight: 600;
    width: 100%;
    max-width: 260px;
    text-overflow: ellipsis; /* its title says the whole */
  }
  .theme select {
    font-size: 12px;
    color: var(--oa-ink-2);
  }
  .space {
    flex: 1;
  }
  .brand,
  .segment,
  .version,
  .language {
    flex: none;
  }
  .version {
    font-size: 11px;
    color: var(--oa-ink-2);
    line-height: 1.35;
    text-align: right;
    white-space: nowrap;
  }
  .version .dot {
    display: inline-block;
    box-sizing: border-box;
    width: 7px;
    height: 7px;
    border-radius: 4px;
    margin-right: 5px;
    vertical-align: 1px;
  }
  .fresh {
    background: var(--oa-pass);
  }
  /* hollow: told apart without colour */
  .lost {
    border: 2px solid var(--oa-gap);
  }
  .more {
    display: none;
  }
`;
