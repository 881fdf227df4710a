/** The small district with something in every group: zones that overlap, stretches, venues, two banks, crews, methods, campaigns, years. */
import type { Database } from '../../server/db/database.ts';
import { saveRiverSet } from '../../server/register/river-sets.ts';
import {
  box,
  KEY,
  line,
  loadAll,
  OUTFALLS,
  type Part,
  part,
  point,
  polygon,
  RECORDS,
  RIVERS_EAST,
  RIVERS_WEST,
  TRACKS_JUNE,
  TRACKS_MAY,
  WATERS,
  walk,
} from '../district/small-district.ts';

// a is a street, for which the district pays; b has flips of less than 100 m along R1 (shared), beyond 4500 is nobody's
const TOWNS = part(
  'towns',
  'towns',
  [{ key: 'a', name: '夏阳街道' }, polygon(box(-900, -900, 2000, 2000))],
  [
    { key: 'b', name: '练塘镇' },
    polygon([
      [2000, -900],
      [3000, -900],
      [3000, 35],
      [3060, 35],
      [3060, -900],
      [4500, -900],
      [4500, 2000],
      [2000, 2000],
    ]),
  ],
  [{ key: 'c', name: '金泽镇' }, polygon(box(3000, -900, 3060, 35))],
);

/** What tracks and records of the small district do not say: how, and for which task. */
const SAID: Record<string, object> = {
  t1: { method: 'walk', campaign: '一期' },
  t2: { method: 'boat', campaign: '一期' },
  t4: { method: 'boat', campaign: '二期' },
  t5: { method: 'sonar' },
};

const told = (each: Part): Part => ({
  ...each,
  rows: each.rows.map((row) => ({ ...row, properties: { ...row.properties, ...SAID[String(row.properties.track)] } })),
});

/** Along one bank of the wide river, and the year after along what was seen before. */
const LATER: Part = {
  name: 'tracks later',
  layer: 'tracks',
  rows: [
    walk(
      't8',
      '2024-04-01T01:00:00Z',
      [
        [3100, 110],
        [4700, 105],
      ],
      { crew: 'y', method: 'boat', campaign: '二期' },
      8,
    ),
    walk(
      't9',
      '2024-04-02T01:00:00Z',
      [
        [500, 22],
        [1900, 5],
        [2600, 30],
      ],
      { crew: 'z', method: 'walk' },
      9,
    ),
    walk(
      't10',
      '2024-04-03T01:00:00Z',
      [
        [1500, 206],
        [2800, 212],
      ],
      { crew: 'x', mode: 'under_water', method: 'sonar', campaign: '二期' },
      10,
    ),
  ],
};

const AROUND = [
  part(
    'basins',
    'basins',
    [{ key: 'west', name: '西片' }, polygon(box(-900, -900, 2400, 2000))],
    [{ key: 'mid', name: '中片' }, polygon(box(2400, -900, 4000, 2000))],
    [{ key: 'east', name: '东片' }, polygon(box(4000, -900, 6000, 2000))],
  ),
  part(
    'zones',
    'zones',
    [{ key: 'Z1', kind: 'drinking_water', level: '1' }, polygon(box(300, -50, 1700, 50))],
    [{ key: 'Z2', kind: 'nature' }, polygon(box(1200, -50, 3300, 250), box(1300, 180, 1500, 240))],
    [{ key: 'Z3', kind: 'special' }, polygon(box(1510, -60, 1590, 1000))],
    [{ key: 'Z4', kind: 'drinking_water' }, polygon(box(900, 1700, 1000, 1800))],
  ),
  part(
    'function zones',
    'function-zones',
    [{ source_id: 'F1', name: '工业用水区', river: 'R1', from_m: 100, to_m: 3000 }, null],
    [{ source_id: 'F2', name: '景观用水区', river: 'R2', from_m: 0, to_m: 2000 }, null],
    [{ source_id: 'F3', name: '过渡区', river: 'R2', from_m: 1500, to_m: 2600 }, null],
  ),
  part(
    'key reaches',
    'key-reaches',
    [{ source_id: 'K1', name: '重点一' }, line([1000, 36], [1900, 0], [1950, 120])],
    [{ source_id: 'K2', name: '重点二', river: 'R2', from_m: 2000, to_m: 4200 }, null],
  ),
  part('parks', 'parks', [{ key: 'P', name: '园区' }, polygon(box(1200, 100, 3000, 300), box(1500, 150, 1700, 250))]),
  part(
    'residential',
    'residential',
    [
      { key: 'H1', name: '小区' },
      polygon([
        [0, 90],
        [140, 110],
        [70, 160],
      ]),
    ],
    [{ key: 'H2', name: '村' }, polygon(box(4200, -10, 4300, 260))],
  ),
  part(
    'venues',
    'venues',
    [{ key: 'V1', name: '馆' }, point(1000, 700)],
    [{ key: 'V2', name: '店' }, point(2200, 300)],
  ),
];

export async function loadGrouped(db: Database): Promise<void> {
  const rivers = [TOWNS, RIVERS_WEST, RIVERS_EAST, WATERS, OUTFALLS];
  await loadAll(db, [...rivers, ...[TRACKS_MAY, TRACKS_JUNE].map(told), LATER, RECORDS, ...AROUND]);
  await db.query(`update register.district set pack = 'QP' where key = $1`, [KEY]);
  await saveRiverSet(db, KEY, '主要河流', { keys: ['R1'], levels: ['village'] }, { author: 'test' });
}
