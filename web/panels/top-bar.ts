/** The top bar: mark, district, mode, as-of date, data version, theme and language. */
import { css, html, nothing, svg } from 'lit';
import type { District } from '../api/types.ts';
import type { Language } from '../i18n/dictionary.ts';
import type { ThemeChoice } from '../state/view-state.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { panelCss } from './panel-css.ts';
import { PanelElement } from './panel-element.ts';

const MARK = svg`<path class="covered" d="M1 15c5-5 7 3 11-1s5-8 9-9"/><path class="gap" d="M8.2 14.6c1.4.5 2.6.5 3.8-.6"/>
  <circle class="dot" cx="15.5" cy="15.5" r="3"/>`;

export class TopBar extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    districts: { attribute: false },
    district: { attribute: false },
    mode: {},
    asOf: {},
    theme: {},
    updatedAt: {},
  };
  declare districts: readonly District[];
  declare district: District | null;
  declare mode: Mode;
  declare asOf: string | null;
  declare theme: ThemeChoice;
  declare updatedAt: string; // clock time of the last news

  constructor() {
    super();
    Object.assign(this, {
      districts: [],
      district: null,
      mode: 'above_water',
      asOf: null,
      theme: 'auto',
      updatedAt: '',
    });
  }

  #modes() {
    const button = (mode: Mode, label: string) => html`<button
      aria-pressed=${this.mode === mode}
      @click=${() => this.change({ mode })}
    >
      ${label}
    </button>`;
    return html`<div class="segment mode" role="group" aria-label=${this.t('mode')}>
      ${button('above_water', this.t('aboveWater'))}${button('under_water', this.t('underWater'))}
    </div>`;
  }

  #district() {
    const chosen = (event: Event) =>
      this.change({ district: (event.target as HTMLSelectElement).value, view: null, selection: null });
    return html`<label class="district"
      ><span class="unseen">${this.t('district')}</span>
      <select @change=${chosen}>
        ${this.districts.map(
          ({ key, name }) =>
            html`<option value=${key} ?selected=${key === this.district?.key}>${name} · ${key}</option>`,
        )}
      </select></label
    >`;
  }

  #asOfDate() {
    const days = this.district?.survey_days;
    const chosen = (event: Event) => this.change({ asOf: (event.target as HTMLInputElement).value || null });
    return html`<label class="as-of"
      ><span class="small muted">${this.t('asOf')}</span>
      <input type="date" .value=${this.asOf ?? ''} min=${days?.from ?? nothing} @change=${chosen}
    /></label>`;
  }

  #languages() {
    const button = (language: Language, label: string, tag: string) => html`<button
      lang=${tag}
      aria-pressed=${this.language === language}
      @click=${() => this.change({ language })}
    >
      ${label}
    </button>`;
    return html`<div class="segment" role="group" aria-label=${this.t('language')}>
      ${button('zh', '中', 'zh-CN')}${button('en', 'EN', 'en')}
    </div>`;
  }

  #themes() {
    const chosen = (event: Event) => this.change({ theme: (event.target as HTMLSelectElement).value as ThemeChoice });
    const option = (value: ThemeChoice, label: string) =>
      html`<option value=${value} ?selected=${this.theme === value}>${label}</option>`;
    return html`<label class="theme"
      ><span class="unseen">${this.t('theme')}</span
      ><select @change=${chosen}>
        ${option('auto', this.t('themeAuto'))}${option('light', this.t('themeLight'))}${option('dark', this.t('themeDark'))}
      </select></label
    >`;
  }

  protected override render() {
    const { district, t } = this;
    const version =
      district &&
      html`<div class="version">
      <span class="fresh"></span>${t('dataVersion', { version: String(district.version).padStart(4, '0') })}
      <div class="muted">${t('updatedAt', { time: this.updatedAt })}</div>
    </div>`;
    return html`<header>
      <h1 class="brand"><svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">${MARK}</svg>${t('title')}
        <small lang=${this.language === 'zh' ? 'en' : 'zh-CN'}>${t('subtitle')}</small></h1>
      ${this.districts.length > 0 ? this.#district() : nothing} ${this.#modes()} ${this.#asOfDate()}
      <span class="space"></span>${version} ${this.#themes()} ${this.#languages()}
    </header>`;
  }

  static override styles = [
    panelCss,
    css`
      header {
        height: 52px;
        background: var(--oa-panel);
        border-bottom: 1px solid var(--oa-line);
        display: flex;
        align-items: center;
        padding: 0 14px;
        gap: 18px;
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 9px;
        font: 600 15px/1.3 var(--oa-sans);
        letter-spacing: 0.02em;
        white-space: nowrap;
        margin: 0;
      }
      .brand small {
        font-weight: 400;
        color: var(--oa-ink-3);
        font-size: 11px;
      }
      .brand path {
        fill: none;
        stroke-width: 3.4;
      }
      .brand .covered {
        stroke: var(--oa-covered);
      }
      .brand .gap {
        stroke: var(--oa-gap);
      }
      .brand .dot {
        fill: var(--oa-ink-1);
      }
      select,
      input[type='date'] {
        border: 1px solid var(--oa-line-2);
        border-radius: 6px;
        height: 30px;
        padding: 0 8px;
        background: var(--oa-panel);
      }
      .district select {
        font-weight: 600;
        max-width: 220px;
      }
      .theme select {
        font-size: 12px;
        color: var(--oa-ink-2);
      }
      .as-of {
        display: flex;
        align-items: center;
        gap: 8px;
        white-space: nowrap;
      }
      .as-of input {
        font-weight: 600;
        width: 136px;
      }
      .space {
        flex: 1;
      }
      .version {
        font-size: 11px;
        color: var(--oa-ink-2);
        line-height: 1.35;
        text-align: right;
        white-space: nowrap;
      }
      .fresh {
        display: inline-block;
        width: 6px;
        height: 6px;
        border-radius: 3px;
        background: var(--oa-pass);
        margin-right: 5px;
        vertical-align: 1px;
      }
      @media (max-width: 1180px) {
        .version .muted,
        .brand small {
          display: none;
        }
      }
      @media (max-width: 1000px) {
        .as-of span {
          display: none;
        }
      }
      @media (max-width: 759px) {
        header {
          gap: 8px;
          padding: 0 8px;
        }
        .brand {
          font-size: 0;
          gap: 0;
        }
        .version,
        .as-of,
        .theme {
          display: none;
        }
        .district select {
          max-width: 140px;
        }
        .segment button {
          padding: 6px 9px;
        }
      }
    `,
  ];
}

customElements.define('top-bar', TopBar);
