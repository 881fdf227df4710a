/** The strip of land along the rivers as a report: sums, then a row per square with its outline. */
import type { Database, Executor } from '../../db/database.ts';
import type { District } from '../../district/district.ts';
import { readKnown } from '../../district/known/load-known.ts';
import type { Moment } from '../../district/known/moment.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { type Plane, planeOf } from '../../import/plane.ts';
import { scopeNotes } from '../facets/notes.ts';
import { reportNotes } from '../notes.ts';
import { inOneVersion } from '../one-version.ts';
import type { Column, Report } from '../report.ts';
import { type CellRow, type CellsQuery, cellRows, corners, INLAND_M } from './cells.ts';

const STATE = { surveyed: '已到', to_do: '待排查' };
export const CELL_COLUMNS: Column[] = [
  { key: 'cell', zh: '网格', en: 'square' },
  { key: 'town', zh: '街镇', en: 'town' },
  { key: 'state', zh: '状态', en: 'state', words: STATE },
  { key: 'priority', zh: '重点项数', en: 'priority' },
  { key: 'residential', zh: '居住区', en: 'residential areas' },
  { key: 'parks', zh: '园区', en: 'parks' },
  { key: 'outfalls', zh: '排污口', en: 'outfalls' },
  { key: 'walked_m', zh: '轨迹长度 m', en: 'walked m', decimals: 1 },
  { key: 'last_day', zh: '最近排查日', en: 'last day' },
  { key: 'river_m', zh: '河长 m', en: 'river m', decimals: 3 },
  { key: 'gap_m', zh: '河道缺口 m', en: 'river gap m', decimals: 3 },
];

export interface CellSums {
  squares: number;
  surveyed: number;
  to_do: number;
  /** Of to_do: where people, industry or outfalls are. */
  to_do_priority: number;
}

export interface CellAnswer {
  district: District;
  plane: Plane;
  rows: CellRow[];
  sums: CellSums;
  /** What the rows mean. */
  notes: string[];
}

/** @param load  gives the district as of its newest version, in memory. @throws DomainError as cellRows, `data_changing` (409) */
export function cellAnswer(db: Database, load: () => Promise<Snapshot>, query: CellsQuery): Promise<CellAnswer> {
  return inOneVersion(db, load, (tx, snapshot) => answerOf(tx, snapshot, query));
}

/** As the register was known at a moment, outfalls and areas too. @throws DomainError as cellRows and loadKnown (409) */
export async function knownCellAnswer(
  db: Database,
  key: string,
  moment: Moment,
  query: CellsQuery,
): Promise<CellAnswer> {
  const read = (tx: Executor, snapshot: Snapshot) => answerOf(tx, snapshot, query);
  const { district, answer } = await readKnown(db, key, moment, ['outfall'], read);
  return { ...answer, district };
}

async function answerOf(tx: Executor, snapshot: Snapshot, query: CellsQuery): Promise<CellAnswer> {
  const rows = await cellRows(tx, snapshot, query);
  const { district } = snapshot;
  const plane = await planeOf(tx, district.planeSrid);
  return { district, plane, rows, sums: sumsOf(rows), notes: cellNotes(snapshot, query) };
}

function sumsOf(rows: readonly CellRow[]): CellSums {
  const toDo = rows.filter(({ state }) => state === 'to_do');
  return {
    squares: rows.length,
    surveyed: rows.length - toDo.length,
    to_do: toDo.length,
    to_do_priority: toDo.filter(({ priority }) => priority > 0).length,
  };
}

export function cellReport(
  { district, plane, rows, sums, notes }: CellAnswer,
  query: CellsQuery,
  more: string[] = [],
): Report {
  return {
    title: { zh: '沿岸网格排查', en: 'Survey net along the rivers' },
    columns: CELL_COLUMNS,
    rows: rows.map((row) => ({ ...row })),
    lead: { title: { zh: '合计', en: 'Sums' }, columns: SUM_COLUMNS, rows: [{ ...sums }] },
    notes: [...reportNotes(district, query.asOf), ...more, ...notes],
    geometries: () => rows.map(({ cell }) => outline(plane, cell)),
    label: ({ cell }) => String(cell),
  };
}

const SUM_COLUMNS: Column[] = [
  { key: 'squares', zh: '网格数', en: 'squares' },
  { key: 'surveyed', zh: '已到', en: 'surveyed' },
  { key: 'to_do', zh: '待排查', en: 'to do' },
  { key: 'to_do_priority', zh: '其中重点', en: 'of it with people, industry or outfalls' },
];

function cellNotes(snapshot: Snapshot, { inlandM = INLAND_M, town, ...asked }: CellsQuery): string[] {
  return [
    ...scopeNotes(snapshot, asked),
    ...(town === undefined ? [] : [`只列中心在该街镇的网格 · only squares whose middle is in town ${town}`]),
    `岸线向陆地 ${inlandM} 米内、边长 250 米的网格；水上轨迹（清洗后）在格内满 50 米为已到，台账记录不计；全为水面的网格不列 · squares of 250 m within ${inlandM} m of the banks; surveyed: 50 m or more of tracks above water, cleaned, run in the square, table records do not count; squares that are all water are left out`,
    '重点：人口集中（居住区）、工业聚集（园区）、排污口所在 · priority: people (residential areas), industry (parks), outfalls',
  ];
}

/** GeoJSON, EPSG:4326, anticlockwise. */
export function outline(plane: Plane, cell: string) {
  const degrees = new Float64Array(2);
  const ring = corners(cell).map(([x, y]) => {
    plane.inverse(x, y, degrees, 0);
    return [...degrees];
  });
  return { type: 'Polygon', coordinates: [ring] };
}
