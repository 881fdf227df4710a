/** The column of map buttons: zoom, whole district, next gap. Tells `oa-control` with the name of the button. */
import { css, html, svg } from 'lit';
import type { Key } from '../i18n/dictionary.ts';
import { panelCss } from '../panels/panel-css.ts';
import { PanelElement } from '../panels/panel-element.ts';

export type Control =
  | 'in'
  | 'out'
  | 'district'
  | 'gap'
  | 'locate'
  | 'measure'
  | 'area'
  | 'trace'
  | 'import'
  | 'share'
  | 'print';

const BUTTONS: readonly (readonly [Control, Key, unknown])[] = [
  ['in', 'zoomIn', svg`<path d="M8 3v10M3 8h10"/>`],
  ['out', 'zoomOut', svg`<path d="M3 8h10"/>`],
  ['district', 'zoomDistrict', svg`<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"/>`],
  ['gap', 'nextGap', svg`<path d="M2 8h3M11 8h3"/><path class="alarm" d="M6 8h4"/><path d="M6 4.5 8 2l2 2.5"/>`],
  ['locate', 'nearTitle', svg`<circle cx="8" cy="8" r="3.4"/><path d="M8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3"/>`],
  ['measure', 'toolMeasure', svg`<path d="m2 11 9-9 3 3-9 9zM5 8l1.4 1.4M7.5 5.5 9 7"/>`],
  ['area', 'toolArea', svg`<path stroke-dasharray="2.6 2" d="M2.5 2.5h11v11h-11z"/>`],
  ['trace', 'traceTitle', svg`<circle cx="4" cy="4" r="2"/><path d="M4 6c0 4 7 1.5 7 6.5M8.8 10.6l2.2 2.2 2.2-2.2"/>`],
  ['import', 'importFiles', svg`<path d="M8 10.5v-8M5 5.5l3-3 3 3M2.5 10.5v3h11v-3"/>`],
  ['print', 'printMap', svg`<path d="M4.5 6V2.5h7V6M4.5 11h-2V6h11v5h-2M4.5 9.5h7v4h-7z"/>`],
  [
    'share',
    'embedAndShare',
    svg`<path d="M6.5 9.5a2.6 2.6 0 0 0 3.8 0l2.4-2.4a2.7 2.7 0 0 0-3.8-3.8l-1 1M9.5 6.5a2.6 2.6 0 0 0-3.8 0L3.3 8.9a2.7 2.7 0 0 0 3.8 3.8l1-1"/>`,
  ],
];

export class MapControls extends PanelElement {
  protected override render() {
    return html`<div role="group">
      ${BUTTONS.map(
        ([control, label, icon]) => html`<button
          class=${control}
          aria-label=${this.t(label)}
          title=${this.t(label)}
          @click=${() => this.tell('oa-control', control)}
        >
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">${icon}</svg>
        </button>`,
      )}
    </div>`;
  }

  static override styles = [
    panelCss,
    css`
      div {
        width: 34px;
        background: var(--oa-panel);
        border-radius: 8px;
        box-shadow: var(--oa-shadow);
      }
      button {
        width: 34px;
        height: 33px;
        display: grid;
        place-items: center;
        border-bottom: 1px solid var(--oa-line);
      }
      button:last-child {
        border: 0;
      }
      path,
      circle {
        fill: none;
        stroke: currentColor;
        stroke-width: 1.4;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      .alarm {
        stroke: var(--oa-gap);
        stroke-width: 2.6;
        stroke-linecap: butt;
      }
      @media (max-width: 759px) {
        div,
        button {
          width: 44px;
        }
        button {
          height: 44px;
        }
        /* fingers pinch; drawing wants a pointer, printing a printer */
        .in,
        .out,
        .measure,
        .area,
        .print {
          display: none;
        }
      }
    `,
  ];
}

customElements.define('map-controls', MapControls);
