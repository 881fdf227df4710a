/** How the map looks on a page that is not ours. */
import { css } from 'lit';

export const embeddedMapCss = css`
  :host {
    position: relative;
    overflow: hidden;
    min-height: 160px;
    background: var(--oa-outside);
    font: 13px/1.5 var(--oa-sans);
  }
  :host([shows-nothing]) #map {
    visibility: hidden;
  }
`;
