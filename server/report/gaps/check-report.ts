/** What of a plan is done already, as a report. */
import type { Snapshot } from '../../district/snapshot.ts';
import { MODE } from '../columns.ts';
import type { Column, Report } from '../report.ts';
import { routeLines } from '../route-lines.ts';
import type { CheckRow, CheckTotals } from './check.ts';

const COLUMNS: Column[] = [
  { key: 'state', zh: '状态', en: 'state', words: { new: '未排查', done: '已排查' } },
  { key: 'river', zh: '河道', en: 'river' },
  { key: 'route', zh: '线路', en: 'route' },
  { key: 'from_m', zh: '起 m', en: 'from m', decimals: 3 },
  { key: 'to_m', zh: '止 m', en: 'to m', decimals: 3 },
  { key: 'length_m', zh: '长度 m', en: 'length m', decimals: 3 },
  { key: 'last_on', zh: '最近排查日', en: 'last surveyed on' },
  { key: 'surveys', zh: '次数', en: 'surveys' },
  { key: 'evidence', zh: '依据', en: 'evidence', words: { track: '轨迹', record: '记录' } },
];

/** Not public. */
const PRIVATE: Column[] = [
  { key: 'crew', zh: '班组', en: 'crew' },
  { key: 'evidence_id', zh: '轨迹或记录序号', en: 'id of track or record' },
];

const TOTALS: Column[] = [
  MODE,
  { key: 'planned_km', zh: '计划河道 km', en: 'planned river km', decimals: 6 },
  { key: 'new_km', zh: '其中未排查 km', en: 'of it new km', decimals: 6 },
  {
    key: 'avoided_km',
    zh: '其中已排查（可免重复）km',
    en: 'of it done already, repeated work avoided km',
    decimals: 6,
  },
  { key: 'line_km', zh: '计划线长 km', en: 'drawn plan km', decimals: 6 },
];

interface Checked {
  rows: readonly CheckRow[];
  totals: CheckTotals;
}

export function checkReport(snapshot: Snapshot, { rows, totals }: Checked, reveal: boolean, notes: string[]): Report {
  return {
    title: { zh: '计划查重', en: 'A plan against what is surveyed' },
    columns: reveal ? [...COLUMNS, ...PRIVATE] : COLUMNS,
    rows: rows.map((row) => ({ ...row })),
    lead: { title: { zh: '合计', en: 'Totals' }, columns: TOTALS, rows: [{ ...totals }] },
    notes: [
      ...notes,
      '计划不入库；已排查：计划所及各岸均已排查 · the plan is not stored; done: every bank that the plan reaches has been surveyed',
    ],
    geometries: () => routeLines(snapshot, rows),
    label: ({ state, river, route, last_on }) => `${river ?? `#${route}`} ${state}${last_on ? ` ${last_on}` : ''}`,
  };
}
