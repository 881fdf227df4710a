/** How the review page looks: list and item side by side, one under the other on a phone. */
import { css } from 'lit';
import { panelCss } from '../panels/panel-css.ts';

export const reviewCss = [
  panelCss,
  css`
    :host {
      display: flex;
      flex-direction: column;
      height: 100%;
      background: var(--oa-outside);
    }
    header {
      flex: none; /* as high as what wraps in it */
      min-height: 52px;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
      padding: 6px 14px;
      background: var(--oa-panel);
      border-bottom: 1px solid var(--oa-line);
    }
    h1 {
      font: 600 15px/1.3 var(--oa-sans);
      margin: 0;
    }
    .wide {
      flex: 1;
    }
    select,
    input {
      border: 1px solid var(--oa-line-2);
      border-radius: 6px;
      height: 30px;
      padding: 0 8px;
      background: var(--oa-panel);
      cursor: auto;
    }
    a,
    .plain {
      color: var(--oa-accent);
      text-decoration: none;
    }
    .token {
      display: flex;
      gap: 8px;
      align-items: center;
    }
    main {
      flex: 1;
      min-height: 0;
      display: grid;
      grid-template-columns: minmax(0, 1fr) 440px;
      grid-template-rows: minmax(0, 1fr); /* else the list is as long as its rows, and nothing scrolls */
      gap: 12px;
      padding: 12px;
    }
    main.quality {
      grid-template-columns: 1fr;
    }
    section,
    .quality.scroll {
      background: var(--oa-panel);
      border-radius: 8px;
      display: flex;
      flex-direction: column;
      min-height: 0;
    }
    .item {
      overflow: auto;
    }
    .item > :not(.map) {
      margin: 4px 16px;
    }
    .tools {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 12px;
      align-items: center;
      padding: 10px 16px;
      border-bottom: 1px solid var(--oa-line);
    }
    .scroll {
      flex: 1;
      overflow: auto;
      min-height: 0;
    }
    table {
      border-collapse: collapse;
      width: 100%;
    }
    th,
    td {
      text-align: left;
      vertical-align: top;
      padding: 5px 8px;
      border-bottom: 1px solid var(--oa-line);
      font-weight: 400;
    }
    th:first-child,
    td:first-child {
      padding-left: 16px;
    }
    thead th {
      position: sticky;
      top: 0;
      background: var(--oa-panel-2);
      color: var(--oa-ink-2);
      font-size: 12px;
    }
    tbody tr {
      cursor: pointer;
    }
    tbody tr:hover {
      background: var(--oa-panel-2);
    }
    tr[aria-current='true'] {
      background: var(--oa-accent-ground);
      box-shadow: inset 3px 0 0 var(--oa-selection);
    }
    .quality tr {
      cursor: auto;
    }
    .whole > * {
      font-weight: 600;
    }
    .number {
      white-space: nowrap;
    }
    tr[aria-current='true'] .muted {
      color: var(--oa-ink-2);
    }
    .tag {
      white-space: nowrap;
      font-size: 12px;
      border-left: 3px solid var(--oa-line-2);
      padding-left: 6px;
    }
    .drinking_water_1,
    .drinking_water_2 {
      border-color: var(--oa-zone);
    }
    .drinking_water_1 {
      font-weight: 600;
    }
    .drinking_water_quasi,
    .other_zone {
      border-left-style: dashed;
      border-color: var(--oa-zone);
    }
    .map {
      position: relative;
      height: 300px;
      flex: none;
      border-radius: 8px 8px 0 0;
      overflow: hidden;
    }
    outfall-map {
      position: absolute;
      inset: 0;
    }
    h2 {
      font: 600 15px/1.5 var(--oa-sans);
    }
    .candidates {
      padding-left: 22px;
    }
    .decisions {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .decisions button,
    .primary {
      border: 1px solid var(--oa-line-2);
      border-radius: 6px;
      padding: 4px 12px;
      min-height: 30px;
    }
    .decisions button[data-key='a'],
    .primary {
      background: var(--oa-accent);
      border-color: var(--oa-accent);
      color: var(--oa-on-accent);
    }
    .decisions button:disabled {
      background: none;
      border-color: var(--oa-line);
      color: var(--oa-ink-3);
      cursor: default;
    }
    kbd {
      font: 11px/1 var(--oa-sans);
    }
    .draft {
      display: grid;
      grid-template-columns: 1fr auto;
      gap: 4px 8px;
    }
    .draft label {
      grid-column: 1 / -1;
    }
    .empty {
      padding: 24px 16px;
      color: var(--oa-ink-2);
    }
    .keys {
      padding: 6px 16px 10px;
    }
    .more {
      padding: 8px 16px;
    }
    .notice:empty {
      display: none;
    }
    .notice {
      padding: 4px 0 12px;
    }
    .outage {
      flex: none;
      padding: 8px 14px;
      background: var(--oa-panel);
      border-bottom: 1px solid var(--oa-line);
      color: var(--oa-gap-text);
    }
    .outage[hidden] {
      display: none;
    }
    .bars {
      display: flex;
      align-items: flex-end;
      gap: 4px;
    }
    .bars span {
      display: grid;
      justify-items: center;
      min-width: 2.4em;
      font-variant-numeric: tabular-nums;
    }
    .bars i {
      width: 100%;
      min-height: 1px;
      background: var(--oa-covered);
    }
    .bars small {
      color: var(--oa-ink-2);
    }
    @media (max-width: 820px) {
      :host {
        overflow: auto;
      }
      main {
        flex: none;
        grid-template-columns: minmax(0, 1fr);
        grid-template-rows: none;
      }
      .list .scroll {
        max-height: 45vh;
      }
    }
  `,
];
