/** What rivers hold inside zones: engine, PostGIS and the SQL twins agree. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { loadSnapshot, type Snapshot } from '../../server/district/snapshot.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { parseScope } from '../../server/report/facets/scope.ts';
import { gapRows } from '../../server/report/gaps.ts';
import { ZONE_GROUPS } from '../../server/report/groups.ts';
import { outfallsInScope } from '../../server/report/outfall-scope.ts';
import { riverRows } from '../../server/report/rivers.ts';
import {
  box,
  KEY,
  line,
  load,
  loadAll,
  OUTFALLS,
  PARTS,
  part,
  point,
  polygon,
  RECORDS,
} from '../district/small-district.ts';
import { seeded } from '../engine/coverage/random.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
let snapshot: Snapshot;
beforeAll(async () => {
  db = await testDatabase();
  await loadAll(db, [...PARTS, RECORDS]);
  await loadAll(db, [randomZones(), ...OTHERS]);
  snapshot = await loadSnapshot(db, KEY);
});
afterAll(() => db.close());

/** Star-shaped polygons with holes, some of two parts, over the rivers of the small district. */
function randomZones() {
  const random = seeded(7);
  const star = (x: number, y: number, reach: number): [number, number][] =>
    Array.from({ length: 9 }, (_, k) => {
      const [angle, far] = [(2 * Math.PI * k) / 9, reach * (0.5 + 0.5 * random())];
      return [x + far * Math.cos(angle), y + far * Math.sin(angle)];
    });
  const rows = Array.from({ length: 24 }, (_, i): [object, { type: string; coordinates: unknown }] => {
    const [x, y, reach] = [5000 * random(), 300 * random() - 50, 150 + 900 * random()];
    const holed = polygon(star(x, y, reach), star(x, y, reach * 0.3)).coordinates;
    const valid = { valid_from: i === 3 ? '2023-01-01' : undefined, valid_to: i === 4 ? '2023-01-01' : undefined };
    const properties = { key: `Z${i}`, kind: 'drinking_water', level: '1', ...valid };
    if (i % 3 > 0) return [properties, { type: 'Polygon', coordinates: holed }];
    const other = polygon(star(x + 2.2 * reach, y, reach)).coordinates;
    return [properties, { type: 'MultiPolygon', coordinates: [holed, other] }];
  });
  return part('zones', 'zones', ...rows);
}

const OTHERS = [
  part(
    'basins',
    'basins',
    [{ name: 'west' }, polygon(box(-900, -900, 2400, 2000))],
    [{ name: 'far' }, polygon(box(0, 4000, 9, 4009))],
  ),
  part('parks', 'parks', [{ name: 'P' }, polygon(box(1200, 100, 3000, 300))]),
  part('residential', 'residential', [{ name: 'H' }, polygon(box(0, 150, 100, 250))]),
  part('function zones', 'function-zones', [{ name: 'F', river: 'R2', from_m: 0, to_m: 4000 }, null]),
  part('key reaches', 'key-reaches', [{ name: 'K' }, line([1000, 30], [1900, 0], [1950, 120])]),
  part('venues', 'venues', [{ name: 'V1' }, point(1000, 700)], [{ name: 'V2' }, point(4600, 300)]),
];

describe('ranges of routes in zones', () => {
  it('are as long as what ST_Intersection leaves of the routes, to a millimetre for each cut', async () => {
    const rows = await db.query<{ key: string; stored: number; cut: number; cuts: number }>(
      `select z.key,
              coalesce((select sum(to_mm - from_mm) from register.route_zone x
                         where x.kind = 'zone' and x.zone_id = z.id), 0)::float8 as stored,
              coalesce(sum(atlas.multirange_mm(atlas.route_inside(r.line_m, z.geom_m))), 0)::float8 as cut,
              coalesce(sum(st_length(st_intersection(st_force2d(r.line_m), z.geom_m))
                           * r.length_mm / st_length(r.line_m)), 0)::float8 as straight,
              coalesce(sum(st_numgeometries(st_intersection(st_force2d(r.line_m), z.geom_m))), 0)::int as cuts
         from register.protected_zone z
         left join register.route r on r.district = z.district and r.line_m && z.geom_m
        where z.district = $1 group by z.id, z.key order by z.id`,
      [KEY],
    );
    expect(rows.filter(({ stored }) => stored > 100_000).length).toBeGreaterThan(12);
    for (const row of rows) {
      expect(Math.abs(row.stored - row.cut)).toBeLessThanOrEqual(2 * row.cuts);
      // the plane's scale is nearly one all along a route
      expect(Math.abs(row.stored - (row as never as { straight: number }).straight)).toBeLessThan(
        2 * row.cuts + row.stored * 2e-6,
      );
    }
  });

  it('around venues are what ST_Buffer holds, and never farther than asked', async () => {
    for (const withinM of [300, 700.5, 1000]) {
      const rows = riverRows(snapshot, { group: 'venue', withinM });
      const buffered = await db.query<{ km: number }>(
        `select (coalesce(sum(st_length(st_intersection(st_force2d(r.line_m), st_buffer(v.geom_m, $2::float8, 720)))
                     * r.length_mm / st_length(r.line_m)), 0) / 1e6)::float8 as km
           from register.venue v join register.route r on r.district = v.district
          where v.district = $1 group by v.id order by v.id`,
        [KEY, withinM],
      );
      for (const [i, { length_km }] of rows.entries()) expect(length_km).toBeCloseTo(buffered[i].km, 4);
    }
  });
});

describe('reports by zone', () => {
  const DAY = '2023-05-15';

  it.each(ZONE_GROUPS)('by %s are those of SQL', async (group) => {
    for (const asOf of [undefined, DAY]) {
      const args = [KEY, group, asOf ?? null];
      const rivers = riverRows(snapshot, { group, asOf });
      expect(rivers.length).toBeGreaterThan(0);
      expect(rivers.map(({ main_km, branch_km, shore_km, official_length_km, ...row }) => row)).toEqual(
        await db.query('select * from atlas.rivers_in($1, $2, $3::date)', args),
      );
      const overlays = await db.query('select * from atlas.coverage_overlays($1, $2, null, $3::date)', args);
      expect(coverageRows(snapshot, { group, asOf })).toEqual(
        (await db.query('select * from atlas.coverage_in($1, $2, null, $3::date)', args)).map((row, i) => ({
          ...row,
          ...overlays[i],
        })),
      );
      const gaps = await db.query<{ route_id: number; town_id: number }>(
        'select * from atlas.gaps_in($1, $2, null, $3::date)',
        args,
      );
      expect(gapRows(snapshot, { group, asOf })).toEqual(
        gaps.map(({ route_id, town_id, ...row }) => ({ ...row, route: route_id })),
      );
    }
  });

  it('have covered and gap make the length, and no more of either than the district has', () => {
    const [district] = coverageRows(snapshot, { group: 'district', mode: 'above_water' });
    for (const group of ZONE_GROUPS)
      for (const row of coverageRows(snapshot, { group, mode: 'above_water' })) {
        expect(Math.round((row.covered_km + row.gap_km) * 1e6)).toBe(Math.round(row.length_km * 1e6));
        expect(row.covered_km).toBeLessThanOrEqual(district.covered_km);
      }
  });

  it('leave out zones that did not hold on the day', () => {
    const keys = (asOf?: string) => riverRows(snapshot, { group: 'zone', asOf }).map(({ key }) => key);
    const all = Array.from({ length: 24 }, (_, i) => `Z${i}`);
    expect(keys()).toEqual(all.filter((key) => key !== 'Z4'));
    expect(keys('2022-12-31')).toEqual(all.filter((key) => key !== 'Z3'));
    // the last day of Z4 and the first of Z3
    expect(keys('2023-01-01')).toEqual(all);
    expect(keys('2023-01-02')).toEqual(all.filter((key) => key !== 'Z4'));
  });

  it('name a function zone by its river range and its outfalls', async () => {
    const [zone] = riverRows(snapshot, { group: 'function_zone' });
    expect(zone).toMatchObject({ name: 'F', length_km: 4, outfalls: 1, outfalls_per_km: 0.25 });
    await load(db, part('more', 'outfalls', [{ source_id: 'o9', status: 'rejected' }, point(2000, 209)]));
    const again = await loadSnapshot(db, KEY);
    expect(riverRows(again, { group: 'function_zone' })).toEqual([zone]);
    expect(OUTFALLS.rows.length).toBe(7);
  });

  it('refuse a distance that is none, too far, or without venues', () => {
    for (const withinM of [0, -1, Number.NaN, 50_001])
      expect(() => riverRows(snapshot, { group: 'venue', withinM })).toThrow(
        expect.objectContaining({ code: 'within_invalid' }),
      );
    expect(() => coverageRows(snapshot, { group: 'zone', withinM: 5 })).toThrow(
      expect.objectContaining({ code: 'within_without_venue' }),
    );
  });
});

describe('outfalls on the waters of a venue (SC-12)', () => {
  //   V ● ─────────────────── river due east from V; outfalls at 999.9, 1000.0 and 1000.1 m on it
  it('are inside at 999.9 and 1000.0 m and outside at 1000.1 m', async () => {
    const district = 'venue';
    await db.query(
      `insert into register.district (key, number, name, plane_srid) select $1, max(number) + 1, $1, 4549 from register.district`,
      [district],
    );
    const [east, north] = [352_000, 3_440_000];
    await db.query(`insert into register.river (district, id, name) values ($1, 1, '东河')`, [district]);
    await db.query(
      `insert into register.route (district, id, river_id, seq, role, closed, length_mm, geom, line_m)
       values ($1, 1, 1, 1, 'main', false, 2000260, 'SRID=4490;LINESTRING(121 31,121.02 31)', st_geomfromtext($2))`,
      [district, `LINESTRING M (${east} ${north} 0,${east + 2000} ${north} 2000260)`],
    );
    await db.query('insert into register.route_town values ($1, 1, 0, 2000260, null)', [district]);
    await db.query(
      `insert into register.venue (district, id, name, geom, geom_m) values ($1, 1, 'V', 'SRID=4490;POINT(121 31)', st_makepoint($2, $3))`,
      [district, east, north],
    );
    for (const [id, metres] of [
      [1, 999.9],
      [2, 1000],
      [3, 1000.1],
    ]) {
      await db.query(`insert into register.outfall (district, id) values ($1, $2)`, [district, id]);
      await db.query(
        `insert into register.outfall_link (district, outfall_id, route_id, measure_mm, status, version)
         values ($1, $2, 1, $3, 'confirmed', 1)`,
        [district, id, Math.floor(metres * 1000.13 + 0.5)],
      );
    }
    await db.query('insert into register.outfall (district, id) values ($1, 4)', [district]);
    const around = async (withinM: number) => {
      const loaded = await loadSnapshot(db, district);
      const rows = riverRows(loaded, { group: 'venue', withinM });
      const sql = await db.query('select * from atlas.rivers_in($1, $2, null, $3)', [district, 'venue', withinM]);
      expect(rows.map(({ outfalls, length_km }) => [outfalls, length_km])).toEqual(
        sql.map(({ outfalls, length_km }) => [outfalls, length_km]),
      );
      const { ids, notes } = await outfallsInScope(db, loaded, parseScope(`venue@${withinM}`)!);
      expect(ids).toEqual([1, 2, 3].slice(0, rows[0].outfalls!));
      expect(notes.join()).toContain('1 个排污口未挂接'); // the fourth has no link: nobody knows
      return [rows[0].outfalls, rows[0].length_km];
    };
    expect(await around(1000)).toEqual([2, 1.00013]);
    expect(await around(999.9)).toEqual([1, 1.00003]);
    expect(await around(999.8)).toEqual([0, 0.99993]);
    expect(await around(1000.1)).toEqual([3, 1.00023]);
  });
});
