/** The demo's rivers out of the register, through shapefiles as Chinese software writes them, and in again. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { importFile } from '../../server/import/import.ts';
import { routesOf, worstMm } from '../support/routes-of.ts';
import { DISTRICT, demoDatabase, LOADING_MS } from '../support/service.ts';
import { gdalFile, hasGdal } from './gdal.ts';

describe.skipIf(!hasGdal)(
  `the demo's rivers by way of a shapefile${hasGdal ? '' : ' (ogr2ogr is not installed)'}`,
  () => {
    let db: Database;
    let features: Parameters<typeof gdalFile>[2];
    beforeAll(async () => {
      db = await demoDatabase();
      const rows = await db.query<{
        key: string;
        name: string;
        level: string;
        geometry: string;
        direction: number | null;
      }>(
        `select v.key, v.name, v.level, s.direction, st_asgeojson(s.geom, 12) as geometry
         from register.source_segment as s
         join register.river as v on v.district = s.district and v.id = s.river_id
        where s.district = $1 order by s.id`,
        [DISTRICT],
      );
      features = rows.map(({ geometry, ...properties }) => {
        const { type, coordinates } = JSON.parse(geometry);
        return [properties, type, coordinates];
      });
    }, LOADING_MS);
    afterAll(() => db.close());

    it.each([
      ['GBK', true],
      ['GBK', false],
      ['UTF-8', true],
      ['UTF-8', false],
    ])('in %s, .cpg %s: the same rivers, names and lengths to the millimetre', async (encoding, hasCpg) => {
      const key = `${encoding.toLowerCase()}-${hasCpg}`;
      const file = gdalFile(`${key}.shp`, 'ESRI Shapefile', features, [
        '-a_srs',
        'EPSG:4490',
        '-lco',
        `ENCODING=${encoding}`,
      ]);
      if (!hasCpg) rmSync(file.replace('.shp', '.cpg'));
      const report = await importFile(db, { file, layer: 'rivers', district: { key } }, { derive });
      expect(report).toMatchObject({ crs: 'EPSG:4490', rows_new: features.length, rows_rejected: 0, issues: [] });
      const segments = (await routesOf(db, DISTRICT)).filter(({ role }) => role !== 'shore');
      const routes = await routesOf(db, key);
      expect([routes.length, worstMm(routes, segments)]).toEqual([segments.length, 0]);
    });
  },
);
