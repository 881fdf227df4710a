/** How the map element looks beside MapLibre’s own sheet. */
import { css } from 'lit';

export const outfallMapCss = css`
  :host {
    display: block;
  }
  #map {
    position: absolute;
    inset: 0;
  }
  .maplibregl-canvas-container,
  .maplibregl-canvas {
    outline-offset: -2px;
  }
  .maplibregl-canvas:focus-visible {
    outline: 2px solid var(--oa-accent);
  }
  .maplibregl-canvas.over {
    cursor: pointer;
  }
  .maplibregl-ctrl-bottom-left {
    left: var(--map-left, 0);
    bottom: var(--map-bottom, 0);
  }
  .maplibregl-ctrl-scale {
    background: color-mix(in srgb, var(--oa-panel) 78%, transparent); /* labels may run under it */
    border-color: var(--oa-ink-2);
    border-width: 0 1.2px 1.2px;
    color: var(--oa-ink-2);
    font: 10.5px/1.3 var(--oa-sans);
  }
`;
