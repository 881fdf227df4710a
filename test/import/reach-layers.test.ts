/** Function zones and key reaches come as a river with measures or as a line, in one file or in several. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { importFile } from '../../server/import/import.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf, geojsonOf } from './files.ts';

const LINE = [
  [121, 31],
  [121.02, 31],
];
let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  const file = geojsonOf('r.geojson', [[{ key: 'A', name: '青浦塘' }, 'LineString', LINE]]);
  await importFile(db, { file, district: { key: 'qp' }, layer: 'rivers' });
});
afterAll(() => db.close());

const load = (file: string) => importFile(db, { file, district: { key: 'qp' }, layer: 'function-zones' });
const stored = () =>
  db.query(
    `select source_id, river_key, from_mm, to_mm, target_class, st_numgeometries(geom) as parts, st_npoints(geom_m) as vertices
       from register.water_function_zone order by id`,
  );
const MEASURED = { source_id: 'F1', river_key: 'A', from_mm: 100_000, to_mm: 900_500, parts: null, vertices: null };

describe('stretches of river', () => {
  it('come as a table with measures', async () => {
    const text = '编号,水功能区名称,河道编码,起点里程,终点里程,水质目标\nF1,工业区,A,100,900.5,Ⅳ\n';
    expect(await load(fileOf('m.csv', text))).toMatchObject({ rows_new: 1, rows_rejected: 0, crs: null });
    expect(await stored()).toMatchObject([{ ...MEASURED, target_class: 4 }]);
  });

  it('come as lines, each one thing however many its parts, beside rows with measures', async () => {
    const file = geojsonOf('l.geojson', [
      [{ source_id: 'F2', name: '保留区' }, 'LineString', LINE],
      [{ source_id: 'F3', river: '青浦塘' }, 'MultiLineString', [LINE, LINE.map(([x, y]) => [x, y + 0.01])]],
      [{ source_id: 'F4', river: 'A', from_m: 1, to_m: 5 }, 'null', null],
    ]);
    expect(await load(file)).toMatchObject({ rows_new: 3, rows_rejected: 0 });
    expect(await stored()).toMatchObject([
      MEASURED,
      { source_id: 'F2', river_key: null, from_mm: null, parts: 1, vertices: 2 },
      { source_id: 'F3', river_key: '青浦塘', parts: 2, vertices: 4 },
      { source_id: 'F4', from_mm: 1000, to_mm: 5000, parts: null },
    ]);
    expect(await load(fileOf('again.geojson', `${readFileSync(file, 'utf8')} `))).toMatchObject({
      rows_same: 3,
      rows_new: 0,
    });
  });

  it('come as a table with WKT, and by the same line and river again are the same', async () => {
    const csv = (name: string) =>
      fileOf(name, `river,wkt,target_class\nA,"LINESTRING(121 31,121.01 31)",III\n${' '.repeat(name.length)}`);
    const crs = { crs: 'EPSG:4490' };
    const once = { district: { key: 'qp' }, layer: 'function-zones' as const, ...crs };
    expect(await importFile(db, { ...once, file: csv('w.csv') })).toMatchObject({ rows_new: 1 });
    expect(await importFile(db, { ...once, file: csv('w2.csv') })).toMatchObject({ rows_new: 0, rows_same: 1 });
  });

  it('without line need river and both measures, in order; points are no stretches', async () => {
    const file = geojsonOf('bad.geojson', [
      [{ source_id: 'B1', from_m: 1, to_m: 5 }, 'null', null],
      [{ source_id: 'B2', river: 'A', from_m: 1 }, 'null', null],
      [{ source_id: 'B3', river: 'A', from_m: 7, to_m: 5 }, 'null', null],
      [{ source_id: 'B4', river: 'A', from_m: 5, to_m: 5 }, 'LineString', LINE],
      [{ source_id: 'B5', river: 'A' }, 'Point', LINE[0]],
      [{ source_id: 'B6', river: 'A', from_m: -3, to_m: 5 }, 'null', null],
      [{ source_id: 'B7', river: 'A' }, 'MultiLineString', []],
    ]);
    const report = await load(file);
    expect(report).toMatchObject({ rows_new: 0, rows_rejected: 7 });
    expect(report.issues.map(({ row, code, field }) => [row, code, field])).toEqual([
      [1, 'missing_field', 'river'],
      [2, 'missing_field', 'to_m'],
      [3, 'range_reversed', 'from_m'],
      [4, 'bad_range', 'from_m'],
      [5, 'wrong_geometry_type', null],
      [6, 'number_out_of_bounds', 'from_m'],
      [7, 'missing_geometry', null],
    ]);
  });

  it('of the other layer are kept by the same fields', async () => {
    const file = geojsonOf('k.geojson', [
      [{ 重点河段名称: '一号河段', 街镇: '夏阳', 方案文号: '青府〔2024〕3号' }, 'LineString', LINE],
    ]);
    const report = await importFile(db, { file, district: { key: 'qp' }, layer: 'key-reaches' });
    expect(report).toMatchObject({ rows_new: 1, rows_rejected: 0 });
    expect(await db.query('select name, town, document, from_mm from register.key_reach')).toEqual([
      { name: '一号河段', town: '夏阳', document: '青府〔2024〕3号', from_mm: null },
    ]);
  });
});
