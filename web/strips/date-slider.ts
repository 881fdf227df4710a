/** <date-slider>: the as-of date month by month, over a histogram of what was surveyed in each; the last stop is the latest state. With `plain` the date stands elsewhere. */
import { css, html, LitElement, svg } from 'lit';
import { dayAt, monthBars, type SurveyedMonth, stopOf } from './month-bars.ts';

const WIDTH = 220; // where no other is given
const HEIGHT = 26;

export class DateSlider extends LitElement {
  static override properties = {
    months: {},
    awaited: { type: Boolean },
    value: {},
    label: {},
    latest: {},
    width: { type: Number },
    moving: { state: true },
  };
  declare months: readonly SurveyedMonth[];
  /** What was surveyed in them is not known yet: a dash for each. */
  declare awaited: boolean;
  /** YYYY-MM-DD; null is the latest state. */
  declare value: string | null;
  declare label: string;
  declare latest: string;
  declare width: number; // pixels
  /** The stop under the thumb while it is dragged. */
  declare moving: number | null;

  constructor() {
    super();
    Object.assign(this, { months: [], awaited: false, value: null, label: '', latest: '', width: WIDTH, moving: null });
  }

  #choose(bars: readonly SurveyedMonth[], stop: number): void {
    this.moving = null;
    const detail = dayAt(bars, stop);
    this.dispatchEvent(new CustomEvent<string | null>('oa-as-of', { detail, bubbles: true, composed: true }));
  }

  protected override render() {
    const bars = monthBars(this.months);
    const stop = this.moving ?? stopOf(bars, this.value);
    const shown = this.moving === null && this.value ? this.value : (dayAt(bars, stop) ?? this.latest);
    const stopAt = (event: Event) => Number((event.target as HTMLInputElement).value);
    return html`<span class="track" style="width:${this.width}px">
        ${this.#histogram(bars, stop)}
        <input
          type="range" min="0" max=${bars.length} step="1" .value=${String(stop)}
          aria-label=${this.label} aria-valuetext=${shown}
          @input=${(event: Event) => {
            this.moving = stopAt(event);
          }}
          @change=${(event: Event) => this.#choose(bars, stopAt(event))}
        />
      </span>
      <output>${shown}</output>`;
  }

  #histogram(bars: readonly SurveyedMonth[], stop: number) {
    if (this.awaited) return this.#dashes(bars);
    const most = Math.max(1e-9, ...bars.map(({ surveyed_km }) => surveyed_km));
    const step = this.width / (bars.length + 1);
    return html`<svg width=${this.width} height=${HEIGHT} aria-hidden="true">
      ${bars.map(({ month, surveyed_km }, i) => {
        const height = surveyed_km > 0 ? Math.max(1, (surveyed_km / most) * HEIGHT) : 0;
        return svg`<rect class=${i <= stop ? 'counted' : 'later'} x=${i * step + 0.5} y=${HEIGHT - height} width=${Math.max(1, step - 1)} height=${height}><title>${month} ${surveyed_km.toFixed(1)} km</title></rect>`;
      })}
    </svg>`;
  }

  #dashes(bars: readonly SurveyedMonth[]) {
    const step = this.width / (bars.length + 1);
    return html`<svg width=${this.width} height=${HEIGHT} aria-hidden="true">
      ${bars.map((_, i) => svg`<rect class="later" x=${i * step + 0.5} y=${HEIGHT - 1} width=${Math.max(1, step / 2)} height="1" />`)}
    </svg>`;
  }

  static override styles = css`
    :host {
      display: inline-flex;
      align-items: flex-end;
      gap: 8px;
    }
    .track {
      display: inline-grid;
    }
    .counted {
      fill: var(--oa-covered);
    }
    .later {
      fill: var(--oa-line-2);
    }
    input {
      width: 100%;
      margin: 0;
      min-height: 24px;
      accent-color: var(--oa-accent);
    }
    input:focus-visible {
      outline: 2px solid var(--oa-accent);
      outline-offset: 2px;
    }
    :host([plain]) output {
      display: none;
    }
    :host([plain]) .counted {
      fill: color-mix(in srgb, var(--oa-covered) 60%, var(--oa-panel));
    }
    :host([plain]) input {
      min-height: 16px;
      height: 16px;
    }
    output {
      font-variant-numeric: tabular-nums;
      color: var(--oa-ink-1);
      min-width: 76px;
    }
  `;
}

customElements.define('date-slider', DateSlider);
