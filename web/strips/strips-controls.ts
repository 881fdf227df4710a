/** What the page of strips is chosen by, and where it leads: filters, mode and day, order and scale; files, paper, theme and language. */
import { html } from 'lit';
import type { Key, Translate } from '../i18n/dictionary.ts';
import { levelName, townName } from '../panels/names.ts';
import '../panels/day-field.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import './date-slider.ts';
import type { StripsData } from './strips-data.ts';
import { LEVELS, SORTS, type StripsState, viewerUrl } from './strips-state.ts';

/** The page as its parts see it. */
export interface Choosing {
  t: Translate;
  state: StripsState;
  data: StripsData;
  apply(patch: Partial<StripsState>): void;
  /** What is typed is searched for after a while. */
  search(typed: string): void;
}

function select<Value extends string>(
  t: Translate,
  label: Key,
  value: Value,
  options: readonly (readonly [Value, string])[],
  choose: (value: Value) => void,
) {
  return html`<select aria-label=${t(label)} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Value)}>
    ${options.map(([each, text]) => html`<option value=${each} .selected=${each === value}>${text}</option>`)}
  </select>`;
}

export function controls({ t, state, data, apply, search }: Choosing) {
  const towns = data.towns.map((row) => [row.key, townName(t, row)] as const);
  const typed = (event: Event) => search((event.target as HTMLInputElement).value);
  return html`<div class="controls" role="group" aria-label=${t('filters')}>
    <input type="search" .value=${state.search} placeholder=${t('searchRiver')} aria-label=${t('searchRiver')} @input=${typed} />
    ${select(t, 'columnTown', state.town ?? '', [['', t('allTowns')], ...towns], (town) => apply({ town: town || null }))}
    ${select(t, 'columnLevel', state.level ?? '', [['', t('allLevels')], ...LEVELS.map((each) => [each, levelName(t, each)] as const)], (level) => apply({ level: level || null }))}
    ${select(
      t,
      'mode',
      state.mode ?? '',
      [
        ['', t('bothModes')],
        ['above_water', t('aboveWater')],
        ['under_water', t('underWater')],
      ],
      (mode) => apply({ mode: (mode || null) as Mode | null }),
    )}
    <span>${t('asOf')}</span>
    <date-slider .months=${data.months} ?awaited=${data.monthsAwaited} .value=${state.asOf} label=${t('asOf')} latest=${t('asOfToday')} @oa-as-of=${({ detail }: CustomEvent<string | null>) => apply({ asOf: detail })}></date-slider>
    <day-field label=${t('asOfPick')} empty=${t('asOfToday')} .value=${state.asOf} .days=${data.district(state.district)?.survey_days ?? null} language=${state.language} @oa-day=${({ detail }: CustomEvent<string | null>) => apply({ asOf: detail })}></day-field>
    ${select(
      t,
      'sortBy',
      state.sort,
      SORTS.map((each) => [each, t(`sort_${each}`)] as const),
      (sort) => apply({ sort }),
    )}
    ${select(
      t,
      'scaleLabel',
      state.scale,
      [
        ['common', t('scaleCommon')],
        ['full', t('scaleFull')],
      ],
      (scale) => apply({ scale }),
    )}
  </div>`;
}

export function bar({ t, state, apply }: Choosing, file: (format: string) => string) {
  const map = viewerUrl(state, '').replace(/&?select=/, '');
  return html`<nav>
    <a href=${map}>← ${t('backToMap')}</a>
    <span class="push"></span>
    <a href=${file('csv')}>CSV</a><a href=${file('xlsx')}>XLSX</a><a href=${file('geojson')}>GeoJSON</a>
    <a class="print" href=${file('html')} target="_blank">${t('printA4')}</a>
    ${select(
      t,
      'theme',
      state.theme,
      [
        ['auto', t('themeAuto')],
        ['light', t('themeLight')],
        ['dark', t('themeDark')],
      ],
      (theme) => apply({ theme }),
    )}
    <button lang=${state.language === 'zh' ? 'en' : 'zh-CN'} @click=${() => apply({ language: state.language === 'zh' ? 'en' : 'zh' })}>
      ${state.language === 'zh' ? 'EN' : '中文'}
    </button>
  </nav>`;
}
