/** One network through every format and three systems: the same routes, to the millimetre where the format keeps the digits. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { importFile } from '../../server/import/import.ts';
import type { FileRequest } from '../../server/import/request.ts';
import { hasGdal } from '../import/gdal.ts';
import { testDatabase } from '../support/database.ts';
import { type RouteLength, routesOf, worstMm } from '../support/routes-of.ts';
import { hasRealData } from './layers.ts';

const LI = new URL('../../../shared/data/osm-liechtenstein/li.gpkg', import.meta.url).pathname;
const missing = !hasRealData ? ' (../shared/data is not here)' : !hasGdal ? ' (ogr2ogr is not installed)' : '';
const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-formats-'));

const SHP = ['shp', 'ESRI Shapefile', '-lco', 'ENCODING=UTF-8'];
const JSON_OF = ['geojson', 'GeoJSON', '-lco', 'RFC7946=NO'];
const FGB = ['fgb', 'FlatGeobuf'];
const CSV = ['csv', 'CSV', '-lco', 'GEOMETRY=AS_WKT'];

describe.skipIf(missing)(`Liechtenstein by way of ogr2ogr${missing}`, () => {
  let db: Database;
  let base: RouteLength[];
  beforeAll(async () => {
    db = await testDatabase();
    await load('base', LI, { sourceLayer: 'waterways' });
    base = await routesOf(db, 'base');
  });
  afterAll(() => db.close());

  const load = (district: string, file: string, more: Partial<FileRequest> = {}) =>
    importFile(db, { file, layer: 'rivers', district: { key: district }, ...more }, { derive });

  let count = 0;
  async function through([extension, driver, ...options]: string[], srs: string) {
    const file = join(mkdtempSync(join(folder, 'x-')), `li.${extension}`);
    execFileSync('ogr2ogr', ['-f', driver, file, LI, 'waterways', '-t_srs', srs, ...options], { stdio: 'pipe' });
    const district = `way${++count}`;
    const { crs, rows_new } = await load(district, file, extension === 'csv' ? { crs: srs } : {});
    return { crs, rows_new, worst: worstMm(await routesOf(db, district), base) };
  }

  it.each([
    [SHP, 'EPSG:4490'],
    [SHP, 'EPSG:2056'],
    [SHP, 'EPSG:3857'],
    [JSON_OF, 'EPSG:4490'],
    [JSON_OF, 'EPSG:2056'],
    [JSON_OF, 'EPSG:3857'],
    [FGB, 'EPSG:4490'],
    [FGB, 'EPSG:2056'],
    [FGB, 'EPSG:3857'],
    [CSV, 'EPSG:4490'],
    [CSV, 'EPSG:2056'],
    [CSV, 'EPSG:3857'],
    [['kml', 'KML'], 'EPSG:4326'],
    // the source has seven decimals of a degree, as many as RFC 7946 asks for
    [['geojson', 'GeoJSON', '-lco', 'RFC7946=YES'], 'EPSG:4326'],
  ])('%s in %s: the same 74 routes to the millimetre', async (format, srs) => {
    const { crs, ...read } = await through(format, srs);
    expect(read).toEqual({ rows_new: 73, worst: 0 });
    // ESRI's WKT of Web Mercator is kept as it is written
    expect(crs).toMatch(new RegExp(`^${srs}$|^PROJCS\\["WGS_1984_Web_Mercator`));
  });

  it('a format that rounds is as good as its digits: centimetres of a plane, five decimals of a degree', async () => {
    const rounded = (digits: string) => [...JSON_OF, '-lco', `COORDINATE_PRECISION=${digits}`];
    // a vertex is off by half a unit in each axis, so a line of n vertices by at most 2 n √½ units, and far less by chance
    const centimetres = await through(rounded('2'), 'EPSG:2056');
    expect([centimetres.rows_new, centimetres.worst > 0, centimetres.worst < 100]).toEqual([73, true, true]);
    const metres = await through(rounded('5'), 'EPSG:4326');
    expect([metres.rows_new, metres.worst > 100]).toEqual([73, true]);
  });
});
