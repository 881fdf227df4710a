/** Where things stand in a narrow window: the legend folded away, on a phone a sheet under the map. */
import { css } from 'lit';

export const narrowCss = css`
  @media (max-width: 1099px) {
    .left {
      bottom: auto;
    }
    .left legend-panel {
      display: none;
    }
    .with-legend .left {
      bottom: 12px;
    }
    .with-legend .left legend-panel {
      display: flex;
    }
    outfall-map {
      --map-left: 12px;
    }
    .compared {
      left: 12px;
    }
    .notice {
      left: 12px;
      top: 64px; /* under the search */
    }
    .with-legend outfall-map {
      --map-left: 292px;
    }
    .with-legend .compared {
      left: 292px;
    }
  }
  @media (max-width: 759px) {
    outfall-map {
      bottom: 0;
    }
    .left {
      left: 8px;
      right: 8px;
      top: 8px;
      width: auto;
      border-radius: 22px;
    }
    .left search-box {
      border: 0;
    }
    .right {
      left: 0;
      right: 0;
      bottom: 0;
      top: 45%;
      width: auto;
      border-radius: 16px 16px 0 0;
    }
    .sheet-switch {
      display: inline-flex;
      margin: 8px auto 0;
    }
    .sheet-switch button {
      min-height: 44px;
      padding: 0 22px;
    }
    .compared button,
    .emptied button {
      min-height: 44px;
      min-width: 44px;
    }
    .sheet-legend .left {
      z-index: 3;
      border-radius: 16px 16px 0 0;
      top: calc(45% + 48px);
      bottom: 0;
      left: 0;
      right: 0;
      box-shadow: none;
    }
    .with-legend .left {
      bottom: auto;
    }
    .with-legend .left legend-panel {
      display: none;
    }
    .sheet-legend .left legend-panel {
      display: flex;
    }
    map-controls {
      right: 8px;
      top: 58px;
      max-height: calc(45% - 58px - 4px); /* above the sheet; a low window scrolls them */
      overflow-y: auto;
    }
    .mark br {
      display: none; /* one line under the controls */
    }
    .mark b::after {
      content: ' · ';
    }
    .mark {
      right: 60px; /* beside the buttons, which reach down to it */
      max-width: calc(100% - 200px);
      bottom: calc(55% + 4px);
    }
    outfall-map,
    .with-legend outfall-map {
      --map-left: 8px;
      --map-bottom: 55%; /* above the sheet */
    }
    .compared,
    .with-legend .compared {
      left: 8px;
      right: 60px;
      bottom: calc(55% + var(--mark-room));
    }
    .notice {
      left: 8px;
      right: 60px;
      top: 60px;
    }
  }
`;
