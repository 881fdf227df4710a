/** Where things stand in a frame: 52 px head, map and bars, 24 px foot; narrow frames lose the bars, low ones the second line. */
import { css } from 'lit';

export const framePageCss = css`
  :host {
    display: grid;
    grid-template-rows: auto 1fr 24px;
    height: 100%;
    overflow: hidden;
    background: var(--oa-panel);
    color: var(--oa-ink-1);
    font: 12px/1.4 var(--oa-sans);
    font-variant-numeric: tabular-nums;
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-height: 52px;
    padding: 0 14px;
    box-sizing: border-box;
  }
  h1,
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  h1 {
    font-size: 15px;
    font-weight: 600;
    line-height: 1.3;
  }
  h1 small {
    display: block;
    font-size: 11px;
    font-weight: 400;
    color: var(--oa-ink-2);
  }
  header p {
    white-space: nowrap;
    color: var(--oa-ink-2);
  }
  header b {
    font-size: 26px;
    line-height: 1;
    color: var(--oa-ink-1);
  }
  header p span {
    margin-left: 6px;
  }
  main {
    display: flex;
    min-height: 0;
  }
  outfall-map {
    flex: 1;
    min-width: 0;
    min-height: 0;
  }
  aside {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    width: 38%;
    max-width: 320px;
    padding: 8px 14px;
    box-sizing: border-box;
    overflow-y: auto;
  }
  ul {
    list-style: none;
    display: grid;
    grid-template-columns: fit-content(60%) minmax(0, 1fr) 3.6em; /* names are twice as long in Latin letters */
    column-gap: 6px;
  }
  li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: center;
    height: 21px;
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .figure {
    text-align: right;
    color: var(--oa-ink-2);
  }
  .bar {
    height: 6px;
    background: var(--oa-gap);
  }
  .bar i {
    display: block;
    height: 100%;
    background: var(--oa-covered);
  }
  .key {
    padding-top: 8px;
    border-top: 1px solid var(--oa-line);
    color: var(--oa-ink-2);
    font-size: 11px;
    white-space: nowrap;
  }
  .key i {
    display: inline-block;
    width: 18px;
    margin: 0 4px 3px 6px;
    height: 0;
    border-top: 3px solid var(--oa-covered);
  }
  .key .repeated {
    height: 2px;
    border: solid var(--oa-duplicate);
    border-width: 1.4px 0;
    margin-bottom: 2px;
  }
  .key .gap,
  .key .above-only {
    border-top-color: var(--oa-gap);
  }
  .key .under-done {
    border-top-color: var(--oa-under-water);
  }
  .key .river {
    height: 2px;
    border: solid var(--oa-shore);
    border-width: 1px 0;
    background: var(--oa-water);
    margin-bottom: 2px;
  }
  footer {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 8px;
    padding: 0 14px;
    border-top: 1px solid var(--oa-line);
    font-size: 11px;
    color: var(--oa-ink-2);
    white-space: nowrap;
  }
  a {
    color: var(--oa-accent);
    text-decoration: none;
  }
  a:focus-visible {
    outline: 2px solid var(--oa-accent);
    outline-offset: 2px;
  }
  @media (max-width: 419px) {
    aside {
      display: none;
    }
    h1 {
      font-size: 13px;
    }
    header b {
      font-size: 20px;
    }
    header p span {
      display: none;
    }
  }
  @media (max-height: 259px) {
    header {
      min-height: 30px;
    }
    h1 small {
      display: none;
    }
    header b {
      font-size: 15px;
    }
  }
`;
