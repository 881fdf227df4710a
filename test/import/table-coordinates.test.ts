/** Positions of tables that are none: the issue names the field, the column and what stands there; a row says all it has at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { importFile } from '../../server/import/import.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf } from './files.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const load = (name: string, layer: 'manholes' | 'outfalls' | 'levees' | 'tracks', csv: string) =>
  importFile(db, { file: fileOf(name, csv), district: { key: name.replace('.csv', '') }, layer, crs: 'EPSG:4490' });

describe('a position that is none', () => {
  it.each([
    ['abc', 'abc', 'not a number'],
    ['121°61′00″', '121°61′00″', 'minutes and seconds are less than 60'],
    ['NaN', 'NaN', 'not a number'],
    ['Infinity', 'Infinity', 'not a number'],
    ['1e400', '1e400', 'not a finite number'],
    ['', '', 'empty'],
  ])('%s is quoted with its field and column', async (cell, value, why) => {
    const report = await load('cells.csv', 'manholes', `井号,东经,纬度\nA,121.1,31.1\n${value},${cell},31.2`);
    expect(report.issues).toMatchObject([
      {
        row: 2,
        code: 'bad_coordinate',
        field: 'lon',
        value,
        reason_en: expect.stringContaining(`(lon, column "东经": ${why})`),
      },
    ]);
    expect(report.issues[0].reason_en).toContain(`"${value}" is not a coordinate`);
    expect(report.issues[0].reason_zh).toMatch(/^“.*”不是坐标（经度，列“东经”：[^（）]+）$/);
  });

  it('of the second column and of well-known text is named too, and of a fix of a track', async () => {
    const plane = await load('plane.csv', 'manholes', '井号,X坐标,Y坐标\nA,121.1,31.1\nB,121.1,?');
    expect(plane.issues).toMatchObject([{ code: 'bad_coordinate', field: 'y', value: '?' }]);
    const wkt = await load(
      'wkt.csv',
      'manholes',
      '井号,wkt\nA,POINT (121.1 31.1)\nB,POINT (NaN 31.1)\nC,POINT (1e400 31)',
    );
    expect(wkt.issues).toMatchObject([
      { row: 2, code: 'bad_coordinate', field: 'wkt', value: 'POINT (NaN 31.1)' },
      { row: 3, code: 'bad_coordinate', field: 'wkt', value: 'POINT (1e400 31)' },
    ]);
    const csv =
      'track,mode,lon,lat,time\n1,水上,121.1,31.1,2022-03-01 08:00:00\n1,水上,121.1,3l.1,2022-03-01 08:00:10\n1,水上,121.2,31.1,2022-03-01 08:00:20';
    const track = await load('track.csv', 'tracks', csv);
    expect(track.issues).toMatchObject([{ row: 2, code: 'bad_coordinate', field: 'lat', value: '3l.1' }]);
  });
});

describe('a rejected row', () => {
  it('says what it would have been given or lost, with what keeps it out', async () => {
    const csv = '排污口编码,名称,排污口类型,经度,纬度\nFA-1,一,其他排口,121.1,31.1\nFA-2,"二\n号",火箭,x,31.2';
    const report = await load('remarks.csv', 'outfalls', csv);
    const ofRow = report.issues.filter(({ row }) => row === 2).map(({ code, original }) => [code, original !== null]);
    expect(ofRow).toEqual([
      ['bad_coordinate', true],
      ['newline_removed', false],
      ['value_left_empty', false],
    ]);
  });
});

it('parts of a wide row are told apart in what is said of them', async () => {
  const csv = 'n,Lat 1,Lon 1,Lat 2,Lon 2\na,31.1,121.1,31.1,121.1\nb,31.2,121.2,31.3,x';
  const report = await importFile(db, {
    file: fileOf('parts.csv', csv),
    district: { key: 'parts' },
    layer: 'manholes',
    crs: 'EPSG:4490',
    unpivot: { lat: ['Lat {n}'], lon: ['Lon {n}'] },
  });
  expect(report.issues.map(({ row, code, reason_zh, reason_en }) => [row, code, reason_zh, reason_en])).toEqual([
    [
      1,
      'duplicate_position',
      '坐标与第 1 行的第 1 组（Lat 1）完全相同（该行第 2 组：Lat 2）',
      'the position is exactly that of row 1, part 1 (Lat 1) (part 2 of the row: Lat 2)',
    ],
    [
      2,
      'bad_coordinate',
      '“x”不是坐标（经度，列“lon”：不是数）（该行第 2 组：Lat 2）',
      '"x" is not a coordinate (lon, column "lon": not a number) (part 2 of the row: Lat 2)',
    ],
  ]);
  expect(report.columns_left).toEqual(['n']);
});

it('a sea wall is a levee', async () => {
  const report = await load(
    'levees.csv',
    'levees',
    '堤防名称,堤防类型,wkt\n甲,海堤,"LINESTRING (121.1 31.1, 121.2 31.1)"',
  );
  expect(report.issues).toEqual([]);
  expect(await db.query('select kind from register.levee')).toEqual([{ kind: 'levee' }]);
});

// tiles of `all` are those of every district: a district of that name could be shared, and all others with it
it.each(['青浦', 'all'])(
  'a key that cannot name a district is refused before the file is looked at: %s',
  async (key) => {
    const request = { file: '/nowhere/at-all.csv', district: { key }, layer: 'manholes' as const };
    await expect(importFile(db, request)).rejects.toMatchObject({ code: 'bad_district_key' });
  },
);
