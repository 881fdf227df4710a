/** The card's section on protected zones: each zone an outfall touches, how, and how far; icon and word, never colour alone. */
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import type { ZoneFlag } from '../api/types.ts';
import type { Translate } from '../i18n/dictionary.ts';
import { metres } from '../i18n/format.ts';
import { zoneLevel } from './names.ts';

/** ✕ octagon inside, ! triangle for what is to be looked at. */
const INSIDE = svg`<svg class="fail" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z"/><path d="M5.5 5.5l5 5m0-5-5 5"/></svg>`;
const LOOK = svg`<svg class="consult" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2 15 14H1z"/><path d="M8 6.5v3.6M8 12v.4"/></svg>`;
const CLEAR = svg`<svg class="pass" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.5"/><path d="m5 8.2 2.2 2.2L11.2 6"/></svg>`;

function row(t: Translate, flag: ZoneFlag): TemplateResult {
  const { relation, zone, distance_m, river_distance_m, layer_date } = flag;
  const away = distance_m === null ? null : t('toBoundary', { m: metres(distance_m) });
  const along = river_distance_m ? t('alongRiver', { m: metres(river_distance_m) }) : null;
  return html`<li>
    ${relation === 'inside' ? INSIDE : LOOK}
    <div><b>${zoneLevel(t, flag)}</b> ${t(`rel_${relation}`)}<br /><span class="muted">${[zone, layer_date].filter(Boolean).join(' · ')}</span></div>
    <span class="far">${away}${along ? html`<br />${along}` : nothing}</span>
  </li>`;
}

/** Nothing while the relations are not read: an empty list must not look like a verdict. */
export function zoneSection(t: Translate, flags: readonly ZoneFlag[] | null) {
  if (!flags) return nothing;
  const none = html`<li>${CLEAR}<div>${t('zonesNone')}</div></li>`;
  return html`<section class="zones">
    <h3>${t('zonesOfOutfall')}<span>${t('zonesNote')}</span></h3>
    <ul>${flags.length === 0 ? none : flags.map((flag) => row(t, flag))}</ul>
  </section>`;
}

export const zoneSectionCss = css`
  .zones li {
    display: grid;
    grid-template-columns: 20px 1fr auto;
    gap: 6px;
    padding: 4px 0;
    font-size: 12.5px;
    line-height: 1.4;
  }
  .zones svg {
    margin-top: 1px;
    fill: none;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .zones .fail {
    stroke: var(--oa-fail);
  }
  .zones .consult {
    stroke: var(--oa-consult);
  }
  .zones .pass {
    stroke: var(--oa-pass);
  }
  .far {
    text-align: right;
    white-space: nowrap;
  }
`;
