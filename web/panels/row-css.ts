/** Rows of the coverage tables: 28 px high on a desk, 44 px under a thumb. */
import { css } from 'lit';

export const rowCss = css`
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 152px 58px 36px;
    gap: 8px;
    align-items: center;
    height: 28px;
    padding: 0 12px 0 16px;
    border-bottom: 1px solid var(--oa-line);
    font-size: 12.5px;
    position: relative;
    white-space: nowrap;
    cursor: pointer;
  }
  .row.plain {
    grid-template-columns: minmax(0, 1fr) 88px 80px 48px;
  }
  .row.gaps {
    grid-template-columns: minmax(0, 1fr) 72px 104px 64px;
  }
  .row.gaps:lang(en) {
    grid-template-columns: minmax(72px, 1fr) minmax(0, 116px) 92px 52px; /* towns are twice as long in Latin letters */
  }
  .row.gaps:lang(en) > .fit {
    font-size: 11.5px;
  }
  .row.strips,
  .row.level {
    grid-template-columns: var(--strip-columns);
    height: 54px;
    gap: 0 8px;
    cursor: default;
    border-bottom-color: transparent;
  }
  .row.level {
    display: flex;
    align-items: end;
    padding-bottom: 4px;
    font-size: 11px;
    font-weight: 600;
    color: var(--oa-ink-2);
    border-bottom-color: var(--oa-line);
  }
  .row.strips .river {
    line-height: 1.3;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .row.strips a {
    color: inherit;
    text-decoration: none;
    font-weight: 600;
    font-size: 13px;
  }
  .row.strips a:hover {
    text-decoration: underline;
  }
  .row.strips .river span {
    font-size: 10.5px;
    color: var(--oa-ink-3);
  }
  .row.strips .alarm {
    color: var(--oa-gap-text);
    font-weight: 600;
  }
  .row.strips.head {
    height: 32px;
    align-items: end;
    padding-bottom: 2px;
    line-height: 1.2;
    white-space: normal;
    background: var(--oa-strip-ground, var(--oa-panel));
  }
  .row.strips .axis text {
    font-size: 9.5px;
    fill: var(--oa-ink-3);
  }
  .row.strips .axis path {
    stroke: var(--oa-ink-3);
  }
  @media (max-width: 759px) {
    .row:not(.head, .strips, .level) {
      height: 44px; /* also in coverage-panel.ts */
    }
    .named button {
      min-height: 44px;
      min-width: 44px;
    }
    .row.strips {
      height: 92px;
      align-content: center;
    }
    .row.level {
      height: 92px;
    }
    .row.strips.head {
      height: auto;
    }
    .row.strips .river {
      grid-column: 1 / -1;
      grid-row: 1;
      display: flex;
      gap: 0 6px;
      align-items: baseline;
      white-space: nowrap; /* a second line would push the strip over the next river's name */
    }
    .row.strips .river a {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .row.strips .river br {
      display: none;
    }
    .row.strips .river > span:last-child {
      margin-left: auto;
    }
    .row.strips .strip {
      grid-column: 1 / -1;
      grid-row: 3;
    }
    .row.strips.head .river {
      display: none;
    }
  }
  .row.head {
    height: 24px;
    font-size: 10.5px;
    color: var(--oa-ink-2);
    background: var(--oa-panel-2);
    cursor: default;
    position: sticky;
    top: 0;
    z-index: 1;
  }
  .row > .right {
    text-align: right;
  }
  .row > .fit {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .row > .percent {
    color: var(--oa-ink-3);
    text-align: right;
    font-size: 11.5px;
  }
  .row.body:hover,
  .row.body.hovered {
    background: var(--oa-accent-ground);
    --oa-strip-ground: var(--oa-accent-ground);
  }
  .row.body.selected {
    --oa-strip-ground: color-mix(in srgb, var(--oa-selection) 26%, var(--oa-panel));
    background: var(--oa-strip-ground);
  }
  .row.selected .percent {
    color: var(--oa-ink-1);
  }
  .row.selected::before {
    content: '';
    position: absolute;
    left: 0;
    top: 0;
    bottom: 0;
    width: 3px;
    background: var(--oa-selection);
  }
  .row button {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    vertical-align: bottom;
  }
  .row button:focus-visible {
    outline-offset: 0;
  }
  .tag {
    font-size: 10px;
    color: var(--oa-ink-3);
    border: 1px solid var(--oa-line-2);
    border-radius: 3px;
    padding: 0 3px;
    margin-left: 5px;
    vertical-align: 1px;
  }
  .named {
    display: flex;
    align-items: center;
    min-width: 0;
  }
`;
