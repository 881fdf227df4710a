/**
 * The card's section on protected zones, kind by kind: each zone an outfall touches, how, and how far; else clear, or why nobody
 * can say. Icon and word, never colour alone; what is unknown never looks like a pass.
 */
import { css, html, nothing, svg, type TemplateResult } from 'lit';
import type { OutfallFlag } from '../api/types.ts';
import type { Key, Translate } from '../i18n/dictionary.ts';
import { metres } from '../i18n/format.ts';
import { zoneLevel } from './names.ts';

/** ✕ octagon inside, ! triangle for what is to be looked at, ✓ circle for clear without doubt, ? circle for what is not known. */
const ICONS = {
  fail: svg`<svg class="fail" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z"/><path d="M5.5 5.5l5 5m0-5-5 5"/></svg>`,
  consult: svg`<svg class="consult" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2 15 14H1z"/><path d="M8 6.5v3.6M8 12v.4"/></svg>`,
  pass: svg`<svg class="pass" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.5"/><path d="m5 8.2 2.2 2.2L11.2 6"/></svg>`,
  unknown: svg`<svg class="unknown" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.5" stroke-dasharray="2.5 2"/><path d="M6.2 6.4a1.9 1.9 0 1 1 2.6 1.8c-.6.3-.8.6-.8 1.2M8 11.4v.4"/></svg>`,
};

type Zone = NonNullable<OutfallFlag['zone']>;

const isDismissed = ({ decisions }: Zone, relation: string) =>
  decisions.some((each) => each.relation === relation && each.decision === 'dismissed');

/** What the flag comes to: a point inside that nobody dismissed is a fail; clear with a link or an outline in doubt is no pass. */
export function verdictOf({ state, doubts, zone }: OutfallFlag): keyof typeof ICONS {
  if (state === 'not_checked') return 'unknown';
  if (state === 'clear') return doubts.every((doubt) => doubt === 'no_conduit') ? 'pass' : 'consult';
  return zone?.relations.includes('inside') && !isDismissed(zone, 'inside') ? 'fail' : 'consult';
}

/** How, as a sentence. */
export function relationsOf(t: Translate, zone: Zone): string {
  const said = zone.relations.map((relation) => {
    const decided = zone.decisions.find((each) => each.relation === relation);
    const by =
      relation === 'conduit' && zone.conduits.length > 0 ? t('relBy', { names: zone.conduits.join(', ') }) : '';
    const said = `${t(`rel_${relation}`)}${by}`;
    return decided ? `${said} ${t(`flag_${decided.decision}`, { day: decided.decided_on })}` : said;
  });
  return said.join(' · ');
}

function words(t: Translate, { kind, state, reason, doubts, zone }: OutfallFlag): TemplateResult {
  const name =
    state === 'touches' && zone
      ? zoneLevel(t, { kind, level: zone.level })
      : kind === 'drinking_water'
        ? t('zonesOfWater')
        : zoneLevel(t, { kind });
  const result = state === 'touches' && zone ? relationsOf(t, zone) : t(`flag_${state}` as Key);
  const why = [reason, ...doubts].filter((each) => each !== null).map((each) => t(`flag_${each}` as Key));
  const where = zone && [state === 'touches' ? null : t('flagNearest'), zone.zone, zone.layer_date];
  return html`<div><b>${name}</b> ${result}${why.length > 0 ? html`<br />${why.join(' · ')}` : nothing}
    ${where ? html`<br /><span class="muted">${where.filter(Boolean).join(' · ')}</span>` : nothing}</div>`;
}

function row(t: Translate, flag: OutfallFlag): TemplateResult {
  const { zone } = flag;
  const away = zone && zone.distance_m !== null ? t('toBoundary', { m: metres(zone.distance_m) }) : null;
  const along = [zone?.river_up_m, zone?.river_down_m].filter((m) => typeof m === 'number').sort((a, b) => a - b)[0];
  return html`<li>
    ${ICONS[verdictOf(flag)]} ${words(t, flag)}
    <span class="far">${away}${along ? html`<br />${t('alongRiver', { m: metres(along) })}` : nothing}</span>
  </li>`;
}

/** Nothing of a record that was merged into another: that one has them. */
export function zoneSection(t: Translate, flags: readonly OutfallFlag[]) {
  if (flags.length === 0) return nothing;
  return html`<section class="zones">
    <h3>${t('zonesOfOutfall')}<span>${t('zonesNote')}</span></h3>
    <ul>${flags.map((flag) => row(t, flag))}</ul>
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
  .zones .unknown {
    stroke: var(--oa-ink-2);
  }
  .zones .pass {
    stroke: var(--oa-pass);
  }
  .far {
    text-align: right;
    white-space: nowrap;
  }
`;
