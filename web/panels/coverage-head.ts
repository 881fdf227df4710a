/** The head of the coverage panel: one number, the partition bar, and its sum spelled out. */
import { css, html, nothing, svg } from 'lit';
import type { Summary } from '../api/types.ts';
import type { Key } from '../i18n/dictionary.ts';
import { km, percent } from '../i18n/format.ts';
import type { Mode, State } from '../style/layers/state-lines.ts';
import { panelCss } from './panel-css.ts';
import { PanelElement } from './panel-element.ts';

const PARTS: readonly (readonly [State, Key])[] = [
  ['once', 'once'],
  ['bridged', 'bridged'],
  ['repeated', 'repeatedShort'],
  ['gap', 'gap'],
];
const BAR = 366;
const millimetres = (kilometres: number): number => Math.round(kilometres * 1e6);

/** Whether the states add up to the length, to the millimetre. */
export const sumAgrees = ({ states, length_km }: Summary): boolean =>
  PARTS.reduce((sum, [state]) => sum + millimetres(states[state]), 0) === millimetres(length_km);

export class CoverageHead extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    summary: { attribute: false },
    aboveOnlyKm: { attribute: false },
    mode: {},
    waiting: {},
  };
  declare summary: Summary | null;
  /** Surveyed above water and not under it, where that is what is shown. */
  declare aboveOnlyKm: number | null;
  declare mode: Mode;
  declare waiting: string; // why there are no numbers yet

  constructor() {
    super();
    Object.assign(this, { summary: null, aboveOnlyKm: null, mode: 'above_water', waiting: '' });
  }

  #bar({ states, length_km }: Summary) {
    let x = 0;
    const parts = PARTS.map(([state]) => {
      const width = (states[state] / length_km) * BAR;
      const part = svg`<rect class=${state} x=${x} y="0" width=${width} height="10"/>
        ${state === 'repeated' ? svg`<rect class="core" x=${x} y="3.5" width=${width} height="3"/>` : nothing}`;
      x += width;
      return part;
    });
    return html`<svg class="bar" viewBox="0 0 ${BAR} 10" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
  }

  #sum(summary: Summary) {
    const { t } = this;
    const agrees = sumAgrees(summary);
    return html`<dl>
      ${PARTS.map(
        ([state, label]) => html`<div>
          <dt>${t(label)}</dt>
          <dd class=${`sum-${state}`}>${km(summary.states[state])}</dd>
        </div>`,
      )}
      <div class=${agrees ? 'total agrees' : 'total differs'}>
        <dt>${agrees ? '✓ ' : '✕ '}${t(agrees ? 'sumAgrees' : 'sumDiffers')}</dt>
        <dd>${km(summary.length_km)}</dd>
      </div>
    </dl>`;
  }

  protected override render() {
    const { t, summary } = this;
    const mode = t(this.mode === 'above_water' ? 'aboveWater' : 'underWater');
    const said = this.language === 'en' ? mode.toLowerCase() : mode;
    if (!summary || summary.length_km === 0)
      return html`<h2>${t('coverage', { mode: said })}</h2><p class=${summary ? 'none' : 'none awaited'}>${summary ? t('noRivers') : this.waiting}</p>`;
    const covered = summary.length_km - summary.states.gap;
    if (this.aboveOnlyKm !== null)
      return html`<h2>${t('aboveNotUnderTitle')}<span class="small muted">${t('riverNotBank')}</span></h2>
        <p class="big"><b>${km(this.aboveOnlyKm)}<span class="unit">km</span></b><span>/ ${km(covered)} km ${t('aboveWaterDone')}</span></p>`;
    return html`<h2>${t('coverage', { mode: said })}<span class="small muted">${t('riverNotBank')}</span></h2>
      <p class="big"><b>${percent((100 * covered) / summary.length_km, 2)}<span class="unit">%</span></b>
        <span>${km(covered)} / ${km(summary.length_km)} km</span></p>
      ${this.#bar(summary)} ${this.#sum(summary)}
      ${covered === 0 ? html`<p class="none">${t('noTracks')}</p>` : nothing}`;
  }

  static override styles = [
    panelCss,
    css`
      :host {
        display: block;
        padding: 13px 16px 11px;
        border-bottom: 1px solid var(--oa-line);
      }
      h2 {
        display: flex;
        justify-content: space-between;
        font-size: 12px;
        color: var(--oa-ink-2);
      }
      .big {
        display: flex;
        align-items: baseline;
        gap: 10px;
        margin: 1px 0 7px;
        color: var(--oa-ink-2);
      }
      .big b,
      dd {
        white-space: nowrap; /* a line may break at the thin space between digits */
      }
      .big b {
        font-size: 32px;
        line-height: 1.15;
        letter-spacing: -0.01em;
        color: var(--oa-ink-1);
      }
      .unit {
        font-size: 16px;
        font-weight: 400;
        color: var(--oa-ink-3);
        margin-left: 0.2em;
      }
      .bar {
        width: 100%;
        height: 10px;
      }
      .once {
        fill: var(--oa-covered);
      }
      .bridged {
        fill: var(--oa-covered);
        fill-opacity: 0.4;
      }
      .repeated {
        fill: var(--oa-duplicate);
      }
      .core {
        fill: var(--oa-panel);
      }
      .gap {
        fill: var(--oa-gap);
      }
      dl {
        display: flex;
        gap: 14px;
        margin-top: 8px;
        font-size: 12px;
        line-height: 1.35;
      }
      dt {
        font-size: 11px;
        color: var(--oa-ink-2);
      }
      .total {
        margin-left: auto;
        text-align: right;
      }
      .agrees,
      .agrees dt {
        color: var(--oa-pass);
      }
      .differs,
      .differs dt {
        color: var(--oa-gap-text);
        font-weight: 600;
      }
      .awaited {
        min-height: 104px; /* as high as the numbers, so that rows stay where they are */
      }
      .none {
        margin-top: 8px;
        color: var(--oa-ink-2);
        font-size: 12px;
      }
    `,
  ];
}

customElements.define('coverage-head', CoverageHead);
