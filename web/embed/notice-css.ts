/** The one line that says what is wrong, over what is there. */
import { css } from 'lit';

export const noticeCss = css`
  .notice {
    position: absolute;
    left: 50%;
    top: 12px;
    transform: translateX(-50%);
    box-sizing: border-box;
    width: max-content;
    max-width: calc(100% - 24px);
    margin: 0;
    padding: 5px 14px;
    background: var(--oa-ink-1);
    color: var(--oa-panel);
    border-radius: 14px;
    font-size: 12px;
    z-index: 4;
  }
  .notice button {
    min-height: 26px;
    margin-left: 8px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
  }
  .notice[hidden] {
    display: none;
  }
`;
