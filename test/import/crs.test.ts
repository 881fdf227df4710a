import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { resolveCrs } from '../../server/import/crs.ts';
import { crsCandidates } from '../../server/import/crs-candidates.ts';
import { importFile } from '../../server/import/import.ts';
import { isInChina, planeOf, planeSridFor } from '../../server/import/plane.ts';
import { testDatabase } from '../support/database.ts';
import { fileOf, geojsonOf } from './files.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const ALBERS = // the system of new_hope.gpkg, as the file says it
  'PROJCS["unknown",GEOGCS["unknown",DATUM["Unknown based on GRS80 ellipsoid",SPHEROID["GRS 1980",6378137,298.257222101],TOWGS84[0,0,0,0,0,0,0]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Albers_Conic_Equal_Area"],PARAMETER["latitude_of_center",23],PARAMETER["longitude_of_center",-96],PARAMETER["standard_parallel_1",29.5],PARAMETER["standard_parallel_2",45.5],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],AXIS["Easting",EAST],AXIS["Northing",NORTH]]';

/** Metres between our degrees and those of PostGIS for a position of a system. */
async function differenceM(crs: string, postgis: string, x: number, y: number): Promise<number> {
  const { toDegrees } = await resolveCrs(db, crs);
  const [lon, lat] = toDegrees!([x, y]);
  const [{ metres }] = await db.query<{ metres: number }>(
    `select st_distance(st_transform(st_point($1, $2), ${postgis}, 4326)::geography, st_setsrid(st_point($3, $4), 4326)::geography) as metres`,
    [x, y, lon, lat],
  );
  return metres;
}

describe('coordinate systems of files', () => {
  it('agree with PostGIS to a centimetre: Swiss metres, US feet, a custom Albers, Gauss-Krüger, Web Mercator', async () => {
    const proj = async (srid: number) =>
      `'${(await db.query<{ t: string }>('select proj4text as t from spatial_ref_sys where srid = $1', [srid]))[0].t}'`;
    expect(await differenceM('EPSG:2056', await proj(2056), 2_757_000, 1_222_000)).toBeLessThan(0.01);
    expect(await differenceM('urn:ogc:def:crs:EPSG::2284', await proj(2284), 12_130_054.2, 3_476_614.71)).toBeLessThan(
      0.01,
    );
    const albers = `'+proj=aea +lat_0=23 +lon_0=-96 +lat_1=29.5 +lat_2=45.5 +ellps=GRS80 +units=m +no_defs'`;
    expect(await differenceM(ALBERS, albers, 1_510_000, 1_560_000)).toBeLessThan(0.01);
    expect(await differenceM('EPSG:4549', await proj(4549), 602_000, 3_440_000)).toBeLessThan(0.01);
    expect(
      await differenceM('http://www.opengis.net/def/crs/EPSG/0/3857', await proj(3857), 1_060_000, 5_960_000),
    ).toBeLessThan(0.01);
  });

  it('take WGS 84 and CGCS2000 degrees as they are, whatever names them', async () => {
    const prj =
      'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]]';
    for (const text of ['EPSG:4326', 'EPSG:4490', '4490', 'urn:ogc:def:crs:OGC:1.3:CRS84', prj])
      expect(await resolveCrs(db, text)).toMatchObject({ isGeographic: true, toDegrees: null });
  });

  it('find the datum of an ESRI .prj by its name', async () => {
    const prj =
      'PROJCS["CH1903+_LV95",GEOGCS["GCS_CH1903+",DATUM["D_CH1903+",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Hotine_Oblique_Mercator_Azimuth_Center"],PARAMETER["False_Easting",2600000.0],PARAMETER["False_Northing",1200000.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Azimuth",90.0],PARAMETER["Longitude_Of_Center",7.43958333333333],PARAMETER["Latitude_Of_Center",46.9524055555556],UNIT["Meter",1.0]]';
    expect((await resolveCrs(db, prj)).label).toBe('EPSG:2056');
  });

  it('are refused when unknown, and when nobody knows how their datum lies', async () => {
    for (const text of ['EPSG:999999', 'wgs48', 'PROJCS[rubbish', '+proj=nonsense'])
      await expect(resolveCrs(db, text)).rejects.toMatchObject({ code: 'unknown_crs' });
    await expect(resolveCrs(db, 'EPSG:2327')).rejects.toMatchObject({ code: 'crs_without_datum' }); // Xi'an 1980
  });
});

describe('a place that its system does not reach', () => {
  const nowhere = () => fileOf('nowhere.csv', 'name,x,y\n口,1e30,1e30\n口,1e30,1e31');

  it('is no number, also where the projection throws', async () => {
    const { toDegrees } = await resolveCrs(db, 'EPSG:54024'); // Bonne, which proj4 reads only from ESRI's number
    expect(toDegrees!([1e30, 1e30])).toEqual([Number.NaN, Number.NaN]);
    expect(toDegrees!([0, 0])[0]).toBeCloseTo(0, 6);
  });

  it('is refused with its row, and makes no district', async () => {
    const request = { file: nowhere(), layer: 'outfalls' as const, crs: 'EPSG:54024' };
    await expect(importFile(db, { ...request, district: { key: 'bonne' } })).rejects.toMatchObject({
      code: 'nothing_to_import',
    });
  });
});

describe('candidates for a file that does not say its system', () => {
  it('name Virginia South in feet first for the pipes of Norfolk, and at most ten', async () => {
    const found = await crsCandidates(db, 12_131_793, 3_477_248, null);
    expect(found[0].srid).toBe(2284);
    expect(found.length).toBeLessThanOrEqual(10);
  });

  const nearQingpu = (lon: number, lat: number) => Math.hypot(lon - 121.1, lat - 31.1) < 0.5;

  it('are only those near what the district holds, its own grid first and none that would be refused', async () => {
    const found = await crsCandidates(db, 602_000, 3_440_000, nearQingpu);
    expect(found[0]).toMatchObject({ srid: 4549, name: 'CGCS2000 / 3-degree Gauss-Kruger CM 120E' });
    for (const { lon, lat } of found) expect(nearQingpu(lon, lat)).toBe(true);
    for (const { srid } of found) await expect(resolveCrs(db, `EPSG:${srid}`)).resolves.toBeDefined();
    expect(await crsCandidates(db, 12_000, 8_000, nearQingpu)).toEqual([]);
    const anywhere = await crsCandidates(db, 602_000, 3_440_000, null);
    expect(anywhere.some(({ name }) => name.startsWith('CGCS2000'))).toBe(true);
  });

  it("have the receiver's UTM after the grids of China, wherever its scale puts it", async () => {
    const found = await crsCandidates(db, 319_000, 3_442_000, nearQingpu); // zone 51N, and Gauss-Krüger beside it
    expect(found.map(({ srid }) => srid).slice(0, 2)).toEqual([4510, 32651]);
    const inHaikou = (lon: number, lat: number) => Math.hypot(lon - 110.3, lat - 20) < 0.5;
    const south = await crsCandidates(db, 427_000, 2_212_000, inHaikou);
    expect(south.map(({ srid }) => srid).slice(0, 2)).toEqual([4508, 32649]);
  });

  it('are found among the systems of the meridians around alone, and hold up requests for a part of the time', async () => {
    const held = async (lons?: [number, number]) => {
      const before = process.cpuUsage();
      const found = await crsCandidates(db, 602_000, 3_440_000, nearQingpu, lons);
      return { found, us: process.cpuUsage(before).user };
    };
    const [all, some] = [await held(), await held([120.6, 121.6])];
    expect(some.found).toEqual(all.found);
    expect(some.us).toBeLessThan(all.us / 2);
  });

  it('name Web Mercator for what was taken from a map on the web, last where other systems fit too', async () => {
    const [{ x, y }] = await db.query<{ x: number; y: number }>(
      'select st_x(g) as x, st_y(g) as y from st_transform(st_setsrid(st_point(121.1, 31.1), 4326), 3857) as g',
    );
    for (const lons of [undefined, [120.6, 121.6]] as const)
      expect((await crsCandidates(db, x, y, nearQingpu, lons)).map(({ srid }) => srid)).toEqual([3857]);
    expect((await crsCandidates(db, x, y, null)).map(({ srid }) => srid)).toContain(3857);
    expect((await crsCandidates(db, 602_000, 3_440_000, nearQingpu)).some(({ srid }) => srid === 3857)).toBe(false);
  });

  it.each([
    ['Bern', 2_600_000, 1_200_000],
    ['Vaduz', 2_758_000, 1_223_000],
    ['Geneva', 2_500_000, 1_118_000],
  ])('name LV95 for Swiss metres at %s in a new district', async (_, x, y) => {
    expect((await crsCandidates(db, x, y, null)).map(({ srid }) => srid)).toContain(2056);
  });

  it('of a local grid in a district that holds things are none, and the refusal says --control', async () => {
    const rivers = geojsonOf('qp.geojson', [
      [
        { key: 'A' },
        'LineString',
        [
          [121, 31],
          [121.03, 31],
        ],
      ],
    ]);
    await importFile(db, { file: rivers, district: { key: 'qp' }, layer: 'rivers' });
    const file = fileOf('local.csv', 'name,x,y\n甲,-12000,8000\n');
    await expect(importFile(db, { file, district: { key: 'qp' }, layer: 'outfalls' })).rejects.toMatchObject({
      code: 'crs_needed',
      message: expect.stringMatching(/50 km.*--control/),
      messageZh: expect.stringMatching(/50 km.*--control/),
    });
  });

  it('are degrees where longitude and latitude stand in each other’s columns, which is said', async () => {
    for (const district of ['qp', 'new']) {
      const file = fileOf(`turned-${district}.csv`, 'name,x,y\n甲,31.0001,121.01\n');
      await expect(importFile(db, { file, district: { key: district }, layer: 'outfalls' })).rejects.toMatchObject({
        code: 'lon_lat_swapped',
        message: expect.stringContaining('swap the two columns'),
        messageZh: expect.stringContaining('对调两列'),
      });
    }
    const far = fileOf('far.csv', 'name,x,y\n甲,48.2,151.3\n');
    await expect(importFile(db, { file: far, district: { key: 'qp' }, layer: 'outfalls' })).rejects.toMatchObject({
      code: 'crs_needed',
    });
  });
});

describe('the plane of a new district', () => {
  it('is the CGCS2000 3° zone in China and the UTM zone elsewhere', () => {
    expect(planeSridFor(121.1, 31.1)).toBe(4549);
    expect(planeSridFor(108.8, 29.5)).toBe(4545);
    expect(planeSridFor(9.5, 47.1)).toBe(32632);
    expect(planeSridFor(20.4, -34)).toBe(32734);
  });

  it('knows the five seed places as China and the neighbours as not', () => {
    for (const [lon, lat] of [
      [121.1, 31.1],
      [120.2, 30.2],
      [112.6, 35.1],
      [120.9, 32.0],
      [108.8, 29.5],
    ])
      expect(isInChina(lon, lat)).toBe(true);
    for (const [lon, lat] of [
      [126.9, 37.5],
      [106.9, 47.9],
      [105.8, 21.0],
      [77.2, 28.6],
      [139.7, 35.7],
    ])
      expect(isInChina(lon, lat)).toBe(false);
  });

  it('has the coordinates of PostGIS to a millimetre', async () => {
    for (const [srid, lon, lat] of [
      [4549, 121.123456789, 31.123456789],
      [32632, 9.512345678, 47.123456789],
    ]) {
      const out = new Float64Array(2);
      (await planeOf(db, srid)).forward(lon, lat, out, 0);
      const [{ x, y }] = await db.query<{ x: number; y: number }>(
        `select st_x(g) as x, st_y(g) as y from st_transform(st_setsrid(st_point($1, $2), 4490), $3::int) as g`,
        [lon, lat, srid],
      );
      expect(Math.abs(out[0] - x)).toBeLessThan(0.0011);
      expect(Math.abs(out[1] - y)).toBeLessThan(0.0011);
    }
  });
});
