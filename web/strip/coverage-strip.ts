/** <coverage-strip>: one river drawn straight in the map's colours; one image with one sentence. */
import { css, html, LitElement, nothing, svg } from 'lit';
import type { StripRoute } from '../api/types.ts';
import type { Mode, State } from '../style/layers/state-lines.ts';
import { drawStrip, type StripBand, type StripDrawing } from './strip-drawing.ts';

const ORDER: readonly State[] = ['once', 'bridged', 'repeated', 'gap'];

/** Properties: `routes`, `mode`, `width` in pixels, `label` (the sentence), `towns` to draw the towns behind. */
export class CoverageStrip extends LitElement {
  static override properties = {
    routes: { attribute: false },
    mode: {},
    width: { type: Number },
    label: {},
    towns: { type: Boolean },
  };
  declare routes: readonly StripRoute[];
  declare mode: Mode;
  declare width: number;
  declare label: string;
  declare towns: boolean;

  constructor() {
    super();
    Object.assign(this, { routes: [], mode: 'above_water', width: 168, label: '', towns: false });
  }

  #band({ x, width, state }: StripBand) {
    if (state === 'gap') {
      return svg`<rect class="break" x=${x} y="8" width=${width} height="10"/>
        <rect class="gap" x=${x} y="10.9" width=${width} height="4.2"/>`;
    }
    const core = state === 'repeated' && svg`<rect class="core" x=${x} y="11.9" width=${width} height="2.2"/>`;
    return svg`<rect class=${state} x=${x} y="9" width=${width} height="8"/>${core || nothing}`;
  }

  #ground({ towns, kilometres }: StripDrawing) {
    if (!this.towns) return nothing;
    const grounds = towns.map(
      (town, index) =>
        svg`<rect class=${index % 2 ? 'town odd' : 'town'} x=${town.x} y="1" width=${town.width} height="22"/>`,
    );
    return [grounds, kilometres.map((x) => svg`<path class="hairline" d=${`M${x} 1V23`}/>`)];
  }

  protected override render() {
    const drawing = drawStrip(this.routes, this.width);
    const bands = ORDER.flatMap((state) => drawing.bands.filter((band) => band.state === state));
    return html`<svg
      width=${this.width}
      height="24"
      role="img"
      aria-label=${this.label}
      class=${this.mode === 'under_water' ? 'under' : ''}
    >
      ${this.#ground(drawing)}${bands.map((band) => this.#band(band))}
      ${drawing.joints.map((x) => svg`<rect class="joint" x=${x - 0.8} y="7" width="1.6" height="12"/>`)}
      ${drawing.ticks.map((x) => svg`<path class="tick" d=${`M${x.toFixed(1)} 2V6`}/>`)}
    </svg>`;
  }

  static override styles = css`
    :host {
      display: block;
      line-height: 0;
    }
    svg {
      display: block;
      overflow: visible;
    }
    .once,
    .bridged {
      fill: var(--oa-covered);
    }
    .under .once,
    .under .bridged {
      fill: var(--oa-under-water);
    }
    .bridged {
      fill-opacity: 0.4;
    }
    .repeated {
      fill: var(--oa-duplicate);
    }
    .break,
    .core,
    .joint {
      fill: var(--oa-strip-ground, var(--oa-panel));
    }
    .gap {
      fill: var(--oa-gap);
    }
    .tick {
      stroke: var(--oa-ink-3);
    }
    .town {
      fill: var(--oa-panel-2);
    }
    .town.odd {
      fill: var(--oa-track);
    }
    .hairline {
      stroke: var(--oa-line-2);
      stroke-width: 0.6;
    }
  `;
}

customElements.define('coverage-strip', CoverageStrip);
declare global {
  interface HTMLElementTagNameMap {
    'coverage-strip': CoverageStrip;
  }
}
