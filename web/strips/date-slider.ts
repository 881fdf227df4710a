/** <date-slider>: the as-of date month by month, over a histogram of what was surveyed in each; the last stop is the latest state. */
import { css, html, LitElement, svg } from 'lit';
import { lastDayOf, monthBars, type SurveyedMonth, stopOf } from './month-bars.ts';

const WIDTH = 220;
const HEIGHT = 26;

export class DateSlider extends LitElement {
  static override properties = { months: {}, value: {}, label: {}, latest: {}, moving: { state: true } };
  declare months: readonly SurveyedMonth[];
  /** YYYY-MM-DD; null is the latest state. */
  declare value: string | null;
  declare label: string;
  declare latest: string;
  /** The stop under the thumb while it is dragged. */
  declare moving: number | null;

  constructor() {
    super();
    Object.assign(this, { months: [], value: null, label: '', latest: '', moving: null });
  }

  #date(bars: readonly SurveyedMonth[], stop: number): string | null {
    return stop < bars.length ? lastDayOf(bars[stop].month) : null;
  }

  #choose(bars: readonly SurveyedMonth[], stop: number): void {
    this.moving = null;
    const detail = this.#date(bars, stop);
    this.dispatchEvent(new CustomEvent<string | null>('oa-as-of', { detail, bubbles: true, composed: true }));
  }

  protected override render() {
    const bars = monthBars(this.months);
    const stop = this.moving ?? stopOf(bars, this.value);
    const shown = this.moving === null && this.value ? this.value : (this.#date(bars, stop) ?? this.latest);
    const stopAt = (event: Event) => Number((event.target as HTMLInputElement).value);
    return html`<span class="track" style="width:${WIDTH}px">
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
    const most = Math.max(1e-9, ...bars.map(({ surveyed_km }) => surveyed_km));
    const step = WIDTH / (bars.length + 1);
    return html`<svg width=${WIDTH} height=${HEIGHT} aria-hidden="true">
      ${bars.map(({ month, surveyed_km }, i) => {
        const height = surveyed_km > 0 ? Math.max(1, (surveyed_km / most) * HEIGHT) : 0;
        return svg`<rect class=${i <= stop ? 'counted' : 'later'} x=${i * step + 0.5} y=${HEIGHT - height} width=${Math.max(1, step - 1)} height=${height}><title>${month} ${surveyed_km.toFixed(1)} km</title></rect>`;
      })}
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
    output {
      font-variant-numeric: tabular-nums;
      color: var(--oa-ink-1);
      min-width: 76px;
    }
  `;
}

customElements.define('date-slider', DateSlider);
