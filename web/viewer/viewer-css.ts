/** Where things stand: panels over the map on a desk, a sheet under it on a phone. */
import { css } from 'lit';
import { panelCss } from '../panels/panel-css.ts';
import { narrowCss } from './narrow-css.ts';

export const viewerCss = [
  panelCss,
  css`
    :host,
    .page {
      display: flex;
      flex-direction: column;
      height: 100%;
      background: var(--oa-outside);
    }
    .page {
      --right: 398px; /* also in padding.ts */
      --mark-room: 76px; /* of scale and mark, with what a basemap says of itself */
    }
    top-bar {
      z-index: 3;
    }
    main {
      position: relative;
      flex: 1;
      min-height: 0;
      overflow: hidden;
    }
    outfall-map {
      position: absolute;
      inset: 0;
    }
    .panel {
      position: absolute;
      background: var(--oa-panel);
      border-radius: 8px;
      box-shadow: var(--oa-shadow);
      display: flex;
      flex-direction: column;
      z-index: 2;
    }
    .left {
      left: 12px;
      top: 12px;
      bottom: 12px;
      width: 268px;
    }
    .left search-box {
      border-bottom: 1px solid var(--oa-line);
    }
    .left legend-panel {
      flex: 1;
    }
    .right {
      right: 12px;
      top: 12px;
      bottom: 12px;
      width: var(--right);
      overflow: hidden;
    }
    .right coverage-panel,
    .right outfall-card,
    .right zone-card,
    .right share-panel,
    .right near-panel,
    .right import-room,
    .right key-list,
    .right tool-panel {
      flex: 1;
      min-height: 0;
    }
    .stale {
      opacity: 0.6;
    }
    .sheet-switch {
      display: none;
    }
    map-controls {
      position: absolute;
      right: calc(var(--right) + 24px);
      top: 12px;
    }
    .mark {
      position: absolute;
      right: calc(var(--right) + 26px);
      bottom: 10px;
      max-width: min(250px, calc(100% - 150px)); /* beside the scale */
      text-align: right;
      font-size: 10.5px;
      letter-spacing: 0.04em;
      color: var(--oa-ink-2);
      text-shadow:
        0 0 3px var(--oa-outside),
        0 0 3px var(--oa-outside);
      pointer-events: none;
    }
    .mark b {
      font-weight: 400;
    }
    .notice {
      position: absolute;
      left: 292px;
      right: calc(var(--right) + 66px); /* beside the buttons */
      top: 12px;
      width: fit-content;
      max-width: 420px;
      margin: 0 auto;
      padding: 5px 14px;
      background: var(--oa-ink-1);
      color: var(--oa-panel);
      border-radius: 14px;
      font-size: 12px;
      z-index: 4;
    }
    .emptied {
      display: flex;
      align-items: center;
      gap: 12px;
      width: max-content;
    }
    .emptied button {
      min-height: 26px;
      font-weight: 600;
      text-decoration: underline;
      text-underline-offset: 3px;
    }
    .compared {
      position: absolute;
      left: 292px;
      right: calc(var(--right) + 24px);
      bottom: var(--mark-room);
      width: fit-content;
      margin: 0 auto;
      display: flex;
      flex-wrap: wrap;
      gap: 4px 14px;
      align-items: baseline;
      padding: 6px 14px;
      background: var(--oa-panel);
      border-radius: 8px;
      box-shadow: var(--oa-shadow);
      font-size: 12px;
      z-index: 2;
    }
    .compared span {
      border-left: 14px solid;
      padding-left: 6px;
      line-height: 1;
    }
    .compared .newly_covered {
      border-color: var(--oa-covered);
    }
    .compared .newly_repeated {
      border-color: var(--oa-duplicate);
    }
    .compared .lost {
      border-color: var(--oa-lost);
    }
    .compared button {
      min-height: 24px;
      color: var(--oa-accent);
    }
    .on-paper {
      display: none;
      padding: 10mm;
    }
    @media print {
      top-bar,
      main {
        display: none;
      }
      .on-paper {
        display: block;
      }
    }
    .drop {
      position: absolute;
      inset: 0;
      display: grid;
      place-items: center;
      font-size: 18px;
      background: color-mix(in srgb, var(--oa-panel) 70%, transparent);
      outline: 3px dashed var(--oa-accent);
      outline-offset: -12px;
      pointer-events: none;
      z-index: 5;
    }
    .notice[hidden] {
      display: none;
    }
    outfall-map {
      --map-left: 292px;
    }
    @media (min-width: 1100px) {
      .wide {
        --right: 560px;
      }
    }
    .without-legend .left {
      bottom: auto;
    }
    .without-legend .left legend-panel {
      display: none;
    }
  `,
  narrowCss,
];
