/** The strip page: a sheet of paper with a list that scrolls in it; on a phone the sheet scrolls. */
import { css, unsafeCSS } from 'lit';
import { panelCss } from '../panels/panel-css.ts';
import { stripCss } from '../strip/strip-look.ts';

export const stripsCss = [
  panelCss,
  unsafeCSS(stripCss((token) => `var(--oa-${token})`, 'var(--oa-panel)')),
  css`
    :host {
      display: flex;
      flex-direction: column;
      height: 100%;
      background: var(--oa-panel);
      --oa-strip-ground: var(--oa-panel);
    }
    nav {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 8px;
      align-items: center;
      padding: 8px 28px;
      font-size: 12px;
      border-bottom: 1px solid var(--oa-line);
      background: var(--oa-panel-2);
    }
    nav a,
    nav button,
    select,
    input {
      border: 1px solid var(--oa-line-2);
      border-radius: 6px;
      padding: 3px 10px;
      min-height: 28px;
      background: var(--oa-panel);
      color: var(--oa-ink-1);
      font: inherit;
      font-size: 12px;
      text-decoration: none;
    }
    nav .print {
      background: var(--oa-accent);
      border-color: var(--oa-accent);
      color: var(--oa-on-accent);
    }
    .push {
      flex: 1;
    }
    main {
      flex: 1;
      min-height: 0;
      display: flex;
      flex-direction: column;
      padding: 14px 28px 10px;
    }
    header {
      display: flex;
      justify-content: space-between;
      align-items: end;
      gap: 4px 40px;
      border-bottom: 2px solid var(--oa-ink-1);
      padding-bottom: 8px;
    }
    h1 {
      margin: 0;
      font-size: 28px;
      font-weight: 600;
      line-height: 1.3;
    }
    header p {
      color: var(--oa-ink-2);
      max-width: 760px;
    }
    .meta {
      font-size: 11.5px;
      text-align: right;
      white-space: nowrap;
    }
    .figures {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 44px;
      padding: 10px 0 8px;
      border-bottom: 1px solid var(--oa-line);
      line-height: 1.3;
    }
    .figures b {
      display: block;
      font-size: 20px;
    }
    .figures span {
      font-size: 12px;
      color: var(--oa-ink-2);
    }
    .alarm {
      color: var(--oa-gap-text);
    }
    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 18px;
      align-items: center;
      padding: 8px 0 6px;
      font-size: 11.5px;
      color: var(--oa-ink-2);
    }
    .legend span {
      display: inline-flex;
      gap: 6px;
      align-items: center;
    }
    .controls {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 8px;
      align-items: center;
      padding: 4px 0 8px;
      font-size: 12px;
      color: var(--oa-ink-2);
    }
    .controls input[type='search'] {
      width: 190px;
    }
    virtual-rows {
      flex: 1;
      min-height: 200px;
      margin: 0 -16px;
    }
    .stale {
      opacity: 0.6;
    }
    .notice {
      padding: 6px 0;
      color: var(--oa-ink-2);
    }
    .notice[hidden],
    .hint {
      display: none;
    }
    .empty {
      padding: 24px 0;
      color: var(--oa-ink-2);
    }
    .empty button {
      color: var(--oa-accent);
      text-decoration: underline;
    }
    @media (max-width: 759px) {
      :host {
        overflow-y: auto;
      }
      nav {
        padding: 8px 16px;
      }
      nav a,
      nav button,
      select,
      input {
        min-height: 44px;
        display: inline-flex;
        align-items: center;
      }
      main {
        flex: none;
        padding: 12px 16px;
      }
      header {
        display: block;
      }
      h1 {
        font-size: 20px;
      }
      .meta {
        text-align: left;
        white-space: normal;
      }
      .figures {
        gap: 6px 20px;
      }
      .figures b {
        font-size: 16px;
      }
      .minor {
        display: none;
      }
      .controls input[type='search'] {
        width: 100%;
      }
      virtual-rows {
        flex: none;
        height: 78vh;
      }
    }
    @media print {
      :host,
      main {
        display: block;
        height: auto;
        padding: 0;
        print-color-adjust: exact;
        -webkit-print-color-adjust: exact;
      }
      nav,
      .controls,
      .notice {
        display: none;
      }
      .hint {
        display: block;
        font-size: 11px;
        overflow-wrap: anywhere;
      }
      virtual-rows {
        margin: 0;
      }
      virtual-rows:not([whole]) {
        height: 600px; /* for the moment before all rows are laid out: without it all come into sight */
      }
    }
  `,
];
