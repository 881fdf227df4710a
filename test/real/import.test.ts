import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import type { LayerName } from '../../server/import/fields.ts';
import { importFile } from '../../server/import/import.ts';
import type { FileRequest } from '../../server/import/request.ts';
import { testDatabase } from '../support/database.ts';
import { hasRealData } from './layers.ts';

const DATA = new URL('../../../shared/data/', import.meta.url).pathname;

describe.skipIf(!hasRealData)(`importing real files${hasRealData ? '' : ' (../shared/data is not here)'}`, () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  function load(district: string, layer: LayerName, file: string, more: Partial<FileRequest> = {}) {
    return importFile(db, { file: DATA + file, district: { key: district }, layer, ...more });
  }

  it('new-hope: a custom Albers system, 746 lines in 228 rivers, 577.376 km by their own lengths', async () => {
    const mapping = { key: 'LevelPathI', source_id: 'COMID', name: 'GNIS_NAME', official_length_km: 'LENGTHKM' };
    const report = await load('new-hope', 'rivers', 'new-hope/new_hope.gpkg', { mapping });
    expect(report).toMatchObject({ rows_new: 746, rows_rejected: 0 });
    expect(
      await db.query(
        `select count(*) as rivers, sum(official_length_mm) as mm from register.river where district = 'new-hope'`,
      ),
    ).toEqual([{ rivers: 228, mm: 577_376_000 }]);
    const [{ km }] = await db.query<{ km: number }>(
      `select sum(st_length(geom::geography)) / 1000 as km from register.source_segment where district = 'new-hope'`,
    );
    expect(km).toBeCloseTo(577.05, 3);
  });

  it('iowa: both rows whose longitude is their latitude are issues', async () => {
    const report = await load('iowa', 'outfalls', 'iowa-npdes-outfalls/outfalls.geojson');
    expect(report).toMatchObject({ rows_read: 239, rows_new: 237, rows_rejected: 2 });
    const errors = report.issues.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, original }) => [code, original?.permit])).toEqual([
      ['lon_equals_lat', '5208001'],
      ['lon_equals_lat', '6950001'],
    ]);
    expect(report.issues_by_code).toEqual({ lon_equals_lat: 2, coarse_coordinates: 1, duplicate_position: 6 });
  });

  it('liechtenstein: its rivers and eleven municipalities; the outfalls of Iowa are outside', async () => {
    const file = 'osm-liechtenstein/li.gpkg';
    await expect(load('li', 'rivers', file)).rejects.toMatchObject({ code: 'several_source_layers' });
    expect(await load('li', 'rivers', file, { sourceLayer: 'waterways' })).toMatchObject({ rows_new: 73 });
    const where = [{ column: 'admin_level', value: '8' }];
    expect(await load('li', 'towns', file, { sourceLayer: 'admin', where })).toMatchObject({ rows_new: 11 });
    const iowa = await load('li', 'outfalls', 'iowa-npdes-outfalls/outfalls.geojson');
    expect(iowa.issues_by_code).toEqual({ outside_district: 237, lon_equals_lat: 2, coarse_coordinates: 1 });
  });

  it('norfolk: refused with candidates, taken with --crs: 3,721 pipes, 4,275 nodes, of which 20 are outfalls', async () => {
    const [pipes, nodes] = ['pipes', 'nodes'].map((name) => `norfolk-storm-sewer/${name}.geojson`);
    await expect(load('norfolk', 'sewers', pipes)).rejects.toThrow(/EPSG:2284/);
    await expect(load('norfolk', 'manholes', nodes)).rejects.toThrow(/EPSG:2284/);
    const crs = 'EPSG:2284';
    const whole = { rows_rejected: 0, issues: [] };
    expect(await load('norfolk', 'sewers', pipes, { crs })).toMatchObject({ rows_new: 3721, ...whole });
    expect(await load('norfolk', 'manholes', nodes, { crs })).toMatchObject({ rows_new: 4275, ...whole });
    const where = [{ column: 'type', value: 'OF' }];
    const outfalls = await load('norfolk', 'outfalls', nodes, { crs, where });
    expect(outfalls).toMatchObject({ rows_read: 20, rows_new: 20, rows_rejected: 0 });
    expect(outfalls.mapping).not.toHaveProperty('type');
    // the folder's README has west, south, east, north of the pipes in WGS 84
    const [{ box }] = await db.query<{ box: string }>(
      `select st_extent(geom)::text as box from register.sewer_pipe where district = 'norfolk'`,
    );
    const edges = box.match(/-?[\d.]+/g)!.map((edge) => Math.round(Number(edge) * 1000) / 1000);
    expect(edges).toEqual([-76.292, 36.843, -76.25, 36.861]);
  });

  it('aletsch whole: its crs member counts in every file, each into its layer', async () => {
    const files: [LayerName, string, number][] = [
      ['sewers', 'sewers', 102],
      ['manholes', 'nodes', 88],
      ['outfalls', 'outfalls', 5],
      ['rivers', 'river_sections_from_to_only', 5],
      ['zones', 'protection_zones', 7],
    ];
    for (const [layer, name, rows] of files) {
      const report = await load('aletsch', layer, `vsa-aletsch/${name}.geojson`, { mapping: { source_id: 'id' } });
      expect([name, report.rows_new, report.rows_rejected, report.crs]).toEqual([name, rows, 0, 'EPSG:2056']);
    }
    const [{ km }] = await db.query<{ km: number }>(
      `select sum(st_length(geom::geography)) / 1000 as km from register.sewer_pipe where district = 'aletsch'`,
    );
    expect(km).toBeCloseTo(42.83, 1);
  });

  it('swellendam: a damaged shapefile gives 12 rivers and names 7', async () => {
    const report = await load('swellendam', 'rivers', 'qgis-training-swellendam/rivers.shp');
    expect(report).toMatchObject({ rows_read: 19, rows_new: 12, rows_rejected: 7 });
    const errors = report.issues.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ row }) => row)).toEqual([13, 14, 15, 16, 17, 18, 19]);
    for (const { reason_zh, reason_en, original } of errors) {
      expect(reason_zh).toMatch(/索引（\.shx）所给的位置或长度与图形文件不符；\.shp 本身完好，共 20 条/);
      expect(reason_en).toMatch(
        /^the record cannot be read: its place or length in the index .* is whole, with 20 records/,
      );
      expect(original).toHaveProperty('osm_id');
    }
  });
});
