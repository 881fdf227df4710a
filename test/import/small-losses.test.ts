/** Small things that came in silently: lines without length, errors of formulas, headers of positions. */
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

const load = (name: string, layer: 'rivers' | 'outfalls', csv: string) =>
  importFile(db, { file: fileOf(`${name}.csv`, csv), layer, district: { key: name }, crs: 'EPSG:4490' });
const said = ({ issues }: Awaited<ReturnType<typeof load>>) => issues.map(({ code, row }) => `${code} ${row}`);

describe('a line without length', () => {
  it('is kept out, since a river of it would have no route', async () => {
    const lines = ['LINESTRING (121.1 31.14,121.1 31.14)', 'LINESTRING (121.1 31.1,121.1 31.2)'];
    const csv = `编号,河道名称,WKT\n${lines.map((line, i) => `Z${i},河${i},"${line}"`).join('\n')}`;
    const report = await load('lines', 'rivers', csv);
    expect([report.rows_new, report.rows_rejected, said(report)]).toEqual([1, 1, ['bad_geometry 1']]);
    expect(report.issues[0].reason_zh).toContain('没有长度');
  });

  it('as a part of a line with length is left out and counted', async () => {
    const wkt = 'MULTILINESTRING ((121.1 31.14,121.1 31.14),(121.1 31.1,121.1 31.2))';
    const report = await load('parts', 'rivers', `编号,河道名称,WKT\nZ1,河,"${wkt}"`);
    expect([report.rows_new, said(report)]).toEqual([1, ['part_without_length 1']]);
    expect(await db.query(`select count(*)::int from register.source_segment where district = 'parts'`)).toEqual([
      { count: 1 },
    ]);
  });
});

it('an error of a formula is an empty cell, and it is said', async () => {
  const csv =
    '编号,排污口名称,排口形式,整治日期,经度,纬度\n1,#N/A,#REF!,,121.1,31.1\n#VALUE!,甲,涵洞,,121.2,31.1\n3,#1口,,,121.3,31.1';
  const report = await load('errors', 'outfalls', csv);
  expect(report).toMatchObject({ rows_new: 3, issues_by_code: { formula_error: 3 } });
  expect(report.issues[0]).toMatchObject({ row: 1, severity: 'warning', field: 'name', value: '#N/A' });
  expect(
    await db.query(`select source_id, name, mouth_form from register.outfall where district = 'errors' order by id`),
  ).toEqual([
    { source_id: '1', name: null, mouth_form: null },
    { source_id: null, name: '甲', mouth_form: expect.anything() },
    { source_id: '3', name: '#1口', mouth_form: null },
  ]);
});

it.each([
  ['degrees', '经度(°),纬度(°)'],
  ['wide', '经度（°）,纬度（°）'],
  ['arcgis', 'POINT_X,POINT_Y'],
])('positions under headers of other programs are recognised: %s', async (name, headers) => {
  const report = await load(`at-${name}`, 'outfalls', `名称,${headers}\n甲,121.1,31.1`);
  expect([report.rows_new, report.columns_left, said(report)]).toEqual([1, [], []]);
  expect(
    await db.query(`select st_x(geom) as x, st_y(geom) as y from register.outfall where district = $1`, [`at-${name}`]),
  ).toEqual([{ x: 121.1, y: 31.1 }]);
});
