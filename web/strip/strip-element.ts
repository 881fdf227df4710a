/** <coverage-strip>: one river drawn straight in the map's colours; one image with one sentence, its gaps as buttons. */
import { css, html, LitElement, nothing, svg, unsafeCSS } from 'lit';
import type { StripRoute } from '../api/types.ts';
import type { Language } from '../i18n/dictionary.ts';
import { nameIn, SpellingsWatch } from '../i18n/spellings.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { drawStrip, type StripDrawing, type StripGap } from './strip-drawing.ts';
import type { StripPlace } from './strip-layout.ts';
import { stripCss } from './strip-look.ts';
import type { StripPath, StripText } from './strip-shapes.ts';

/** What `oa-strip-gap` and `oa-strip-measure` carry; measures in metres from the start of the route. */
export interface StripGapDetail {
  river: number;
  mode: Mode;
  route: number;
  from: number;
  to: number;
}
export interface StripMeasureDetail {
  river: number;
  route: number;
  measure: number;
  /** Of the route. */
  length: number;
}

/**
 * Properties: `routes`, `river` (id), `modes`, `kind` (`row` or `full`), `width` in pixels, `pxPerM` for a common scale,
 * `town` (all else is veiled), `language` of the towns in it, `label` (the sentence), `gapLabel` (what a gap's button says; without it gaps are no buttons).
 * Events: `oa-strip-gap` when a gap is chosen, `oa-strip-measure` under the pointer, null when it leaves.
 */
export class CoverageStrip extends LitElement {
  static override properties = {
    routes: { attribute: false },
    river: { type: Number },
    modes: { attribute: false },
    kind: {},
    width: { type: Number },
    pxPerM: { attribute: false },
    town: {},
    language: {},
    label: {},
    gapLabel: { attribute: false },
    chosen: { attribute: false },
    pointer: { attribute: false },
    at: { state: true },
  };
  declare routes: readonly StripRoute[];
  declare river: number;
  declare modes: readonly Mode[];
  declare kind: 'row' | 'full';
  declare width: number;
  declare pxPerM: number | undefined;
  declare town: string | undefined;
  declare language: Language;
  declare label: string;
  declare gapLabel: ((gap: StripGap) => string) | null;
  declare chosen: ((gap: StripGap) => boolean) | null;
  declare pointer: { route: number; measureM: number } | null; // a place pointed at elsewhere
  declare at: { x: number; place: StripPlace } | null;

  constructor() {
    super();
    Object.assign(this, { routes: [], river: -1, modes: ['above_water'], kind: 'row', width: 168, label: '' });
    Object.assign(this, { pxPerM: undefined, town: undefined, gapLabel: null, chosen: null, pointer: null, at: null });
    this.language = 'zh';
    new SpellingsWatch(this);
  }

  #tell(name: string, detail: StripGapDetail | StripMeasureDetail | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #moved({ layout }: StripDrawing, event: PointerEvent): void {
    const x = event.clientX - this.getBoundingClientRect().left;
    const place = x <= layout.width + 1 ? layout.placeAt(x) : null;
    this.at = place && { x: Math.min(x, layout.width), place };
    const told = place && {
      river: this.river,
      route: place.route.route,
      measure: place.measureM,
      length: place.route.length_m,
    };
    this.#tell('oa-strip-measure', told);
  }

  #left(): void {
    this.at = null;
    this.#tell('oa-strip-measure', null);
  }

  #button = (gap: StripGap) => {
    const detail = { river: this.river, mode: gap.mode, route: gap.route, from: gap.fromM, to: gap.toM };
    const style = `left:${gap.x}px;width:${gap.width}px;top:${gap.y}px;height:${gap.height}px`;
    const label = this.gapLabel!(gap);
    return html`<li>
      <button
        .style=${style}
        aria-label=${label}
        title=${label}
        aria-pressed=${this.chosen?.(gap) ? 'true' : nothing}
        @click=${(event: Event) => {
          event.stopPropagation();
          this.#tell('oa-strip-gap', detail);
        }}
      ></button>
    </li>`;
  };

  /** Under the pointer here, or where one stands on the map. */
  #place({ layout }: StripDrawing): { x: number; place: StripPlace } | null {
    const { at, pointer, routes } = this;
    if (at || !pointer) return at;
    const nth = routes.findIndex(({ route }) => route === pointer.route);
    if (nth < 0) return null;
    return { x: layout.x(nth, pointer.measureM), place: { route: routes[nth], measureM: pointer.measureM } };
  }

  #cross(drawing: StripDrawing) {
    const shown = this.#place(drawing);
    if (!shown) return nothing;
    const { x, place } = shown;
    const { height } = drawing;
    const town = place.route.towns.find(([from, to]) => from <= place.measureM && place.measureM < to);
    const words = [`${(place.measureM / 1000).toFixed(3)} km`, town?.[2] && nameIn(this, town[2])]
      .filter(Boolean)
      .join(' · ');
    const isNearEnd = x > this.width / 2; // there is more room on the other side
    return html`<div class="cross" .style=${`left:${x}px;height:${height}px`}></div>
      <div class="tip" .style=${isNearEnd ? `right:${this.width - x + 5}px` : `left:${x + 5}px`}>${words}</div>`;
  }

  protected override render() {
    const { routes, width, pxPerM, modes, kind, town, label } = this;
    const drawing = drawStrip(routes, { width, pxPerM, modes, kind, town, called: (name) => nameIn(this, name) });
    const isLive = kind === 'full';
    return html`<div
      class="box"
      @pointermove=${isLive ? (event: PointerEvent) => this.#moved(drawing, event) : nothing}
      @pointerleave=${isLive ? () => this.#left() : nothing}
    >
      <svg width=${width} height=${drawing.height} role="img" aria-label=${label}>
        ${drawing.paths.map(pathOf)}${drawing.texts.map(textOf)}
      </svg>
      ${this.gapLabel && drawing.gaps.length > 0 ? html`<ul>${drawing.gaps.map(this.#button)}</ul>` : nothing}
      ${isLive ? this.#cross(drawing) : nothing}
    </div>`;
  }

  static override styles = [
    unsafeCSS(stripCss((token) => `var(--oa-${token})`, 'var(--oa-strip-ground, var(--oa-panel))')),
    css`
      :host {
        display: block;
        font: 9px/1 var(--oa-sans);
        font-variant-numeric: tabular-nums;
      }
      .box {
        position: relative;
      }
      svg {
        display: block;
        overflow: visible;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      button {
        position: absolute;
        min-width: 6px;
        padding: 0;
        border: 0;
        border-radius: 2px;
        background: none;
        cursor: pointer;
      }
      button:hover {
        box-shadow: 0 0 0 1px var(--oa-ink-1);
      }
      button[aria-pressed='true'] {
        box-shadow: 0 0 0 2px var(--oa-ink-1);
      }
      button:focus-visible {
        outline: 2px solid var(--oa-accent);
        outline-offset: 2px;
      }
      .cross {
        position: absolute;
        top: 0;
        width: 1px;
        background: var(--oa-ink-1);
        pointer-events: none;
      }
      .tip {
        position: absolute;
        top: -9px;
        padding: 2px 5px;
        border-radius: 3px;
        background: var(--oa-ink-1);
        color: var(--oa-panel);
        font-size: 10.5px;
        line-height: 1.3;
        white-space: nowrap;
        pointer-events: none;
        z-index: 2;
      }
      @media print {
        .cross,
        .tip {
          display: none;
        }
      }
    `,
  ];
}

const pathOf = ({ look, d }: StripPath) => svg`<path class=${look} d=${d}/>`;
const textOf = ({ look, x, y, anchor, text }: StripText) =>
  svg`<text class=${look} x=${x.toFixed(1)} y=${y} text-anchor=${anchor}>${text}</text>`;
