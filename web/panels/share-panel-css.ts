/** Looks of the panel with snippets and links. */
import { css } from 'lit';

export const sharePanelCss = css`
  :host {
    display: block;
    overflow-y: auto;
  }
  header {
    display: flex;
    justify-content: space-between;
    padding: 14px 18px 10px;
  }
  h2 {
    font-size: 18px;
    font-weight: 600;
  }
  section {
    padding: 10px 18px;
    border-top: 1px solid var(--oa-line);
  }
  h3 {
    display: flex;
    justify-content: space-between;
    font-size: 12px;
    font-weight: 600;
    color: var(--oa-ink-2);
    margin-bottom: 4px;
  }
  pre {
    margin: 0;
    padding: 8px 10px;
    max-height: 110px;
    overflow: auto;
    background: var(--oa-panel-2);
    border: 1px solid var(--oa-line);
    border-radius: 6px;
    font: 11px/1.5 ui-monospace, Menlo, Consolas, monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .copy,
  li button {
    min-height: 24px;
    color: var(--oa-accent);
  }
  .close {
    width: 28px;
    height: 28px;
    text-align: center;
  }
  form {
    display: grid;
    gap: 8px;
    margin: 8px 0;
  }
  label {
    display: grid;
    grid-template-columns: 92px 1fr;
    align-items: center;
    gap: 8px;
    color: var(--oa-ink-2);
    font-size: 12px;
  }
  input {
    height: 30px;
    padding: 0 8px;
    border: 1px solid var(--oa-line-2);
    border-radius: 6px;
    color: var(--oa-ink-1);
    cursor: text;
  }
  .main {
    justify-self: start;
    padding: 6px 16px;
    border-radius: 6px;
    background: var(--oa-accent);
    color: var(--oa-on-accent);
  }
  .alarm {
    color: var(--oa-gap-text);
  }
  li {
    display: grid;
    grid-template-columns: 1fr auto auto;
    gap: 12px;
    align-items: center;
    min-height: 28px;
    font-size: 12px;
  }
`;
