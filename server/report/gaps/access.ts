/** Where a crew gets to the water of a gap: the nearest place on land, else the surveyed river it can come along. */
import type { Executor } from '../../db/database.ts';
import type { Mode } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { eachStretch, GAP, riverState } from '../../engine/coverage/states.ts';
import { findRoute } from '../../engine/rulers.ts';
import { planeOf } from '../../import/plane.ts';
import { lastDay } from '../as-of.ts';
import { routeBanks } from '../bank-surveys.ts';
import type { GapRow } from '../gaps.ts';
import type { Column, MapFeature, Row } from '../report.ts';
import { routeLines } from '../route-lines.ts';

/** Metres: farther is no way in. Roads, bridges and gates are not in the register. */
export const ACCESS_M = 1000;

export const ACCESS_KINDS = ['residential', 'park', 'manhole', 'section', 'levee', 'site', 'surveyed'] as const;

const KIND_WORDS: Record<(typeof ACCESS_KINDS)[number], string> = {
  residential: '居住区',
  park: '园区',
  manhole: '检查井',
  section: '监测断面',
  levee: '堤防',
  site: '场所',
  surveyed: '已排查河段',
};

export interface Access {
  /** On land; surveyed: the nearest surveyed metre of the same route, where nothing is on land. Null: nothing is within 1000 m. */
  access_kind: (typeof ACCESS_KINDS)[number] | null;
  access_name: string | null;
  /** Straight from the gap; of surveyed along the river. */
  access_m: number | null;
  access_lon: number | null;
  access_lat: number | null;
  access_reason: 'none_within_1000_m' | null;
}

const REASON_WORDS = { none_within_1000_m: '1000 米内没有' };

export const ACCESS_COLUMNS: Column[] = [
  { key: 'access_kind', zh: '进场点类型', en: 'access by', paperWords: KIND_WORDS },
  { key: 'access_name', zh: '进场点', en: 'access point' },
  { key: 'access_m', zh: '距缺口 m', en: 'from the gap m', decimals: 1 },
  { key: 'access_lon', zh: '进场点经度', en: 'access lon' },
  { key: 'access_lat', zh: '进场点纬度', en: 'access lat' },
  { key: 'access_reason', zh: '无进场点原因', en: 'why no access', paperWords: REASON_WORDS },
];

const NONE: Access = {
  access_kind: null,
  access_name: null,
  access_m: null,
  access_lon: null,
  access_lat: null,
  access_reason: 'none_within_1000_m',
};

interface Place {
  n: number;
  kind: NonNullable<Access['access_kind']>;
  name: string | null;
  distance_m: number;
  x: number;
  y: number;
}

/** Of each row, in their order. */
export async function gapAccess(
  db: Executor,
  snapshot: Snapshot,
  rows: readonly GapRow[],
  asOf?: string,
): Promise<Access[]> {
  const mm = (metres: number) => Math.round(metres * 1000);
  const places = await db.query<Place>(
    'select * from atlas.gap_access($1, $2::int[], $3::bigint[], $4::bigint[], $5)',
    [
      snapshot.district.key,
      rows.map(({ route }) => route),
      rows.map(({ from_m }) => mm(from_m)),
      rows.map(({ to_m }) => mm(to_m)),
      ACCESS_M,
    ],
  );
  const byRow = new Map(places.map((place) => [place.n - 1, place]));
  const plane = await planeOf(db, snapshot.district.planeSrid);
  const degrees = new Float64Array(2);
  return rows.map((row, i) => {
    const place = byRow.get(i);
    if (!place) return alongTheRiver(snapshot, row, asOf) ?? NONE;
    plane.inverse(place.x, place.y, degrees, 0);
    const [access_lon, access_lat] = degrees;
    const { kind: access_kind, name: access_name, distance_m: access_m } = place;
    return { access_kind, access_name, access_m, access_lon, access_lat, access_reason: null };
  });
}

/** From the nearest surveyed metre of the same route. */
function alongTheRiver(snapshot: Snapshot, { route, mode, from_m, to_m }: GapRow, asOf?: string): Access | undefined {
  let best: { away: number; end: number } | undefined;
  for (const [from, to] of surveyedOf(snapshot, findRoute(snapshot.rulers, route), mode, lastDay(asOf)))
    for (const [away, end] of [
      [from_m - to, to],
      [from - to_m, from],
    ])
      if (away >= 0 && away <= ACCESS_M && away < (best?.away ?? Number.POSITIVE_INFINITY)) best = { away, end };
  if (!best) return undefined;
  const [line] = routeLines(snapshot, [{ route, from_m: best.end, to_m: best.end }]);
  const [access_lon, access_lat] = line.coordinates[0];
  const access_m = Math.round(best.away * 10) / 10;
  return { access_kind: 'surveyed', access_name: null, access_m, access_lon, access_lat, access_reason: null };
}

/** Metres. */
function surveyedOf(snapshot: Snapshot, route: number, mode: Mode, day: number): [number, number][] {
  const { left, right } = routeBanks(snapshot, route, mode, day);
  const ranges: [number, number][] = [];
  eachStretch(left, right, (from, to, l, r) => {
    if (riverState(left.state[l], right.state[r]) !== GAP) ranges.push([from / 1000, to / 1000]);
  });
  return ranges;
}

/** For receivers. */
export function accessPoints(rows: readonly Row[]): MapFeature[] {
  return rows
    .filter(({ access_lon }) => typeof access_lon === 'number')
    .map((row) => ({
      row,
      name: `${row.number} 进场`,
      description: `${row.access_kind}${row.access_name ? ` ${row.access_name}` : ''}, ${row.access_m} m`,
      points: [[row.access_lon as number, row.access_lat as number] as const],
      lines: [],
    }));
}
