import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { resolveCrs } from '../../server/import/crs.ts';
import { fitToNumbers } from '../../server/import/crs-fit.ts';
import { cgcs2000Srid, meridianOfZone } from '../../server/import/crs-gauss-kruger.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

/** A .prj as ArcGIS, SuperMap and others write it. */
function prj(name: string, { lon = 120, easting = 500000, datum = 'D_China_2000', spheroid = CGCS2000 } = {}): string {
  return (
    `PROJCS["${name}",GEOGCS["GCS_${datum.slice(2)}",DATUM["${datum}",SPHEROID[${spheroid}]],PRIMEM["Greenwich",0.0],` +
    'UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],' +
    `PARAMETER["False_Easting",${easting}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${lon}.0],` +
    'PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
  );
}
const CGCS2000 = '"CGCS2000",6378137.0,298.257222101';
const XIAN = { datum: 'D_Xian_1980', spheroid: '"Xian_1980",6378140.0,298.257' };
const BEIJING = { datum: 'D_Beijing_1954', spheroid: '"Krasovsky_1940",6378245.0,298.3' };

describe('the .prj of Chinese software', () => {
  it.each([
    ['CGCS2000_3_Degree_GK_CM_120E', {}, 'EPSG:4549'],
    ['CGCS2000_3_Degree_GK_Zone_40', { easting: 40500000 }, 'EPSG:4528'],
    ['CGCS2000_GK_CM_117E', { lon: 117 }, 'EPSG:4509'],
    ['CGCS2000_GK_Zone_20', { lon: 117, easting: 20500000 }, 'EPSG:4498'],
    ['Shanghai_GK_of_the_bureau', {}, 'EPSG:4549'],
    ['unnamed', { easting: 40500000 }, 'EPSG:4528'],
    ['unnamed', { lon: 117, easting: 20500000 }, 'EPSG:4498'],
  ])('%s %o is %s, by name or by parameters', async (name, parameters, label) => {
    expect((await resolveCrs(db, prj(name, parameters))).label).toBe(label);
  });

  it.each([
    ['ArcGIS', 'GCS_China_Geodetic_Coordinate_System_2000', 'D_China_2000'],
    ['GeoScene', 'GCS_CGCS2000', 'D_CGCS_2000'],
    ['SuperMap', 'China Geodetic Coordinate System 2000', 'China Geodetic Coordinate System 2000'],
    ['SuperMap', 'GCS_China_2000', 'D_China_2000'],
    ['MapGIS', '国家2000大地坐标系', 'D_China_2000'],
  ])(
    'degrees of %s, "%s", are EPSG:4490 and stay as they are: not the geocentric system of the same name',
    async (_, name, datum) => {
      const text = `GEOGCS["${name}",DATUM["${datum}",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`;
      expect(await resolveCrs(db, text)).toMatchObject({ label: 'EPSG:4490', isGeographic: true, toDegrees: null });
    },
  );

  it('of SuperMap and MapGIS: grids by their parameters, whatever the name', async () => {
    for (const name of ['China2000 / 3-degree Gauss-Kruger zone 40', '高斯大地坐标系_中国2000_40带3_北'])
      expect((await resolveCrs(db, prj(name, { easting: 40500000 }))).label).toBe('EPSG:4528');
  });

  it('a geocentric system is no place on a map', async () => {
    await expect(resolveCrs(db, 'EPSG:4479')).rejects.toMatchObject({ code: 'unknown_crs' });
  });

  it("is refused on Xi'an 1980 and Beijing 1954, by WKT, with zeros for a shift, and by EPSG number", async () => {
    const zeros = prj('Beijing_1954_3_Degree_GK_CM_120E', BEIJING).replace('298.3]', '298.3],TOWGS84[0,0,0,0,0,0,0]');
    for (const text of [
      prj('Xian_1980_3_Degree_GK_CM_120E', XIAN),
      prj('Beijing_1954_3_Degree_GK_CM_120E', BEIJING),
      zeros,
      'EPSG:2437',
      'EPSG:4214',
      'EPSG:2385',
    ])
      await expect(resolveCrs(db, text), text).rejects.toMatchObject({
        code: 'crs_without_datum',
        message: expect.stringContaining('not public'),
      });
  });

  it("takes Xi'an 1980 and Beijing 1954 with the parameters of a PROJ string, as PostGIS does", async () => {
    for (const ellipsoid of ['+a=6378140 +rf=298.257', '+ellps=krass']) {
      const text = `+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 ${ellipsoid} +towgs84=-12.6,-140.2,-65.3,0.4,0.1,-3.2,2.1 +units=m +no_defs`;
      const [lon, lat] = (await resolveCrs(db, text)).toDegrees!([602_000, 3_440_000]);
      const [{ metres }] = await db.query<{ metres: number }>(
        `select st_distance(st_transform(st_point(602000, 3440000), $1::text, 4326)::geography,
                            st_setsrid(st_point($2, $3), 4326)::geography) as metres`,
        [text, lon, lat],
      );
      expect(metres).toBeLessThan(0.01);
    }
  });
});

describe('the grids of CGCS2000', () => {
  it('agree with PostGIS to a millimetre, each of the four families in each of its zones', async () => {
    const wrong: string[] = [];
    for (let srid = 4491; srid <= 4554; srid++) {
      const crs = await resolveCrs(db, `EPSG:${srid}`);
      const { meridian, prefix } = crs.gaussKruger!;
      const place: [number, number] = [prefix * 1e6 + 402_000.123, 3_440_000.456];
      const [lon, lat] = crs.toDegrees!(place);
      const [theirs] = await db.query<{ lon: number; lat: number }>(
        `select st_x(g) as lon, st_y(g) as lat from st_transform(st_setsrid(st_point($1, $2), $3::int), 4490) as g`,
        [...place, srid],
      );
      if (Math.abs(theirs.lon - lon) > 1e-8 || Math.abs(theirs.lat - lat) > 1e-8) wrong.push(`EPSG:${srid}`);
      const six = srid < 4513;
      const expected = six && prefix === 0 ? 4534 + (meridian - 75) / 3 : srid; // the same grid has two numbers
      if (cgcs2000Srid({ meridian, prefix }) !== expected) wrong.push(`${srid} by parameters`);
      if (prefix !== 0 && meridianOfZone(prefix) !== meridian) wrong.push(`${srid} by zone`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('zone numbers in eastings', () => {
  const fit = async (srid: number, east: number) => {
    const crs = await resolveCrs(db, `EPSG:${srid}`);
    return fitToNumbers(crs, [east, 3_440_000], 'geometry');
  };
  const [reference] = [() => resolveCrs(db, 'EPSG:4549').then(({ toDegrees }) => toDegrees!([602_000, 3_440_000]))];

  it('are told apart from the numbers, in both directions and families, and said', async () => {
    for (const [stated, east, meant] of [
      [4549, 40_602_000, 'EPSG:4528'],
      [4528, 602_000, 'EPSG:4549'],
      [4498, 602_000, 'EPSG:4509'],
      [4509, 20_602_000, 'EPSG:4498'],
      [4548, 20_602_000, 'EPSG:4498'], // 117° in either family: the number says six degrees
      [4548, 39_602_000, 'EPSG:4527'],
    ] as const) {
      const { crs, issues } = await fit(stated, east);
      expect(crs.label, `${stated} ${east}`).toBe(meant);
      expect(issues).toMatchObject([{ code: 'zone_told_apart', severity: 'warning', row: null }]);
      const meantCrs = await resolveCrs(db, meant);
      expect(crs.toDegrees!([east, 3_440_000])).toEqual(meantCrs.toDegrees!([east, 3_440_000]));
    }
    expect((await fit(4528, 602_000)).crs.toDegrees!([602_000, 3_440_000])).toEqual(await reference());
  });

  it('that agree are left alone', async () => {
    expect(await fit(4549, 602_000)).toMatchObject({ crs: { label: 'EPSG:4549' }, issues: [] });
    expect(await fit(4528, 40_602_000)).toMatchObject({ crs: { label: 'EPSG:4528' }, issues: [] });
  });

  it('of another meridian are refused with the grid they belong to', async () => {
    await expect(fit(4549, 39_602_000)).rejects.toMatchObject({
      code: 'zone_disagrees',
      message: expect.stringContaining('EPSG:4527'),
    });
    await expect(fit(4528, 21_402_000)).rejects.toMatchObject({
      code: 'zone_disagrees',
      message: expect.stringContaining('EPSG:4499'),
    });
  });
});

describe('columns X and Y', () => {
  const swapped = async (crs: string, middle: [number, number], axes: 'bare' | 'named' | 'geometry') =>
    fitToNumbers(await resolveCrs(db, crs), middle, axes).isSwapped;
  const LOCAL = '+proj=tmerc +lat_0=31.2 +lon_0=121.47 +k=1 +x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs';

  it('are told apart where the numbers fit one way only', async () => {
    expect(await swapped('EPSG:4549', [3_440_000, 602_000], 'bare')).toBe(true);
    expect(await swapped('EPSG:4549', [3_440_000, 40_602_000], 'named')).toBe(true);
    expect(await swapped('EPSG:4549', [602_000, 3_440_000], 'bare')).toBe(false);
    expect(await swapped('EPSG:4490', [31.1, 121.1], 'bare')).toBe(true);
    expect(await swapped('EPSG:4490', [121.1, 31.1], 'bare')).toBe(false);
    expect(await swapped('EPSG:2056', [2_757_000, 1_222_000], 'bare')).toBe(false);
  });

  it('are refused where both ways fit and nobody said which is east', async () => {
    await expect(swapped(LOCAL, [-12_000, 8_000], 'bare')).rejects.toMatchObject({ code: 'axes_ambiguous' });
    await expect(swapped('EPSG:4549', [602_000, 440_000], 'bare')).rejects.toMatchObject({ code: 'axes_ambiguous' });
    expect(await swapped(LOCAL, [-12_000, 8_000], 'named')).toBe(false);
  });

  it('are never asked about in files with geometry: x is east there', async () => {
    expect(await swapped('EPSG:4549', [3_440_000, 602_000], 'geometry')).toBe(false);
  });
});
