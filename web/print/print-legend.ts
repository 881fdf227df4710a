/** The legend on paper: what is switched on, with its swatch and its number. */
import { svg } from 'lit';
import type { CoverageDiff, Summary } from '../api/types.ts';
import type { Translate } from '../i18n/dictionary.ts';
import { km } from '../i18n/format.ts';
import { CHANGE_TOKENS } from '../map/changes.ts';
import { lineSwatch, progressSwatch, riverSwatch, stateSwatch, typeSwatch } from '../panels/legend-swatches.ts';
import { intakeSwatch, sewerSwatch, zoneSwatch } from '../panels/legend-swatches-around.ts';
import { typeClassName } from '../panels/names.ts';
import { comparedDay, type ViewState } from '../state/view-state.ts';
import { OUTFALL_ZOOM, TYPES } from '../style/layers/outfalls.ts';
import { SEWER_LOOKS, SEWER_ZOOM } from '../style/layers/sewers.ts';
import { ZONE_LOOKS } from '../style/layers/zones.ts';
import { hasPlainRivers, undrawnIn } from '../style/legend-layers.ts';

interface Row {
  key: string;
  swatch: unknown;
  name: string;
  value: string;
  /** Below this zoom the map has none. */
  fromZoom?: number;
}
export interface LegendGroup {
  title: string;
  rows: Row[];
}

const STATES = ['once', 'bridged', 'repeated', 'gap'] as const;
const PROGRESS = ['action_needed', 'in_work', 'suspect', 'closed_out'] as const;
const TOWN = svg`<svg width="26" height="12" aria-hidden="true"><path class="edge" d="M1 6H25"/></svg>`;

/** The numbers of what is on the map; null what is not read, or not shown. */
export interface Figures {
  summary: Summary | null;
  /** Surveyed above water and not under it, where the map shows that. */
  aboveOnlyKm: number | null;
  /** Since the earlier day, where the map shows that. */
  changes: CoverageDiff | null;
  /** Of a share; absent: all. */
  layers?: readonly string[];
}

/** What is not drawn at the zoom, and groups without a row, are left out. */
export function printLegend(
  t: Translate,
  figures: Figures,
  state: ViewState,
  zoom: number,
  count: (value: number) => string,
): LegendGroup[] {
  const compared = comparedDay(state);
  const undrawn = [...state.hidden, ...undrawnIn(figures.layers)];
  const groups = [
    withPlainRivers(state.aboveOnly ? aboveOnly(t, figures) : states(t, figures, state), t, figures),
    ...(compared ? [changes(t, figures, compared)] : []),
    ...outfalls(t, figures, count),
    zones(t),
    reference(t),
  ];
  const isDrawn = ({ key, fromZoom = 0 }: Row) => !undrawn.includes(key) && zoom >= fromZoom;
  return groups.map(({ title, rows }) => ({ title, rows: rows.filter(isDrawn) })).filter(({ rows }) => rows.length > 0);
}

/** Before all else, where no surveyed stretch is on the map. */
function withPlainRivers({ title, rows }: LegendGroup, t: Translate, { summary, layers }: Figures): LegendGroup {
  if (!hasPlainRivers(undrawnIn(layers), layers)) return { title, rows };
  const value = summary ? km(summary.length_km) : '';
  return { title, rows: [{ key: 'rivers', swatch: riverSwatch, name: t('plainRivers'), value }, ...rows] };
}

function states(t: Translate, { summary }: Figures, { mode }: ViewState): LegendGroup {
  return {
    title: `${t('coverageOf', { mode: t(mode === 'above_water' ? 'aboveWater' : 'underWater') })} · km`,
    rows: STATES.map((state) => ({
      key: state,
      swatch: stateSwatch(state),
      name: t(state),
      value: summary ? km(summary.states[state]) : '',
    })),
  };
}

const aboveOnly = (t: Translate, { aboveOnlyKm }: Figures): LegendGroup => ({
  title: `${t('aboveNotUnderTitle')} · km`,
  rows: [
    {
      key: 'above-only',
      swatch: lineSwatch('gap'),
      name: t('aboveNotUnder'),
      value: aboveOnlyKm === null ? '' : km(aboveOnlyKm),
    },
    { key: 'under-done', swatch: lineSwatch('under-water'), name: t('underDone'), value: '' },
  ],
});

const changes = (t: Translate, figures: Figures, day: string): LegendGroup => ({
  title: `${t('comparedWith', { day })} · km`,
  rows: (['newly_covered', 'newly_repeated', 'lost'] as const).map((change) => ({
    key: change,
    swatch: lineSwatch(CHANGE_TOKENS[change]),
    name: t(change),
    value: figures.changes ? km(figures.changes[`${change}_km`]) : '',
  })),
});

function outfalls(t: Translate, { summary }: Figures, count: (value: number) => string): LegendGroup[] {
  const found = summary?.outfalls;
  return [
    {
      title: t('outfallType'),
      rows: TYPES.map((type) => ({
        key: `type:${type}`,
        swatch: typeSwatch(type),
        name: typeClassName(t, type),
        value: found ? count(found.by_type[type] ?? 0) : '',
        fromZoom: OUTFALL_ZOOM,
      })),
    },
    {
      title: t('outfallProgress'),
      rows: PROGRESS.map((progress) => ({
        key: `progress:${progress}`,
        swatch: progressSwatch(progress),
        name: t(progress),
        value: found ? count(found.by_progress[progress] ?? 0) : '',
        fromZoom: OUTFALL_ZOOM,
      })),
    },
  ];
}

const zones = (t: Translate): LegendGroup => ({
  title: t('zones'),
  rows: [
    ...ZONE_LOOKS.map((look) => ({
      key: `zone:${look}`,
      swatch: zoneSwatch(look),
      name: t(`zone_${look}`),
      value: '',
    })),
    { key: 'intakes', swatch: intakeSwatch, name: t('intakes'), value: '' },
  ],
});

const reference = (t: Translate): LegendGroup => ({
  title: t('reference'),
  rows: [
    { key: 'towns', swatch: TOWN, name: t('townEdges'), value: '' },
    ...SEWER_LOOKS.map((look) => ({
      key: `sewer:${look}`,
      swatch: sewerSwatch(look),
      name: t(`sewer_${look}`),
      value: '',
      fromZoom: SEWER_ZOOM,
    })),
  ],
});
