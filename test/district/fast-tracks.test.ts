/** Tracks from a car or a plane: they cover nothing, and the import says of which day and how fast. */
import { expect, it } from 'vitest';
import { derive } from '../../server/district/derive/derive.ts';
import { importFile } from '../../server/import/import.ts';
import { fileOf } from '../import/files.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';
import { at, KEY, line, load, part } from './small-district.ts';

const db = await emptiedDatabase(async (db) => {
  await load(db, part('river', 'rivers', [{ key: 'R1', source_id: 's1' }, line([0, 0], [8000, 0])]));
});

interface Ride {
  mPerS: number;
  everyS: number;
  metres: number;
  /** Of May 2023. */
  day?: number;
}

/** Rows of a table: fixes along the river. */
function fixes(track: string, { mPerS, everyS, metres, day = 1 }: Ride): string[] {
  return Array.from({ length: Math.floor(metres / (mPerS * everyS)) + 1 }, (_, i) => {
    const time = new Date(Date.UTC(2023, 4, day, 1, 0, everyS * i)).toISOString();
    return [track, ...at(mPerS * everyS * i, 5), time].join();
  });
}

async function take(name: string, ...rows: string[]) {
  const { issues, rows_new } = await importFile(
    db,
    {
      file: fileOf(`${name}.csv`, ['track,lon,lat,time', ...rows].join('\n')),
      district: { key: KEY },
      layer: 'tracks',
      crs: 'EPSG:4490',
      defaults: { mode: '水上', crew: '一队' },
    },
    { derive },
  );
  expect(rows_new).toBe(rows.length);
  return issues.map(({ code, value, field }) => `${code} ${field} ${value}`);
}

async function coveredKm(): Promise<number> {
  const [row] = await db.query<{ km: number }>(
    `select coalesce(sum(atlas.multirange_mm(once) + atlas.multirange_mm(repeated)), 0)::float8 / 1e6 as km
       from atlas.river_states($1, 'above_water')`,
    [KEY],
  );
  return row.km;
}

it.each([
  ['a car with a fix each second', { mPerS: 25, everyS: 1, metres: 5000 }, 90],
  ['a car with a fix each 5 s', { mPerS: 25, everyS: 5, metres: 5000 }, 90],
  ['a car with a fix each 10 s', { mPerS: 30, everyS: 10, metres: 6000 }, 108],
  ['a plane with a fix each second', { mPerS: 80, everyS: 1, metres: 5000 }, 288],
  ['a plane with a fix each 5 s', { mPerS: 80, everyS: 5, metres: 7200 }, 288],
] as const)('%s covers nothing, and is told', async (_name, ride, kmPerH) => {
  expect(await take('ride', ...fixes('T', ride))).toEqual([`track_too_fast track 1 2023-05-01 (${kmPerH} km/h)`]);
  expect(await coveredKm()).toBe(0);
  const [twin] = await db.query('select count(*)::int as n from atlas.track_ranges($1, 1)', [KEY]);
  expect(twin).toEqual({ n: 0 });
});

it('a drone at 15 m/s counts, with a fix each second or each 5 s', async () => {
  expect(await take('drone', ...fixes('T', { mPerS: 15, everyS: 1, metres: 3000 }))).toEqual([]);
  expect(await coveredKm()).toBeCloseTo(3, 2);
  expect(await take('seldom', ...fixes('S', { mPerS: 15, everyS: 5, metres: 6000 }))).toEqual([]);
  expect(await coveredKm()).toBeCloseTo(6, 1);
});

it('a track of two days, one of them by car, counts for the other', async () => {
  const walked = fixes('T', { mPerS: 1.5, everyS: 10, metres: 1500, day: 2 });
  const driven = fixes('T', { mPerS: 25, everyS: 1, metres: 5000, day: 3 });
  expect(await take('two', ...walked, ...driven)).toEqual(['track_too_fast track 1 2023-05-03 (90 km/h)']);
  expect(await coveredKm()).toBeCloseTo(1.5, 2);
  const days = await db.query(`select distinct day::text from atlas.track_ranges($1, 1)`, [KEY]);
  expect(days).toEqual([{ day: '2023-05-02' }]);
});

it('says it in both languages, of each track of a file', async () => {
  const drive = { mPerS: 25, everyS: 1, metres: 5000 };
  const { issues } = await importFile(
    db,
    {
      file: fileOf(
        'both.csv',
        ['track,lon,lat,time', ...fixes('甲', drive), ...fixes('乙', { ...drive, day: 2 })].join('\n'),
      ),
      district: { key: KEY },
      layer: 'tracks',
      crs: 'EPSG:4490',
      defaults: { mode: '水上', crew: '一队' },
    },
    { derive },
  );
  expect(issues.map(({ reason_zh }) => reason_zh.slice(0, 30))).toEqual([
    expect.stringContaining('轨迹“甲”在 2023-05-01 (90 km/h)'),
    expect.stringContaining('轨迹“乙”在 2023-05-02 (90 km/h)'),
  ]);
  expect(issues[0].reason_en).toContain('track "甲" went faster on 2023-05-01 (90 km/h) than surveys go');
});
