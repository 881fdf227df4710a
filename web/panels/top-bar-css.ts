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
    width: 78px;
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
  .district select {
    font-weight: 600;
    max-width: 260px;
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
  @media (max-width: 1599px) {
    .brand small {
      display: none;
    }
    /* English words are longer */
    :host([language='en']) header {
      gap: 7px;
    }
    :host([language='en']) .district select {
      max-width: 132px;
    }
  }
  @media (max-width: 1399px) {
    header {
      gap: 8px;
    }
    .district select {
      max-width: 150px;
    }
    .version .muted,
    date-slider {
      display: none;
    }
  }
  @media (max-width: 1239px) {
    :host([language='en']) .year {
      display: none;
    }
  }
  @media (max-width: 1180px) {
    .year {
      display: none;
    }
  }
  @media (max-width: 1000px) {
    .as-of label {
      display: none;
    }
  }
  @media (max-width: 759px) {
    :host {
      position: relative;
      height: 52px;
      flex: none;
    }
    header {
      gap: 6px;
      padding: 4px 8px;
      min-height: 52px;
      height: auto;
      box-sizing: border-box;
      flex-wrap: wrap;
      position: absolute; /* what is opened lies over the map */
      left: 0;
      right: 0;
    }
    .brand {
      font-size: 0;
      gap: 0;
    }
    .space,
    .version,
    date-slider {
      display: none;
    }
    .district {
      flex: 1;
      min-width: 0;
    }
    .district select {
      width: 100%;
      max-width: none;
    }
    .segment {
      padding: 0;
    }
    .segment button {
      min-width: 44px;
      padding: 0 8px;
      text-align: center;
    }
    /* a mode's English name in two lines: the district's name needs the width */
    :host([language='en']:not([open])) .mode button {
      width: 46px;
      padding: 0 4px;
      line-height: 1.15;
      white-space: normal;
    }
    .district select {
      padding: 0 2px;
    }
    .segment button,
    select,
    .as-of input:not(.picker) {
      height: 44px;
    }
    .as-of button {
      width: 44px;
      height: 44px;
    }
    .more {
      display: grid;
      place-items: center;
      width: 44px;
      height: 44px;
    }
    .more path,
    .more circle {
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linecap: round;
    }
    .third,
    .as-of,
    .year,
    .theme {
      display: none;
    }
    :host([open]) header {
      padding-bottom: 10px;
      box-shadow: var(--oa-shadow);
    }
    :host([open]) .third {
      display: block;
    }
    :host([open]) .mode {
      order: 1;
      width: 100%;
    }
    :host([open]) .mode button {
      flex: 1;
    }
    :host([open]) .as-of,
    :host([open]) .year,
    :host([open]) .theme {
      display: flex;
      order: 2;
      width: calc(50% - 3px);
    }
    :host([open]) .year,
    :host([open]) .theme {
      order: 3;
    }
    :host([open]) .as-of label {
      display: block;
      margin-right: 6px;
    }
    :host([open]) .as-of input:not(.picker),
    :host([open]) .theme select {
      flex: 1;
      width: 0;
      min-width: 0;
    }
  }
`;
