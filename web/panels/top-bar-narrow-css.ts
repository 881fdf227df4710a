/** The top bar where there is less room: words go first, then what is seldom changed comes below when it is asked for. */
import { css } from 'lit';

export const topBarNarrowCss = css`
  @media (max-width: 1599px) {
    .brand small {
      display: none;
    }
    /* English words are longer */
    :host([language='en']) header {
      gap: 7px;
    }
    :host([language='en']) day-field::part(label) {
      margin-right: 5px;
    }
    :host([language='en']) .year {
      width: 78px;
    }
    :host([language='en']) .segment button {
      padding: 2px 8px;
    }
  }
  @media (max-width: 1399px) {
    header {
      gap: 8px;
    }
    .version .muted,
    date-slider {
      display: none;
    }
  }
  @media (max-width: 1299px) {
    :host {
      position: relative;
      height: 52px;
      flex: none;
    }
    header {
      height: auto;
      min-height: 52px;
      padding: 4px 8px 4px 14px;
      flex-wrap: wrap;
      position: absolute; /* what is opened lies over the map */
      left: 0;
      right: 0;
    }
    /* in one row, or it would lie on what is below: the district's name gives way */
    :host(:not([open])) header {
      flex-wrap: nowrap;
    }
    .district {
      flex: 0 1 190px;
    }
    .district select {
      width: 100%;
      max-width: none;
    }
    .more {
      display: grid;
      place-items: center;
      width: 32px;
      height: 32px;
    }
    .more path,
    .more circle {
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linecap: round;
    }
    .compare,
    .year,
    .theme {
      display: none;
    }
    :host([open]) header {
      box-shadow: var(--oa-shadow);
    }
    :host([open]) .compare,
    :host([open]) .year,
    :host([open]) .theme {
      display: flex;
      order: 1;
    }
  }
  @media (max-width: 959px) {
    .language {
      display: none;
    }
    :host([open]) .language {
      display: flex;
      order: 1;
    }
    /* so that what was pressed stays where it is */
    :host([open]) .version {
      order: 2;
      margin-left: auto;
    }
    /* a mode's English name in two lines: the district's name needs the width */
    :host([language='en']) .mode button {
      width: 46px;
      padding: 0 4px;
      text-align: center;
      line-height: 1.15;
      white-space: normal;
    }
  }
  @media (max-width: 759px) {
    header,
    :host([language='en']) header {
      gap: 6px;
      padding: 4px 8px;
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
    .segment {
      padding: 0;
    }
    .segment button {
      min-width: 44px;
      padding: 0 8px;
      text-align: center;
    }
    .district select {
      padding: 0 2px;
    }
    .segment button,
    select {
      height: 44px;
    }
    .more {
      width: 44px;
      height: 44px;
    }
    .third,
    .day {
      display: none;
    }
    :host([open]) header {
      padding-bottom: 10px;
    }
    :host([open]) .third {
      display: block;
    }
    :host([open]) .mode {
      order: 1;
      width: 100%;
    }
    :host([open]) .mode button,
    :host([open]) .language button {
      flex: 1;
    }
    :host([open][language='en']) .mode button {
      line-height: 20px;
      white-space: nowrap;
    }
    :host([open]) .day,
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
    :host([open]) .language {
      display: flex;
      order: 4;
      width: 100%;
    }
    :host([open]) .theme select {
      flex: 1;
      width: 0;
      min-width: 0;
    }
  }
`;
