/** The suggested day as a report: a sheet for the crew, routes for its receiver. */
import type { Snapshot } from '../../district/snapshot.ts';
import { MODE } from '../columns.ts';
import type { Column, Report } from '../report.ts';
import { type LineString, routeLines } from '../route-lines.ts';
import { DETOUR, type PlanQuery, type PlanRow, type PlanTotals, TRAVEL_KMH, visited } from './plan.ts';
import { shortNote } from './report.ts';

const COLUMNS: Column[] = [
  { key: 'order', zh: '顺序', en: 'order' },
  { key: 'number', zh: '缺口编号', en: 'gap number' },
  { key: 'river', zh: '河道', en: 'river' },
  MODE,
  { key: 'town', zh: '街镇', en: 'town' },
  { key: 'start_m', zh: '由 m', en: 'start m', decimals: 3 },
  { key: 'end_m', zh: '至 m', en: 'end m', decimals: 3 },
  { key: 'length_m', zh: '长度 m', en: 'length m', decimals: 3 },
  { key: 'travel_m', zh: '先行路程 m', en: 'travel before m' },
  { key: 'at_min', zh: '出发后 min', en: 'minutes after setting out', decimals: 1 },
];

export const TOTAL_COLUMNS: Column[] = [
  { key: 'pieces', zh: '段数', en: 'pieces' },
  { key: 'survey_km', zh: '排查 km', en: 'survey km', decimals: 3 },
  { key: 'travel_km', zh: '路程 km（含返回）', en: 'travel km, with the way back', decimals: 3 },
  { key: 'hours', zh: '用时 h', en: 'hours', decimals: 2 },
  { key: 'left_pieces', zh: '剩余段数', en: 'pieces left' },
  { key: 'left_km', zh: '剩余 km', en: 'km left', decimals: 3 },
  { key: 'nearest_km', zh: '出发地距最近缺口 km', en: 'km from the start to the nearest gap', decimals: 3 },
  { key: 'shortest_min', zh: '去一段并返回至少 min', en: 'minutes for one piece and back at least', decimals: 1 },
];

interface Planned {
  rows: readonly PlanRow[];
  totals: PlanTotals;
}

export function planReport(snapshot: Snapshot, query: PlanQuery, { rows, totals }: Planned, notes: string[]): Report {
  return {
    title: { zh: '补查日程建议', en: 'A suggested day' },
    columns: COLUMNS,
    rows: rows.map((row) => ({ ...row })),
    lead: { title: { zh: '合计', en: 'Totals' }, columns: TOTAL_COLUMNS, rows: [{ ...totals }] },
    notes: [...notes, ...planNotes(snapshot, query, totals)],
    geometries: () => visitLines(snapshot, rows),
    label: ({ order, number }) => `${String(order).padStart(2, '0')} ${number}`,
  };
}

/** What a reader of the day must know. */
export function planNotes(snapshot: Snapshot, query: PlanQuery, totals: PlanTotals): string[] {
  return [...emptyNote(query, totals), ...wayNotes(query), ...shortNote(snapshot, visited(query))];
}

/** A day without visits must not read as if nothing were to do. */
function emptyNote({ hours }: PlanQuery, { pieces, nearest_km, shortest_min }: PlanTotals): string[] {
  if (pieces > 0) return [];
  if (nearest_km === null) return ['没有符合条件的缺口 · no gap is as asked for'];
  const given = Math.round(hours * 600) / 10;
  return [
    `时间不够：最近的缺口距出发地 ${nearest_km} km，去一段并返回至少需 ${shortest_min} 分钟，只给了 ${given} 分钟 · too short a day: the nearest gap is ${nearest_km} km away, one piece and the way back take at least ${shortest_min} minutes, and ${given} are given`,
  ];
}

function wayNotes({ start, hours, surveyKmh, travelKmh = TRAVEL_KMH }: PlanQuery): string[] {
  return [
    `建议顺序，仅供参考，以现场安排为准 · a suggestion only: the crew decides`,
    `自 ${start.lon},${start.lat} 出发并返回，${hours} 小时，排查 ${surveyKmh} km/h，路途 ${travelKmh} km/h，路程按直线 × ${DETOUR} 估算（未用道路数据）· from there and back in ${hours} h, surveying at ${surveyKmh} km/h, travelling at ${travelKmh} km/h; travel is the straight line × ${DETOUR}, roads are not known`,
  ];
}

/** In the direction the crew goes. */
function visitLines(snapshot: Snapshot, rows: readonly PlanRow[]): LineString[] {
  const lines = routeLines(
    snapshot,
    rows.map(({ route, start_m, end_m }) => ({
      route,
      from_m: Math.min(start_m, end_m),
      to_m: Math.max(start_m, end_m),
    })),
  );
  return lines.map((line, i) =>
    rows[i].start_m <= rows[i].end_m ? line : { ...line, coordinates: [...line.coordinates].reverse() },
  );
}
