/** The legend on paper: what is switched on, with its swatch and its number. */
import { svg } from 'lit';
import type { Summary } from '../api/types.ts';
import type { Translate } from '../i18n/dictionary.ts';
import { km } from '../i18n/format.ts';
import { progressSwatch, stateSwatch, typeSwatch } from '../panels/legend-swatches.ts';
import { intakeSwatch, zoneSwatch } from '../panels/legend-swatches-around.ts';
import type { ViewState } from '../state/view-state.ts';
import { OUTFALL_ZOOM, TYPES } from '../style/layers/outfalls.ts';
import { ZONE_LOOKS } from '../style/layers/zones.ts';

interface Row {
  key: string;
  swatch: unknown;
  name: string;
  value: string;
}
export interface LegendGroup {
  title: string;
  rows: Row[];
}

const STATES = ['once', 'bridged', 'repeated', 'gap'] as const;
const PROGRESS = ['action_needed', 'in_work', 'suspect', 'closed_out'] as const;
const TOWN = svg`<svg width="26" height="12" aria-hidden="true"><path class="edge" d="M1 6H25"/></svg>`;

/** What is not drawn at the zoom, and groups without a row, are left out. At an earlier day the map tells covered from gap only. */
export function printLegend(
  t: Translate,
  summary: Summary | null,
  { hidden, asOf, mode }: ViewState,
  zoom: number,
  count: (value: number) => string,
): LegendGroup[] {
  const states = asOf === null ? STATES : (['once', 'gap'] as const);
  const outfalls = summary?.outfalls;
  const groups: LegendGroup[] = [
    {
      title: `${t('coverageOf', { mode: t(mode === 'above_water' ? 'aboveWater' : 'underWater') })} · km`,
      rows: states.map((state) => ({
        key: state,
        swatch: stateSwatch(state),
        name: t(state),
        value: summary && asOf === null ? km(summary.states[state]) : '',
      })),
    },
    {
      title: t('outfallType'),
      rows: TYPES.map((type) => ({
        key: `type:${type}`,
        swatch: typeSwatch(type),
        name: t(type),
        value: outfalls ? count(outfalls.by_type[type] ?? 0) : '',
      })),
    },
    {
      title: t('outfallProgress'),
      rows: PROGRESS.map((progress) => ({
        key: `progress:${progress}`,
        swatch: progressSwatch(progress),
        name: t(progress),
        value: outfalls ? count(outfalls.by_progress[progress] ?? 0) : '',
      })),
    },
    {
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
    },
    { title: t('reference'), rows: [{ key: 'towns', swatch: TOWN, name: t('townEdges'), value: '' }] },
  ];
  const isDrawn = ({ key }: Row) => !hidden.includes(key) && (zoom >= OUTFALL_ZOOM || !/^(type|progress):/.test(key));
  return groups.map(({ title, rows }) => ({ title, rows: rows.filter(isDrawn) })).filter(({ rows }) => rows.length > 0);
}
