/** The frame of a tool's panel: its room, the heading and the way out beside it. */
import { css } from 'lit';

export const toolCss = css`
  :host {
    display: block;
    overflow-y: auto;
    padding: 14px 18px;
  }
  header {
    display: flex;
    justify-content: space-between;
  }
  h2 {
    font-size: 18px;
    font-weight: 600;
  }
`;
