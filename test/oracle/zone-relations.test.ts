/** Outfalls and zones: the stored relations against the SQL twin row by row, and both against what PostGIS says by itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import type { SourceRow } from '../../server/import/request.ts';
import {
  at,
  box,
  KEY,
  line,
  load,
  loadAll,
  OUTFALLS,
  type Part,
  part,
  polygon,
  RIVERS_EAST,
  RIVERS_WEST,
  WATERS,
} from '../district/small-district.ts';
import { seeded } from '../engine/coverage/random.ts';
import { testDatabase } from '../support/database.ts';

type Position = [number, number];

const random = seeded(11);
const within = (low: number, high: number) => low + (high - low) * random();

/** Stars with a hole that holds an island, wound at random, over the rivers of the small district. */
function randomZones(count: number): SourceRow['geometry'][] {
  return Array.from({ length: count }, () => {
    const centre: Position = [within(-500, 5000), within(-300, 1300)];
    const ring = (scale: number, radii: number[]): Position[] =>
      radii.map((r, k) => {
        const angle = (2 * Math.PI * k) / radii.length;
        return [centre[0] + scale * r * Math.cos(angle), centre[1] + scale * r * Math.sin(angle)];
      });
    const radii = Array.from({ length: 5 + Math.floor(within(0, 60)) }, () => within(80, 700));
    const [outer, hole, island] = [1, 0.5, 0.2].map((scale) => ring(scale, radii));
    const turn = (positions: Position[]) => (random() < 0.5 ? [...positions].reverse() : positions);
    const closed = (positions: Position[]) => [...positions, positions[0]].map(([x, y]) => at(x, y));
    return { type: 'MultiPolygon', coordinates: [[closed(turn(outer)), closed(turn(hole))], [closed(turn(island))]] };
  });
}

const scene: Part[] = [
  part(
    'zones',
    'zones',
    ...randomZones(14).map((geometry, i): [object, SourceRow['geometry']] => [
      { key: `Z${i}`, kind: 'drinking_water', accuracy_m: [0, 2, 25][i % 3] },
      geometry,
    ]),
  ),
  part(
    'points',
    'outfalls',
    ...Array.from({ length: 250 }, (_, i): [object, SourceRow['geometry']] => [
      { source_id: `p${i}`, code: `c${i}` },
      {
        type: 'Point',
        coordinates: i % 3 ? at(within(-500, 5000), within(-60, 320)) : at(within(-900, 5500), within(-900, 1900)),
      },
    ]),
  ),
  part(
    'conduits',
    'conduits',
    ...Array.from({ length: 60 }, (_, i): [object, SourceRow['geometry']] => [
      { source_id: `k${i}`, outfall: i % 2 ? `p${i}` : `c${i + 100}` },
      line(
        [within(-500, 5000), within(-300, 1300)],
        [within(-500, 5000), within(-300, 1300)],
        [within(0, 900), within(0, 900)],
      ),
    ]),
  ),
];

const TWIN = `
  select s.*, t.* from (select * from register.outfall_zone where district = $1) s
    full join atlas.zone_relations($1) t using (outfall_id, zone_id, relation)
   where (s.distance_mm, s.river_up_mm, s.river_down_mm) is distinct from (t.distance_mm, t.river_up_mm, t.river_down_mm)
      or s.version is null or t.relation is null`;

const relationCount = `select relation, count(*)::int as n from register.outfall_zone where district = $1 group by 1 order by 1`;

describe('outfalls and zones', () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
    await loadAll(db, [RIVERS_WEST, RIVERS_EAST, WATERS, OUTFALLS, ...scene]);
    await db.query(`insert into register.outfall (district, id, source_id) values ($1, null, 'nowhere')`, [KEY]);
    await load(db, part('unlocated', 'conduits', [{ source_id: 'kn', outfall: 'nowhere' }, line([0, 0], [4000, 600])]));
  });
  afterAll(() => db.close());

  it('are the same rows in engine and SQL, to the millimetre', async () => {
    const counts = await db.query<{ relation: string; n: number }>(relationCount, [KEY]);
    expect(counts.map(({ relation }) => relation)).toEqual(['conduit', 'edge', 'inside', 'receiving']);
    for (const { n } of counts) expect(n).toBeGreaterThan(10);
    expect(await db.query(TWIN, [KEY])).toEqual([]);
  });

  it('are inside where ST_Covers says so, but for places a millimetre from the boundary', async () => {
    const wrong = await db.query(
      `select o.id, z.id, st_distance(st_boundary(z.geom_m), o.geom_m) as metres
         from register.outfall o join register.protected_zone z on z.district = o.district
         left join register.outfall_zone f on f.district = o.district and f.outfall_id = o.id and f.zone_id = z.id and f.relation = 'inside'
        where o.district = $1 and o.geom_m is not null and (f.relation is not null) <> st_covers(z.geom_m, o.geom_m)
          and st_distance(st_boundary(z.geom_m), o.geom_m) > 0.001`,
      [KEY],
    );
    expect(wrong).toEqual([]);
  });

  it('are as far from the boundary as PostGIS measures, within a millimetre, and on the edge within the accuracy', async () => {
    const [{ pairs, most }] = await db.query<{ pairs: number; most: number }>(
      `select count(*)::int as pairs, max(abs(abs(f.distance_mm) / 1000.0 - st_distance(st_boundary(z.geom_m), o.geom_m))) as most
         from register.outfall_zone f join register.outfall o on o.district = f.district and o.id = f.outfall_id
         join register.protected_zone z on z.district = f.district and z.id = f.zone_id
        where f.district = $1 and f.distance_mm is not null`,
      [KEY],
    );
    expect(pairs).toBeGreaterThan(100);
    expect(most).toBeLessThan(0.0013); // half a millimetre each way of the rounded foot, and the distance's own rounding
    const wrong = await db.query(
      `select o.id, z.id from register.outfall o join register.protected_zone z on z.district = o.district
         left join register.outfall_zone f on f.district = o.district and f.outfall_id = o.id and f.zone_id = z.id and f.relation = 'edge'
        where o.district = $1 and o.geom_m is not null
          and (f.relation is not null) <> st_dwithin(st_boundary(z.geom_m), o.geom_m, z.accuracy_m)
          and abs(st_distance(st_boundary(z.geom_m), o.geom_m) - z.accuracy_m) > 0.0015`,
      [KEY],
    );
    expect(wrong).toEqual([]);
  });

  it('are joined by the conduits that intersect, and by nothing else', async () => {
    const [{ wrong, right }] = await db.query<{ wrong: number; right: number }>(
      `with pair as (
         select distinct o.id as outfall_id, z.id as zone_id
           from register.conduit c join register.outfall o on o.district = c.district and c.outfall in (o.source_id, o.code)
           join register.protected_zone z on z.district = c.district and st_intersects(z.geom_m, c.geom_m)
          where c.district = $1),
       held as (select outfall_id, zone_id from register.outfall_zone where district = $1 and relation = 'conduit')
       select (select count(*)::int from (table pair except table held) m) + (select count(*)::int from (table held except table pair) l) as wrong,
              (select count(*)::int from pair) as right`,
      [KEY],
    );
    expect(wrong).toBe(0);
    expect(right).toBeGreaterThan(30);
  });

  it('receive where the place on the route, or the nearest of its water, is covered', async () => {
    const [{ wrong, right }] = await db.query<{ wrong: number; right: number }>(
      `with mouth as (
         select l.outfall_id, st_force2d(st_geometryn(st_locatealong(r.line_m, l.measure_mm), 1)) as at, o.geom_m, r.river_id
           from register.outfall_link l join register.route r on r.district = l.district and r.id = l.route_id
           join register.outfall o on o.district = l.district and o.id = l.outfall_id where l.district = $1),
       place as (
         select outfall_id, at from mouth
          union all
         select m.outfall_id, w.at from mouth m cross join lateral (
           select st_closestpoint(b.geom_m, m.geom_m) as at from register.water_body b
            where b.district = $1 and b.river_id = m.river_id order by st_distance(b.geom_m, m.geom_m) limit 1) w
          where st_distance(w.at, m.geom_m) <= st_distance(m.at, m.geom_m)),
       pair as (
         select p.outfall_id, z.id as zone_id, bool_or(st_covers(z.geom_m, p.at)) as held,
                min(st_distance(st_boundary(z.geom_m), p.at)) as metres
           from place p join register.protected_zone z on z.district = $1 group by 1, 2)
       select count(*) filter (where p.held <> (f.relation is not null) and p.metres > 0.003)::int as wrong,
              count(*) filter (where p.held)::int as right
         from pair p left join register.outfall_zone f
           on f.district = $1 and f.outfall_id = p.outfall_id and f.zone_id = p.zone_id and f.relation = 'receiving'`,
      [KEY],
    );
    expect(wrong).toBe(0);
    expect(right).toBeGreaterThan(30);
  });

  it('without a point have no distance, and what a conduit says of them holds', async () => {
    const rows = await db.query(
      `select distinct f.relation, f.distance_mm from register.outfall_zone f
         join register.outfall o on o.district = f.district and o.id = f.outfall_id where o.source_id = 'nowhere'`,
    );
    expect(rows).toEqual([{ relation: 'conduit', distance_mm: null }]);
  });

  it('lie up and down the river from zones as the ranges of their routes do', async () => {
    const [{ known, wrong }] = await db.query<{ known: number; wrong: number }>(
      `with own as (
         select f.*, l.measure_mm, r.closed, r.length_mm,
                (select min(z.from_mm - l.measure_mm) from register.route_zone z where z.district = $1 and z.kind = 'zone'
                    and z.zone_id = f.zone_id and z.route_id = r.id and z.from_mm > l.measure_mm) as below,
                (select min(l.measure_mm - z.to_mm) from register.route_zone z where z.district = $1 and z.kind = 'zone'
                    and z.zone_id = f.zone_id and z.route_id = r.id and z.to_mm < l.measure_mm) as above,
                exists (select from register.route_zone z where z.district = $1 and z.kind = 'zone' and z.zone_id = f.zone_id
                    and z.route_id = r.id and l.measure_mm between z.from_mm and z.to_mm) as within
           from register.outfall_zone f
           join register.outfall_link l on l.district = f.district and l.outfall_id = f.outfall_id
           join register.route r on r.district = f.district and r.id = l.route_id
           join register.river v on v.district = r.district and v.id = r.river_id and v.key = 'R2'
          where f.district = $1 and r.role = 'main')
       select count(*) filter (where river_up_mm is not null or river_down_mm is not null)::int as known,
              count(*) filter (where case when within then (river_up_mm, river_down_mm) is distinct from (0::bigint, 0::bigint)
                                     else (river_up_mm, river_down_mm) is distinct from (above, below) end)::int as wrong
         from own`,
      [KEY],
    );
    expect(wrong).toBe(0);
    expect(known).toBeGreaterThan(10);
  });
});

describe('conduits and the outfalls they name', () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
    await loadAll(db, [
      part('zone', 'zones', [{ key: 'Z' }, polygon(box(0, 0, 100, 100))]),
      part(
        'outfalls',
        'outfalls',
        [
          { source_id: 'a', code: 'A1', code_province: 'P1' },
          { type: 'Point', coordinates: at(500, 0) },
        ],
        [{ source_id: 'b' }, { type: 'Point', coordinates: at(500, 20) }],
      ),
    ]);
  });
  afterAll(() => db.close());
  const flagged = () =>
    db.query(`select o.source_id, f.relation from register.outfall_zone f
                join register.outfall o on o.district = f.district and o.id = f.outfall_id order by 1`);

  it('are found by code, provincial code, source_id or #id, and by no other name', async () => {
    const reaching = line([500, 0], [50, 50]);
    const [{ id }] = await db.query<{ id: number }>(`select id from register.outfall where source_id = 'b'`);
    for (const [name, found] of [
      ['A1', 'a'],
      ['P1', 'a'],
      ['a', 'a'],
      [`#${id}`, 'b'],
      ['zzz', null],
      [null, null],
    ]) {
      await load(db, part(`k ${name}`, 'conduits', [{ source_id: 'k', outfall: name }, reaching]));
      expect(await flagged()).toEqual(found === null ? [] : [{ source_id: found, relation: 'conduit' }]);
    }
  });

  it('stand for the outfall that theirs was merged into', async () => {
    await load(db, part('k merged', 'conduits', [{ source_id: 'k', outfall: 'A1' }, line([500, 0], [50, 50])]));
    const ids = await db.query<{ id: number }>(`select id from register.outfall order by source_id`);
    await db.query(`update register.outfall set merged_into = $1 where source_id = 'a'`, [ids[1].id]);
    expect(await db.query('select outfall_id from atlas.conduit_outfalls($1)', [KEY])).toEqual([
      { outfall_id: ids[1].id },
    ]);
    await db.query(`update register.outfall set merged_into = $1 where source_id = 'b'`, [ids[0].id]);
    expect(await db.query('select outfall_id from atlas.conduit_outfalls($1)', [KEY])).toEqual([]); // a chain that bites its tail ends
  });
});
