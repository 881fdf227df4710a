/** One page of A4 landscape: a head, the map with its legend beside it, a foot. */
import { css, unsafeCSS } from 'lit';
import { panelCss } from '../panels/panel-css.ts';
import { tokensCss } from '../style/tokens-css.ts';
import { PAPER_MAP } from './paper.ts';

/** Round the page on screen. */
export const SCREEN_MARGIN = 16;

const px = (pixels: number) => unsafeCSS(`${pixels}px`);

/** Of the document: in a shadow root the rule has no effect. */
export const PAGE_CSS = '@page { size: A4 landscape; margin: 10mm; }';

export const printCss = [
  unsafeCSS(tokensCss(':host')),
  panelCss,
  css`
    :host {
      position: fixed;
      inset: 0;
      z-index: 10;
      overflow: auto;
      background: var(--oa-outside);
      padding: ${px(SCREEN_MARGIN)};
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
    .bar {
      display: flex;
      gap: 12px;
      align-items: center;
      justify-content: center;
      padding-bottom: 12px;
    }
    .bar button {
      min-height: 30px;
      padding: 0 14px;
      border-radius: 6px;
      border: 1px solid var(--oa-line-2);
      background: var(--oa-panel);
    }
    .page {
      width: 277mm;
      height: 189mm;
      margin: 0 auto;
      background: #fff;
      display: grid;
      grid-template: auto 1fr auto / ${px(PAPER_MAP.width)} 1fr;
      gap: 8px 16px;
      font-size: 11px;
      line-height: 1.4;
    }
    header,
    footer {
      grid-column: 1 / -1;
      display: flex;
      justify-content: space-between;
      align-items: baseline;
      gap: 24px;
    }
    header {
      border-bottom: 2px solid var(--oa-ink-1);
    }
    h1 {
      margin: 0;
      font-size: 20px;
      font-weight: 600;
    }
    footer {
      border-top: 1px solid var(--oa-line);
      color: var(--oa-ink-2);
      font-size: 10px;
    }
    .map {
      position: relative;
      width: ${px(PAPER_MAP.width)};
      height: ${px(PAPER_MAP.height)};
      border: 1px solid var(--oa-ink-3);
      overflow: hidden;
    }
    outfall-map,
    .map img {
      position: absolute;
      inset: 0;
      width: 100%;
      height: 100%;
    }
    .scale {
      position: absolute;
      left: 10px;
      bottom: 10px;
      border: solid var(--oa-ink-1);
      border-width: 0 1.2px 1.2px;
      padding: 0 4px;
      background: #fff; /* no name shows through */
      box-sizing: border-box;
      white-space: nowrap;
    }
    aside {
      overflow: hidden;
    }
    h2 {
      font-size: 11px;
      font-weight: 600;
      margin: 0 0 2px;
    }
    aside section {
      padding-bottom: 8px;
    }
    li {
      display: grid;
      grid-template-columns: 28px 1fr auto;
      align-items: center;
      gap: 6px;
      min-height: 20px;
    }
    @media screen {
      :host([ready]) .page {
        zoom: var(--fit, 1); /* not before: the map is drawn at its size on paper */
      }
    }
    @media print {
      :host {
        position: static;
        padding: 0;
        overflow: visible;
        background: #fff;
      }
      .bar {
        display: none;
      }
      .page {
        break-inside: avoid;
      }
    }
  `,
];
