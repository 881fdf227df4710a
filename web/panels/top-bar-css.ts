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
  select,
  .as-of input:not(.picker) {
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
  .as-of {
    display: flex;
    align-items: center;
    white-space: nowrap;
    position: relative;
  }
  .as-of label {
    margin-right: 8px;
  }
  .as-of input:not(.picker) {
    font-weight: 600;
    width: 108px;
    cursor: text;
  }
  .as-of input::placeholder {
    color: var(--oa-ink-1);
    opacity: 1;
  }
  .as-of input[aria-invalid='true'] {
    border-color: var(--oa-gap);
  }
  .wrong {
    position: absolute;
    z-index: 6;
    top: calc(100% + 6px);
    right: 0;
    width: 240px;
    margin: 0;
    padding: 8px 11px;
    white-space: normal;
    font-size: 12px;
    color: var(--oa-gap-text);
    background: var(--oa-panel);
    border-radius: 6px;
    box-shadow: var(--oa-shadow);
  }
  .as-of button {
    position: absolute;
    right: 0;
    width: 28px;
    height: 30px;
    display: grid;
    place-items: center;
  }
  .as-of path {
    fill: none;
    stroke: var(--oa-ink-3);
    stroke-width: 1.3;
  }
  .picker {
    position: absolute;
    right: 0;
    bottom: 0;
    width: 1px;
    height: 1px;
    opacity: 0;
    pointer-events: none;
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
  .fresh {
    display: inline-block;
    width: 6px;
    height: 6px;
    border-radius: 3px;
    background: var(--oa-pass);
    margin-right: 5px;
    vertical-align: 1px;
  }
  .more {
    display: none;
  }
`;
