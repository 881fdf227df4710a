/** Gap lists as work lists: towns along a shared line, pieces, numbers that stay, files for crews, and gaps that close. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { gapNotes } from '../../server/report/gaps/report.ts';
import { type GapRow, gapRows } from '../../server/report/gaps.ts';
import { load, walk } from '../district/small-district.ts';
import { fileOf } from '../import/files.ts';
import { hasGdal } from '../import/gdal.ts';
import { command } from '../support/command.ts';
import { gapScene } from './gap-scene.ts';

let db: Database;
beforeAll(async () => {
  db = await gapScene();
});
afterAll(() => db.close());

const mm = (metres: number) => Math.round(metres * 1000);
const rows = async (query: Parameters<typeof gapRows>[1] = {}) =>
  gapRows(await loadSnapshot(db, 'small'), { mode: 'above_water', ...query });
const said = (list: readonly GapRow[]) =>
  list.map(({ number, town, length_m }) => [number, town, Math.round(length_m)]);
const twin = (query: string) => db.query(`select * from atlas.${query}`);

describe('a gap list', () => {
  it('shows what flips along a shared line with the town before, and how much of it is shared', async () => {
    const [first, outside, second] = await rows();
    expect([first.town, mm(first.shared_m), first.shared_with]).toEqual(['赵巷', expect.closeTo(100_000, -3), '华新']);
    expect([outside.town, outside.shared_m, outside.shared_with]).toEqual([null, 0, null]);
    expect(second.river).toBe('盈港');
    // own towns' lengths are those of coverage by town: what is shared goes back
    const [own] = await db.query<{ mm: number }>(`select sum(to_mm - from_mm)::float8 as mm from register.route_town
      join register.town t on t.district = 'small' and t.id = town_id and t.key = '2'`);
    expect(mm(first.length_m) - mm(first.shared_m) + mm(second.length_m)).toBe(own.mm);
  });

  it('is numbered by parts of the river of at most 500 m', async () => {
    expect(said(await rows())).toEqual([
      ['青浦塘-01', '赵巷', 1492],
      ['青浦塘-04', null, 1492],
      ['盈港-01', '赵巷', 991],
    ]);
    expect((await rows({ maxLengthM: 400 })).map(({ number }) => number)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `青浦塘-0${n}`),
      '盈港-01',
      '盈港-02',
      '盈港-03',
    ]);
  });

  it('says as how many gaps the map shows what it lists', async () => {
    const snapshot = await loadSnapshot(db, 'small');
    const notes = (query: Parameters<typeof gapRows>[1]) => gapNotes(snapshot, query, gapRows(snapshot, query)).join();
    const asked = { mode: 'above_water', maxLengthM: 400 } as const;
    expect(notes(asked)).toContain('共 11 段，首尾相接的合为 2 处连续缺口 · 11 stretches; 2 unbroken gaps');
    expect(notes({ ...asked, riverId: (await rows())[2].river_id, maxLengthM: 2000 })).not.toContain('首尾相接');
  });

  it('cut into pieces is as long as it is whole', async () => {
    for (const maxLengthM of [10, 333.3, 500, 2000]) {
      const pieces = await rows({ maxLengthM });
      expect(Math.max(...pieces.map(({ length_m }) => length_m))).toBeLessThanOrEqual(maxLengthM);
      const sum = (list: readonly GapRow[], key: 'length_m' | 'shared_m') =>
        list.reduce((all, row) => all + mm(row[key]), 0);
      for (const key of ['length_m', 'shared_m'] as const) expect(sum(pieces, key)).toBe(sum(await rows(), key));
    }
  });

  it('goes by river, town, level and least length', async () => {
    const snapshot = await loadSnapshot(db, 'small');
    const town = snapshot.towns.key.indexOf('2');
    expect(said(await rows({ town }))).toEqual([
      ['青浦塘-01', '赵巷', 1492],
      ['盈港-01', '赵巷', 991],
    ]);
    expect(said(await rows({ town: -1 }))).toEqual([['青浦塘-04', null, 1492]]);
    expect(said(await rows({ level: 'town', maxLengthM: 500 }))).toEqual([
      ['盈港-01', '赵巷', 496],
      ['盈港-02', '赵巷', 496],
    ]);
    expect(said(await rows({ minLengthM: 1200, maxLengthM: 800 }))).toHaveLength(4);
    const { out } = await command(db, 'gaps --mode above_water --min-length-m 1200 --town 2');
    expect(out).toContain('left out: 1 gaps under 1200 m, ');
  });

  it('is refused in a sentence when what is asked for cannot be', async () => {
    for (const [options, code] of [
      ['--max-length-m 3', '10 to 1000000'],
      ['--town 朱家角', 'no town'],
      ['--level high', 'No level'],
      ['--river 77', 'no river'],
      ['--min-length-m x', 'not a number'],
    ])
      expect(await command(db, `gaps ${options}`)).toMatchObject({ code: 1, err: expect.stringContaining(code) });
  });
});

describe('a file for a crew', () => {
  const file = async (format: string) => {
    const { out } = await command(db, `gaps --mode above_water --max-length-m 500 --format ${format}`);
    return fileOf(`gaps.${format}`, out);
  };

  it.skipIf(!hasGdal)('opens in GDAL with numbers, descriptions and lines, as GPX and as KML', async () => {
    const count = (await rows({ maxLengthM: 500 })).length;
    const gpx = execFileSync('ogrinfo', ['-al', '-ro', await file('gpx'), 'routes'], { encoding: 'utf8' });
    const kml = execFileSync('ogrinfo', ['-al', '-ro', await file('kml')], { encoding: 'utf8' });
    for (const text of [gpx, kml]) {
      expect(text).toContain(`Feature Count: ${count}`);
      expect(text).toMatch(/青浦塘-02[\s\S]*赵巷[\s\S]*LINESTRING/);
    }
  });

  it('is refused as a survey: a route is a plan', async () => {
    const { code, err } = await command(
      db,
      `import ${await file('gpx')} --layer tracks --district small --mode above_water --date 2023-07-01`,
    );
    expect([code, err]).toEqual([1, expect.stringContaining('has no track (trk), only 8 routes (rte)')]);
    expect(await rows()).toHaveLength(3);
  });
});

describe('a new track', () => {
  it('closes what it walked and leaves every other number as it was', async () => {
    const before = await rows({ maxLengthM: 500 });
    const track = walk(
      't1',
      '2023-07-01T01:00:00Z',
      [
        [520, 3],
        [980, 3],
      ],
      { crew: 'x' },
    );
    await load(db, { name: 't1', layer: 'tracks', rows: [track] });
    const after = await rows({ maxLengthM: 500 });
    const untouched = before.filter(({ number }) => number !== '青浦塘-02');
    expect(after.filter(({ number }) => !number.startsWith('青浦塘-02'))).toEqual(untouched);
    // what is left of the part begins it, and a metre or so before its end
    expect(after.filter(({ number }) => number.startsWith('青浦塘-02')).map(({ number }) => number)).toEqual([
      '青浦塘-02',
      expect.stringMatching(/^青浦塘-02\+4[78]\d$/),
    ]);
    // not cut, the rest of the gap keeps the number of the part it begins in
    expect((await rows()).map(({ number }) => number)).toEqual([
      '青浦塘-01',
      expect.stringMatching(/^青浦塘-02\+4[78]\d$/),
      '青浦塘-04',
      '盈港-01',
    ]);
  });

  it('and the twin says the same, town by town and piece by piece', async () => {
    for (const maxLengthM of [undefined, 77.7, 500]) {
      const sql = await twin(`gaps('small', 'above_water', null, ${maxLengthM ?? 'null'})`);
      expect(await rows({ maxLengthM })).toEqual(
        sql.map(({ route_id, town_id, ...row }) => ({ ...row, route: route_id })),
      );
    }
  });

  it('numbers rows once, also where two begin in one metre', async () => {
    await db.query(`insert into register.surveyed_range (district, id, route_id, mode, bank, kind, from_mm, to_mm, day, track_id, version)
      select 'small', 900 + n, r.id, 'above_water', 'both', 'measured', 2500000 + 300 * n, 2500100 + 300 * n, '2023-07-02', 1, 0
        from register.route r, generate_series(0, 2) n where r.district = 'small' and r.length_mm > 2980000`);
    const list = await rows();
    expect(new Set(list.map(({ number }) => number)).size).toBe(list.length);
    expect(list.filter(({ number }) => number.startsWith('青浦塘-06')).map(({ number }) => number.slice(3))).toEqual([
      expect.stringMatching(/^-06\+\d+$/),
      expect.stringMatching(/^-06\+\d+\.2$/),
      expect.stringMatching(/^-06\+\d+\.3$/),
    ]);
    expect((await twin(`gaps('small', 'above_water')`)).map(({ number }) => number)).toEqual(
      list.map(({ number }) => number),
    );
  });
});
