/** The top bar: mark, district, mode, as-of date, data version, theme and language. */
import { html, nothing, svg } from 'lit';
import type { District, SurveyedMonth } from '../api/types.ts';
import type { Language } from '../i18n/dictionary.ts';
import type { ThemeChoice, ViewState } from '../state/view-state.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import '../strips/date-slider.ts';
import { monthBars, yearsOf } from '../strips/month-bars.ts';
import type { DayField } from './day-field.ts';
import './day-field.ts';
import { dataVersionName } from './names.ts';
import { panelCss } from './panel-css.ts';
import { PanelElement } from './panel-element.ts';
import { topBarCss } from './top-bar-css.ts';
import { topBarNarrowCss } from './top-bar-narrow-css.ts';

const MARK = svg`<path class="covered" d="M1 15c5-5 7 3 11-1s5-8 9-9"/><path class="gap" d="M8.2 14.6c1.4.5 2.6.5 3.8-.6"/>
  <circle class="dot" cx="15.5" cy="15.5" r="3"/>`;

export class TopBar extends PanelElement {
  static override properties = {
    ...PanelElement.properties,
    districts: { attribute: false },
    district: { attribute: false },
    mode: {},
    aboveOnly: { type: Boolean },
    asOf: {},
    compare: {},
    months: { attribute: false },
    monthsAwaited: { type: Boolean },
    theme: {},
    updatedAt: {},
    trouble: {},
    olderVersion: { attribute: false },
    open: { type: Boolean, reflect: true },
  };
  declare districts: readonly District[];
  declare district: District | null;
  declare mode: Mode;
  declare aboveOnly: boolean;
  declare asOf: string | null;
  declare compare: string | null; // the earlier day
  declare months: readonly SurveyedMonth[];
  declare monthsAwaited: boolean; // what was surveyed in them
  declare theme: ThemeChoice;
  declare open: boolean; // in a narrow window: with what there is no room for
  declare updatedAt: string; // clock time of the last news
  declare trouble: string | null; // why there are none
  declare olderVersion: number | null; // of the numbers, where the district's is not read yet

  constructor() {
    super();
    Object.assign(this, {
      districts: [],
      district: null,
      mode: 'above_water',
      aboveOnly: false,
      asOf: null,
      compare: null,
      months: [],
      monthsAwaited: false,
      theme: 'auto',
      updatedAt: '',
      trouble: null,
      olderVersion: null,
      open: false,
    });
  }

  #modes() {
    const button = (mode: Mode, label: string) => html`<button
      aria-pressed=${this.mode === mode && !this.aboveOnly}
      @click=${() => this.change({ mode, aboveOnly: false })}
    >
      ${label}
    </button>`;
    return html`<div class="segment mode" role="group" aria-label=${this.t('mode')}>
      ${button('above_water', this.t('aboveWater'))}${button('under_water', this.t('underWater'))}<button
        class="third"
        aria-pressed=${this.aboveOnly}
        @click=${() => this.#chooseDays({ mode: 'above_water', aboveOnly: true, asOf: null, compare: null })}
      >
        ${this.t('aboveNotUnder')}
      </button>
    </div>`;
  }

  #district() {
    const chosen = (event: Event) =>
      this.change({ district: (event.target as HTMLSelectElement).value, view: null, selection: null });
    const isNamedAlone = ({ name }: District) => this.districts.filter((other) => other.name === name).length === 1;
    const said = (district: District) =>
      isNamedAlone(district) ? district.name : `${district.name} · ${district.key}`;
    return html`<label class="district"
      ><span class="unseen">${this.t('district')}</span>
      <select title=${this.district ? `${this.district.name} · ${this.district.key}` : ''} @change=${chosen}>
        ${this.district ? nothing : html`<option value="" selected disabled>–</option>`}
        ${this.districts.map(
          (each) => html`<option value=${each.key} .selected=${each.key === this.district?.key}>${said(each)}</option>`,
        )}
      </select></label
    >`;
  }

  /** What was typed into their fields gives way. */
  #chooseDays(patch: Partial<ViewState>): void {
    for (const field of this.renderRoot.querySelectorAll<DayField>('day-field'))
      if (field.name in patch) field.forget();
    this.change(patch);
  }

  #day(field: 'asOf' | 'compare') {
    return html`<day-field
      class=${`day ${field}`}
      name=${field}
      label=${this.t(field)}
      empty=${this.t(field === 'asOf' ? 'asOfToday' : 'compareNone')}
      .value=${this[field]}
      .days=${this.district?.survey_days ?? null}
      language=${this.language}
      @oa-day=${({ detail }: CustomEvent<string | null>) => this.change({ [field]: detail })}
    ></day-field>`;
  }

  /** A whole year: as of its end, against the end of the one before. */
  #year() {
    const years = yearsOf(monthBars(this.months));
    if (years.length === 0) return nothing;
    const before = (year: string) => `${Number(year) - 1}-12-31`;
    const isShown = (year: string) => this.asOf === `${year}-12-31` && this.compare === before(year);
    const chosen = ({ target }: Event) => {
      const { value: year } = target as HTMLSelectElement;
      this.#chooseDays(year === '' ? { asOf: null, compare: null } : { asOf: `${year}-12-31`, compare: before(year) });
    };
    return html`<select class="year" aria-label=${this.t('year')} title=${this.t('yearNote')} @change=${chosen}>
      <option value="" .selected=${!years.some(isShown)}>${this.t('year')}</option>
      ${years.map((year) => html`<option value=${year} .selected=${isShown(year)}>${this.t('yearWhole', { year })}</option>`)}
    </select>`;
  }

  #slider() {
    if (this.months.length === 0) return nothing;
    return html`<date-slider
      plain
      width="136"
      .months=${this.months}
      ?awaited=${this.monthsAwaited}
      .value=${this.asOf}
      label=${this.t('asOf')}
      latest=${this.t('asOfToday')}
      @oa-as-of=${({ detail }: CustomEvent<string | null>) => this.#chooseDays({ asOf: detail })}
    ></date-slider>`;
  }

  #languages() {
    const button = (language: Language, label: string, tag: string) => html`<button
      lang=${tag}
      aria-pressed=${this.language === language}
      @click=${() => this.change({ language })}
    >
      ${label}
    </button>`;
    return html`<div class="segment language" role="group" aria-label=${this.t('language')}>
      ${button('zh', '中', 'zh-CN')}${button('en', 'EN', 'en')}
    </div>`;
  }

  #themes() {
    const chosen = (event: Event) => this.change({ theme: (event.target as HTMLSelectElement).value as ThemeChoice });
    const option = (value: ThemeChoice, label: string) =>
      html`<option value=${value} .selected=${this.theme === value}>${label}</option>`;
    return html`<label class="theme"
      ><span class="unseen">${this.t('theme')}</span
      ><select @change=${chosen}>
        ${option('auto', this.t('themeAuto'))}${option('light', this.t('themeLight'))}${option('dark', this.t('themeDark'))}
      </select></label
    >`;
  }

  /** Where there is no room: year, comparison and theme come below when they are asked for, on a phone days and language too. */
  #more() {
    const toggle = () => {
      this.open = !this.open;
    };
    return html`<button class="more" aria-expanded=${this.open} aria-label=${this.t('moreSettings')} title=${this.t('moreSettings')} @click=${toggle}>
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><path d="M3 6h8M15 6h2M3 14h2M9 14h8" /><circle cx="13" cy="6" r="2" /><circle cx="7" cy="14" r="2" /></svg>
    </button>`;
  }

  #dot() {
    const said = this.trouble ?? this.t('connected');
    return html`<span class="dot ${this.trouble === null ? 'fresh' : 'lost'}" role="img" aria-label=${said} title=${said}></span>`;
  }

  /** Of the numbers on the page; a newer one is said beside it until its own are there. */
  #version(district: District) {
    const { t, olderVersion, trouble } = this;
    const { version, recomputing } = district;
    const newer = String(version).padStart(4, '0');
    // as wide with and without its dot: nothing beside it moves while a version is read
    return html`<div class="version">
      ${olderVersion === null || trouble !== null ? this.#dot() : html`<span class="dot"></span>`}${dataVersionName(t, { version: olderVersion ?? version })}
      ${
        olderVersion !== null
          ? html`<div>${t('newerVersion', { version: newer })}</div>`
          : recomputing
            ? html`<div>${t('recomputing')}</div>`
            : html`<div class="muted">${t('updatedAt', { time: this.updatedAt })}</div>`
      }
    </div>`;
  }

  protected override render() {
    const { district, t } = this;
    const version = district && this.#version(district);
    return html`<header>
      <h1 class="brand"><svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">${MARK}</svg>${t('title')}
        <small lang=${this.language === 'zh' ? 'en' : 'zh-CN'}>${t('subtitle')}</small></h1>
      ${this.districts.length > 0 ? this.#district() : nothing} ${this.#modes()} ${this.#day('asOf')} ${this.#slider()} ${this.#year()} ${this.#day('compare')}
      <span class="space"></span>${version} ${this.#themes()} ${this.#languages()} ${this.#more()}
    </header>`;
  }

  static override styles = [panelCss, topBarCss, topBarNarrowCss];
}

customElements.define('top-bar', TopBar);
