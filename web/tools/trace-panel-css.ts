import { css } from 'lit';

export const tracePanelCss = css`
  .close {
    width: 28px;
    height: 28px;
    text-align: center;
  }
  fieldset {
    margin: 10px 0 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-size: 12px;
    font-weight: 600;
    color: var(--oa-ink-2);
  }
  label {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: 26px;
  }
  .big {
    margin: 10px 0 4px;
    font-size: 15px;
  }
  .big b {
    font-size: 28px;
  }
  ul {
    margin-top: 8px;
  }
  li button {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 10px;
    align-items: center;
    width: 100%;
    min-height: 40px;
    padding: 4px 0;
    border-top: 1px solid var(--oa-line);
  }
  small {
    display: block;
    font-size: 12px;
    color: var(--oa-ink-3);
  }
  .note {
    margin-top: 4px;
    font-size: 12px;
  }
`;
