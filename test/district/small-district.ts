/** A district small enough to draw by hand, in parts that can be imported one by one. */
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import type { LayerName } from '../../server/import/fields.ts';
import { importRows } from '../../server/import/import.ts';
import type { BatchReport, RowsRequest, SourceRow } from '../../server/import/request.ts';
import { seeded } from '../engine/coverage/random.ts';

export const KEY = 'small';

type Position = [number, number];

/** Metres east and north of a corner, as degrees. */
export function at(east: number, north: number): Position {
  return [121 + east / 95_360, 31 + north / 110_880];
}

export function line(...metres: Position[]) {
  return { type: 'LineString', coordinates: metres.map(([x, y]) => at(x, y)) };
}

export function point(x: number, y: number) {
  return { type: 'Point', coordinates: at(x, y) };
}

/** Rings of a polygon; the second and later ones are holes. */
export function polygon(...rings: Position[][]) {
  return { type: 'Polygon', coordinates: rings.map((ring) => [...ring, ring[0]].map(([x, y]) => at(x, y))) };
}

export function box(west: number, south: number, east: number, north: number): Position[] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
}

export interface Part {
  name: string;
  layer: LayerName;
  rows: SourceRow[];
}

export function part(name: string, layer: LayerName, ...rows: [object, SourceRow['geometry']][]): Part {
  return {
    name,
    layer,
    rows: rows.map(([properties, geometry], i) => ({ row: i + 1, properties: { ...properties }, geometry })),
  };
}

/** A walk along a line with noise: a fix each 10 m, ten seconds apart. */
export function walk(name: string, from: string, metres: Position[], more: object = {}, seed = 1): SourceRow {
  const random = seeded(seed);
  const positions: Position[] = [];
  for (let leg = 1; leg < metres.length; leg++) {
    const [[ax, ay], [bx, by]] = [metres[leg - 1], metres[leg]];
    const steps = Math.ceil(Math.hypot(bx - ax, by - ay) / 10);
    for (let k = 0; k < steps; k++)
      positions.push([
        ax + ((bx - ax) * k) / steps + 6 * random() - 3,
        ay + ((by - ay) * k) / steps + 6 * random() - 3,
      ]);
  }
  const start = Date.parse(from);
  return {
    row: seed,
    properties: { source_id: name, track: name, mode: 'above_water', ...more },
    geometry: { type: 'LineString', coordinates: positions.map(([x, y]) => at(x, y)) },
    times: Float64Array.from(positions, (_, i) => start + i * 10_000),
  };
}

//   lake L1      R1 ────s1────┬────s2──────    R1 main, branch s3 north; its polygon W1 in the east
//   ◯  pond      R2 ──────────┼────────────    200 m north of R1, runs through lake L2
//                R3 ring      s3               town a west of 2000, b east of it, outside beyond 4500
export const TOWNS = part(
  'towns',
  'towns',
  [{ key: 'a', name: '夏阳' }, polygon(box(-900, -900, 2000, 2000))],
  [{ key: 'b', name: '盈浦' }, polygon(box(2000, -900, 4500, 2000))],
);
export const RIVERS_WEST = part(
  'rivers west',
  'rivers',
  [
    { key: 'R1', source_id: 's1', name: '淀浦河', level: 'district', official_length_km: 5 },
    line([0, 0], [900, 40], [1900, 0]),
  ],
  [{ key: 'R2', source_id: 's4', name: '西大盈港', level: 'town', official_length_km: 5 }, line([0, 200], [2500, 210])],
  [
    { source_id: 'ring', name: '无名环', level: 'village' },
    line([300, 900], [700, 900], [700, 1300], [300, 1300], [300, 900]),
  ],
);
export const RIVERS_EAST = part(
  'rivers east',
  'rivers',
  [
    { key: 'R1', source_id: 's2', name: '淀浦河', level: 'district', official_length_km: 5 },
    line([5000, 30], [3500, 60], [1900, 0]),
  ],
  [
    { key: 'R1', source_id: 's3', name: '淀浦河', level: 'district', official_length_km: 5 },
    line([1900, 0], [1950, 120], [1900, 160]),
  ],
  [
    { key: 'R2', source_id: 's5', name: '西大盈港', level: 'town', official_length_km: 5 },
    line([2500, 210], [5000, 230]),
  ],
);
export const WATERS = part(
  'waters',
  'water-bodies',
  [{ key: 'W1', kind: 'river' }, polygon(box(3000, -30, 4900, 120), box(3400, 0, 3450, 20))],
  [
    { key: 'L1', kind: 'lake', name: '淀山湖', level: 'municipal', official_length_km: 2.2 },
    polygon(box(-800, 300, -300, 900)),
  ],
  [{ key: 'L2', kind: 'lake', name: '大莲湖', river: 'R2' }, polygon(box(1000, 190, 1400, 420))],
  [{ key: 'P1', kind: 'pond' }, polygon(box(-700, 1000, -500, 1200), box(-650, 1050, -600, 1100))],
  [{ key: 'W9', kind: 'river', name: '无河' }, polygon(box(500, 1500, 600, 1600))],
);
export const OUTFALLS = part(
  'outfalls',
  'outfalls',
  [{ source_id: 'o1', receiving_water: '淀浦河' }, point(400, 30)],
  [{ source_id: 'o2', receiving_water: '西大盈港' }, point(2200, 190)],
  [{ source_id: 'o3', receiving_water: '西大盈港' }, point(3600, 30)],
  [{ source_id: 'o4' }, point(-310, 600)],
  [{ source_id: 'o5' }, point(1905, 30)],
  [{ source_id: 'o6' }, point(1000, 1700)],
  [{ source_id: 'o7' }, point(710, 1100)],
);
export const TRACKS_MAY: Part = {
  name: 'tracks may',
  layer: 'tracks',
  rows: [
    walk(
      't1',
      '2023-05-01T01:00:00Z',
      [
        [0, 5],
        [900, 45],
        [1900, 5],
        [1950, 120],
      ],
      { crew: 'x' },
      1,
    ),
    walk(
      't2',
      '2023-05-02T01:00:00Z',
      [
        [300, 900],
        [700, 900],
        [700, 1300],
        [300, 1300],
        [310, 890],
      ],
      { crew: 'y' },
      2,
    ),
    walk(
      't3',
      '2023-05-03T01:00:00Z',
      [
        [-800, 310],
        [-800, 890],
        [-310, 890],
      ],
      {},
      3,
    ),
  ],
};
export const TRACKS_JUNE: Part = {
  name: 'tracks june',
  layer: 'tracks',
  rows: [
    walk(
      't4',
      '2023-06-01T01:00:00Z',
      [
        [1000, 35],
        [1900, 5],
        [3500, 65],
        [4800, 35],
      ],
      { crew: 'x' },
      4,
    ),
    walk(
      't5',
      '2023-06-01T01:00:00Z',
      [
        [200, 205],
        [3000, 212],
      ],
      { crew: 'z', mode: 'under_water' },
      5,
    ),
    walk(
      't6',
      '2023-06-02T01:00:00Z',
      [
        [2600, -100],
        [2700, 400],
      ],
      { crew: 'z' },
      6,
    ),
  ],
};
export const RECORDS = part(
  'records',
  'surveys',
  [{ source_id: 'v1', river: 'R2', mode: 'above_water', date: '2022-07-01' }, null],
  [{ source_id: 'v2', river: 'R1', town: 'b', mode: 'above_water', crew: 'x', date: '2023-05-01' }, null],
  [
    { source_id: 'v3', river: 'R1', from_m: 100, to_m: 700, bank: 'left', mode: 'under_water', date: '2023-05-01' },
    null,
  ],
);

/** All but the records, which name rivers and towns and so come after them. */
export const PARTS = [TOWNS, RIVERS_WEST, RIVERS_EAST, WATERS, OUTFALLS, TRACKS_MAY, TRACKS_JUNE];

/** Imports a part with all that follows from it. */
export function load(db: Database, part: Part, district = KEY, more: Partial<RowsRequest> = {}): Promise<BatchReport> {
  return importRows(db, { ...requestFor(part, district), ...more }, { derive });
}

export function requestFor({ name, layer, rows }: Part, district = KEY): RowsRequest {
  return {
    district: { key: district, planeSrid: 4549, utcOffsetMinutes: 480 },
    layer,
    name,
    fingerprint: `${name} ${JSON.stringify(rows)}`,
    rows: rows.map((row) => ({ ...row })),
  };
}

export async function loadAll(db: Database, parts: readonly Part[], district = KEY): Promise<BatchReport[]> {
  const reports: BatchReport[] = [];
  for (const each of parts) reports.push(await load(db, each, district));
  return reports;
}
