/** The preview beside the pointer: what the thing is, in two lines. */
import { css, html, nothing } from 'lit';
import type { Gap } from '../api/types.ts';
import type { Key } from '../i18n/dictionary.ts';
import { kmOfM, metres } from '../i18n/format.ts';
import type { Picked } from '../map/pick.ts';
import { townNames, zoneLevel } from '../panels/names.ts';
import { panelCss } from '../panels/panel-css.ts';
import { PanelElement } from '../panels/panel-element.ts';
import { PROGRESS, TYPES } from '../style/layers/outfalls.ts';
import type { Mode } from '../style/layers/state-lines.ts';

const word = <Value extends string>(value: unknown, values: readonly Value[]): Value | null =>
  values.includes(value as Value) ? (value as Value) : null;

export class MapTip extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    picked: { attribute: false },
    gap: { attribute: false },
    riverName: {},
    mode: {},
  };
  declare picked: Picked | null;
  declare gap: Gap | null;
  declare riverName: string;
  declare mode: Mode;

  constructor() {
    super();
    Object.assign(this, { picked: null, gap: null, riverName: '', mode: 'above_water' });
  }

  protected override updated(): void {
    if (!this.picked) return;
    const { x, y } = this.picked.point;
    const flip = x > window.innerWidth - 680;
    this.style.transform = `translate(${flip ? x - 14 : x + 14}px, ${y + 12}px)${flip ? ' translateX(-100%)' : ''}`;
  }

  #outfall({ properties }: Picked) {
    const { t } = this;
    const type = word(properties.type, TYPES) ?? 'untyped';
    const progress = word(properties.progress, PROGRESS);
    const behind = Number(properties.count ?? 1) - 1;
    // tiles name outfalls only close up
    return html`<b>${properties.name ?? t(type)}</b>
      <p>${properties.name ? `${t(type)} · ` : ''}${progress ? t(progress) : ''}${behind > 0 ? ` · +${behind}` : ''}</p>
      <p class="muted small">${properties.code ?? ''}</p>`;
  }

  #gap(gap: Gap) {
    const { t } = this;
    const unsurveyed: Key = this.mode === 'above_water' ? 'notSurveyedAbove' : 'notSurveyedUnder';
    return html`<b>${this.riverName}</b><span class="muted">${townNames(t, gap.town)}</span>
      <p><b class="alarm">${metres(gap.length_m)}</b> ${t(unsurveyed)}</p>
      <p class="muted small">${t('stationing', { from: kmOfM(gap.from_m), to: kmOfM(gap.to_m) })}</p>`;
  }

  #line({ kind, properties }: Picked) {
    const state = word(properties.state, ['once', 'bridged', 'repeated'] as const);
    const said = kind === 'gap' ? 'gap' : state;
    if (!this.riverName && !said) return nothing;
    return html`${this.riverName ? html`<b>${this.riverName}</b>` : nothing}
      <p class=${said === 'gap' ? 'alarm' : 'muted'}>${said ? this.t(said) : ''}</p>`;
  }

  #zone({ properties }: Picked) {
    return html`<b>${properties.name ?? this.t('protectedZone')}</b>
      <p class="muted">${zoneLevel(this.t, properties as { kind?: string; level?: string })}</p>`;
  }

  #said(picked: Picked) {
    if (picked.kind === 'outfall') return this.#outfall(picked);
    if (picked.kind === 'zone') return this.#zone(picked);
    return this.gap ? this.#gap(this.gap) : this.#line(picked);
  }

  protected override render() {
    const { picked } = this;
    return picked ? html`<div class="tip" role="tooltip">${this.#said(picked)}</div>` : nothing;
  }

  static override styles = [
    panelCss,
    css`
      :host {
        position: absolute;
        left: 0;
        top: 0;
        pointer-events: none;
        z-index: 4;
      }
      .tip {
        background: var(--oa-panel);
        border-radius: 6px;
        box-shadow: var(--oa-shadow);
        padding: 8px 11px;
        font-size: 12px;
        line-height: 1.45;
        max-width: 260px;
      }
      .tip > span {
        margin-left: 16px;
        float: right;
      }
      .alarm {
        color: var(--oa-gap-text);
      }
      @media (hover: none) {
        .tip {
          display: none;
        }
      }
    `,
  ];
}

customElements.define('map-tip', MapTip);
