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

const PLACE = [602_000.5, 3_440_000.25] as const; // EPSG:4549
let files = 0;

/** Imports one point under two headers; returns the report and how far it fell from its place, in metres of EPSG:4549. */
async function loadPoint(headers: string, cells: string, crs: string) {
  const district = `point-${++files}`;
  const file = fileOf(`${district}.csv`, `name,${headers}\n甲,${cells}\n`);
  const report = await importFile(db, { file, district: { key: district }, layer: 'venues', crs });
  const [{ off }] = await db.query<{ off: number }>(
    `select st_distance(st_transform(geom, 4549), st_setsrid(st_point($2, $3), 4549)) as off
       from register.venue where district = $1`,
    [district, ...PLACE],
  );
  return { off, crs: report.crs, codes: report.issues.map(({ code }) => code) };
}

describe('a table of coordinates in a Gauss-Krüger grid', () => {
  it.each([
    ['X,Y', '3440000.25,602000.5', 'EPSG:4549', 'EPSG:4549', ['axes_told_apart']],
    ['X,Y', '602000.5,3440000.25', 'EPSG:4549', 'EPSG:4549', []],
    ['纵坐标,横坐标', '3440000.25,602000.5', 'EPSG:4549', 'EPSG:4549', []],
    ['横坐标,纵坐标', '3440000.25,602000.5', 'EPSG:4549', 'EPSG:4549', ['axes_told_apart']],
    ['X坐标,Y坐标', '3440000.25,40602000.5', 'EPSG:4549', 'EPSG:4528', ['axes_told_apart', 'zone_told_apart']],
    ['easting,northing', '40602000.5,3440000.25', 'EPSG:4528', 'EPSG:4528', []],
    ['x,y', '６０２０００．５,３４４００００．２５', 'EPSG:4528', 'EPSG:4549', ['zone_told_apart']],
  ])('%s = %s in %s falls where it belongs', async (headers, cells, stated, crs, codes) => {
    const found = await loadPoint(headers, cells, stated);
    expect(found).toMatchObject({ crs, codes });
    expect(found.off).toBeLessThan(0.002);
  });

  it('names the rows of another zone', async () => {
    const csv = `name,X,Y\n甲,3440000,40602000\n乙,3440001,40602001\n丙,3440000,39602000\n`;
    const file = fileOf('zones.csv', csv);
    const report = await importFile(db, { file, district: { key: 'zones' }, layer: 'venues', crs: 'EPSG:4528' });
    expect(report.rows_new).toBe(2);
    expect(report.issues).toMatchObject([{ code: 'axes_told_apart' }, { code: 'zone_differs', row: 3 }]);
  });

  it('without a system is refused with the candidates, the zone that its number names first among China’s', async () => {
    const file = fileOf('no-crs.csv', 'name,X,Y\n甲,3440000,40602000\n');
    const request = { file, district: { key: 'none' }, layer: 'venues' as const };
    await expect(importFile(db, request)).rejects.toMatchObject({
      code: 'crs_needed',
      message: expect.stringContaining('EPSG:4528'),
    });
  });

  it('with X and Y that could be either is refused, and taken once --map says which is east', async () => {
    const crs = '+proj=tmerc +lat_0=31.2 +lon_0=121.47 +k=1 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs';
    const file = fileOf('city.csv', 'name,X,Y\n甲,-12000,8000\n');
    const request = { file, district: { key: 'city' }, layer: 'venues' as const, crs };
    await expect(importFile(db, request)).rejects.toMatchObject({ code: 'axes_ambiguous' });
    await importFile(db, { ...request, mapping: { x: 'Y', y: 'X' } });
    const [{ off }] = await db.query<{ off: number }>(
      `select st_distance(st_transform(geom, $1::text), st_point(8000, -12000)) as off
         from register.venue where district = 'city'`,
      [crs],
    );
    expect(off).toBeLessThan(0.002);
  });
});
