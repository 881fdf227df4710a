/** How the search box and its hits look. */
import { css } from 'lit';

export const searchBoxCss = css`
  :host {
    display: block;
    position: relative;
  }
  .find {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 0 12px;
    height: 40px;
  }
  .find svg {
    fill: none;
    stroke: var(--oa-ink-3);
    stroke-width: 1.4;
    stroke-linecap: round;
    flex: none;
  }
  input {
    flex: 1;
    min-width: 0;
    height: 32px;
    cursor: text;
  }
  input:focus-visible {
    outline: none;
  }
  .find:focus-within {
    box-shadow: inset 0 0 0 2px var(--oa-accent);
    border-radius: 8px 8px 0 0;
  }
  input::placeholder {
    color: var(--oa-ink-3);
    opacity: 1;
  }
  kbd {
    font: 11px var(--oa-sans);
    color: var(--oa-ink-3);
    border: 1px solid var(--oa-line-2);
    border-radius: 3px;
    padding: 0 5px;
  }
  ul,
  .none {
    position: absolute;
    left: 0;
    right: 0;
    top: 100%;
    z-index: 5;
    background: var(--oa-panel);
    border-top: 1px solid var(--oa-line);
    border-radius: 0 0 8px 8px;
    box-shadow: var(--oa-shadow);
    max-height: 60vh;
    overflow: auto;
  }
  .none {
    padding: 10px 12px;
    color: var(--oa-ink-2);
  }
  li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 8px;
    padding: 6px 12px;
    cursor: pointer;
    border-bottom: 1px solid var(--oa-line);
  }
  li[aria-selected='true'],
  li:hover {
    background: var(--oa-accent-ground);
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .kind,
  .detail {
    font-size: 11px;
    color: var(--oa-ink-2);
  }
  .detail {
    grid-column: 1 / -1;
  }
  @media (max-width: 759px) {
    .find {
      height: 44px;
      padding: 0 16px;
    }
    input {
      font-size: 16px;
      height: 44px;
    }
    kbd {
      display: none;
    }
  }
`;
