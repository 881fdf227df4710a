/** What the page of strips says before its rows: of what and when, the figures, the legend. */
import { html, nothing } from 'lit';
import type { RiverSums } from '../api/types.ts';
import { count, km } from '../i18n/format.ts';
import { dataVersionName } from '../panels/names.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import type { Choosing } from './strips-controls.ts';
import { legend } from './strips-legend.ts';
import { prefixOf } from './strips-rows.ts';

function figures({ t, state }: Choosing, total: RiverSums | null, modes: readonly Mode[]) {
  return html`<div class="figures">
    ${modes.map((mode) => {
      const prefix = prefixOf(mode);
      const name = t(mode === 'above_water' ? 'aboveWater' : 'underWater');
      const said = {
        mode: state.language === 'en' ? name.toLowerCase() : name,
        count: total ? count(total[`${prefix}_gaps`] ?? 0) : '–',
      };
      const percent = total?.[`${prefix}_percent`] ?? null;
      const sum = (part: 'gap' | 'duplicate') => (total ? km(total[`${prefix}_${part}_km`] ?? 0) : '–');
      return html`<div><b>${percent === null ? '–' : `${percent.toFixed(2)} %`}</b><span>${t('ofLength', said)}</span></div>
        <div><b class="alarm">${sum('gap')} km</b><span>${t('gapSum', said)}</span></div>
        <div class="minor"><b>${sum('duplicate')} km</b><span>${t('duplicateSum', said)}</span></div>`;
    })}
  </div>`;
}

export function head(of: Choosing, modes: readonly Mode[]) {
  const { t, state, data } = of;
  const report = data.hasFigures ? data.report : null;
  const district = data.district(state.district);
  const counted = report && {
    count: count(report.items.length),
    all: count(report.rivers),
    km: km(report.total.length_km),
  };
  return html`<header>
      <div><h1>${t('stripsTitle', { district: district?.name ?? '' })}</h1><p>${t('stripsAbout')}</p></div>
      <p class="meta">
        ${t('asOf')} ${state.asOf ?? t('asOfToday')}${state.knownAt === null ? nothing : html` · ${t('knownAt')} ${state.knownAt}`}${report ? html` · ${dataVersionName(t, report)}<br />${t('stripsCount', counted!)}` : nothing}
        ${district?.synthetic ? html`<br />${t('synthetic')}` : nothing}
      </p>
    </header>
    ${district ? figures(of, report?.total ?? null, modes) : nothing} ${legend(t)}`;
}
