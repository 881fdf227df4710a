/** Geometries written by hand, as psql and QGIS do: what is kept in the plane follows, and what is derived follows that. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { planeOf } from '../../server/import/plane.ts';
import { testDatabase } from '../support/database.ts';

describe('register.plane_follows', async () => {
  const db = await testDatabase();
  afterAll(() => db.close());

  beforeEach(() =>
    db.run(`delete from register.district; delete from register.removed_district;
      insert into register.district (key, number, name, plane_srid) values ('qp', 1, '青浦', 4549);
      insert into register.outfall (district, id, geom) values ('qp', 1, st_setsrid(st_point(121.1, 31.1), 4490))`),
  );

  const place = async (table: string) => {
    const [row] = await db.query<{ geom: string; geom_m: string }>(
      `select st_astext(geom, 12) as geom, st_astext(geom_m, 9) as geom_m from register.${table} where district = 'qp' and id = 1`,
    );
    return { degrees: numbers(row.geom), plane: numbers(row.geom_m) };
  };
  const numbers = (text: string) => text.match(/-?[\d.]+/g)!.map(Number);

  /** What an import would have stored, by the service's own projection. */
  async function projected(degrees: readonly number[]): Promise<number[]> {
    const plane = await planeOf(db, 4549);
    const point = new Float64Array(2);
    return degrees.flatMap((lon, i) => {
      if (i % 2 === 1) return [];
      plane.forward(lon, degrees[i + 1], point, 0);
      return [...point].map((metres) => Math.round(metres * 1000) / 1000);
    });
  }

  it('gives a point inserted or moved by hand the millimetres that an import gives it', async () => {
    const before = await place('outfall');
    expect(before.plane).toEqual(await projected(before.degrees));
    await db.run(`update register.outfall set geom = st_translate(geom, 0.02, 0.01)`);
    const after = await place('outfall');
    expect(after.plane).toEqual(await projected(after.degrees));
    expect(Math.hypot(after.plane[0] - before.plane[0], after.plane[1] - before.plane[1])).toBeGreaterThan(2000);
  });

  it('follows an area vertex by vertex, also where vertices fall together', async () => {
    await db.run(`insert into register.water_body (district, id, kind, geom, geom_m)
      select 'qp', 1, 'lake', st_setsrid(st_multi(g), 4490), st_multi(g) from st_makeenvelope(121, 31, 121.1, 31.1) as g`);
    await db.run(`update register.water_body set geom = st_setsrid(st_geomfromtext(
      'MULTIPOLYGON(((121 31, 121.05 31, 121.05 31.0000000001, 121.1 31.1, 121 31.1, 121 31)))'), 4490)`);
    const { degrees, plane } = await place('water_body');
    expect(plane).toEqual(await projected(degrees));
  });

  it('leaves alone who writes both, and what does not move', async () => {
    await db.run(`update register.outfall set geom = st_translate(geom, 0.02, 0), geom_m = st_point(5, 6)`);
    await db.run(`update register.outfall set name = 'x'`);
    expect((await place('outfall')).plane).toEqual([5, 6]);
  });
});
