/** How cards of one thing look: title, tags, sections of facts. */
import { css } from 'lit';

export const cardCss = css`
  :host {
    display: block;
    overflow-y: auto;
  }
  article {
    position: relative;
  }
  .close {
    position: absolute;
    right: 10px;
    top: 10px;
    width: 28px;
    height: 28px;
    text-align: center;
    color: var(--oa-ink-2);
    z-index: 1;
  }
  header {
    padding: 14px 44px 12px 18px;
    border-bottom: 1px solid var(--oa-line);
  }
  h2 {
    font-size: 18px;
    font-weight: 600;
    line-height: 1.35;
  }
  .code {
    display: flex;
    gap: 8px;
    align-items: center;
    margin-top: 2px;
    font-size: 12px;
    color: var(--oa-ink-2);
    letter-spacing: 0.02em;
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-top: 7px;
  }
  .tag {
    border-radius: 3px;
    border: 1px solid var(--oa-line-2);
    padding: 0 6px;
    font-size: 11px;
    line-height: 18px;
    color: var(--oa-ink-2);
  }
  section {
    padding: 11px 18px;
    border-bottom: 1px solid var(--oa-line);
  }
  h3 {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    font-size: 12px;
    font-weight: 600;
    color: var(--oa-ink-2);
    margin-bottom: 6px;
  }
  h3 span {
    font-weight: 400;
    color: var(--oa-ink-3);
    text-align: right;
  }
  dl > div {
    display: grid;
    grid-template-columns: 92px 1fr;
    gap: 8px;
    font-size: 12.5px;
    min-height: 24px;
    align-items: center;
  }
  dt {
    color: var(--oa-ink-3);
    font-size: 12px;
  }
  .none {
    padding: 18px;
    color: var(--oa-ink-2);
  }
  @media (max-width: 759px) {
    .close {
      width: 44px;
      height: 44px;
    }
    dl > div {
      font-size: 16px;
      min-height: 32px;
    }
    dt {
      font-size: 13px;
    }
  }
`;
