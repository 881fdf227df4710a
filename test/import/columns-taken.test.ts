/** What an import makes of a file whose headers it does not know. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { importFile } from '../../server/import/import.ts';
import { previewFile } from '../../server/import/preview/preview.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf, geojsonOf } from './files.ts';
import { shapefileOf } from './shapefile-files.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const LINE = [
  [121.1, 31.1],
  [121.11, 31.11],
];
const load = (layer: 'rivers' | 'outfalls', file: string, crs?: string) =>
  importFile(db, { file, district: { key: layer }, layer, crs });

describe('a file of which no column was taken', () => {
  it('of rivers is warned about with its headers, and they are listed as left', async () => {
    const file = geojsonOf('nameless.geojson', [[{ mc: '青浦塘', bm: 'R1' }, 'LineString', LINE]]);
    const report = await load('rivers', file);
    expect(report).toMatchObject({ rows_new: 1, mapping: {}, columns_left: ['mc', 'bm'] });
    expect(report.issues).toMatchObject([
      { severity: 'warning', code: 'no_columns_taken', row: null, reason_en: expect.stringContaining('has mc, bm:') },
    ]);
    const preview = await previewFile(db, { file, district: { key: 'rivers' }, layer: 'rivers' });
    expect(preview).toMatchObject({ columns_left: ['mc', 'bm'], issues_by_code: { no_columns_taken: 1 } });
  });

  it('of a table is too, though its position was', async () => {
    const report = await load('outfalls', fileOf('t.csv', 'mc,经度,纬度\n甲,121.1,31.1'), 'EPSG:4490');
    expect(report.issues.map(({ code }) => code)).toEqual(['no_columns_taken']);
  });

  it('is nothing to speak of where it has no attributes, or one of them was taken', async () => {
    const bare = await load('outfalls', fileOf('bare.csv', '经度,纬度\n121.2,31.1'), 'EPSG:4490');
    const one = await load('rivers', geojsonOf('one.geojson', [[{ name: '甲', x1: 1 }, 'LineString', LINE]]));
    expect([bare.issues, one.issues, one.columns_left]).toEqual([[], [], ['x1']]);
    const counted = geojsonOf('fid.geojson', [[{ fid: 1 }, 'Point', [121.3, 31.1]]]);
    expect((await load('outfalls', counted)).issues).toEqual([]);
  });
});

it('a shapefile with cut headers is told about in the import and its preview, and its layer is proposed by them', async () => {
  const columns = ['排污口编码', '排污口名称', '受纳水体'];
  const file = shapefileOf('口', { encoding: 'utf-8', columns, width: 30, rows: [['A1', '甲', '乙河']], cpg: 'UTF-8' });
  const codes = { header_cut_ambiguous: 2, header_cut: 1, no_shape_index: 1 };
  const preview = await previewFile(db, { file, district: { key: 'outfalls' } });
  expect(preview).toMatchObject({ layer: 'outfalls', issues_by_code: codes, columns_left: ['排污口', '排污口 (2)'] });
  const report = await importFile(db, {
    file,
    district: { key: 'outfalls' },
    layer: 'outfalls',
    mapping: { code: '排污口', name: '排污口 (2)' },
  });
  expect(report).toMatchObject({ rows_new: 1, columns_left: [] });
  expect(await db.query(`select code, name, receiving_water from register.outfall where name = '甲'`)).toEqual([
    { code: 'A1', name: '甲', receiving_water: '乙河' },
  ]);
});
