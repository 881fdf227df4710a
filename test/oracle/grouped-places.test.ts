/** Groups crossed, scopes and squares of the survey net against the geometry of PostGIS, which knows nothing of ranges. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { loadSnapshot, type Snapshot } from '../../server/district/snapshot.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { parseScope } from '../../server/report/facets/scope.ts';
import type { AnyGroup } from '../../server/report/groups.ts';
import { KEY } from '../district/small-district.ts';
import { filledDatabase } from '../support/database.ts';
import { loadGrouped } from './grouped-scene.ts';

let db: Database;
let snapshot: Snapshot;
beforeAll(async () => {
  db = await filledDatabase('grouped', loadGrouped);
  snapshot = await loadSnapshot(db, KEY);
});
afterAll(() => db.close());

const mm = (km: number) => Math.round(km * 1e6);

describe('PostGIS, place by place each quarter of a metre', () => {
  const STEP_MM = 250;
  /** Rows of places `key`, `key_2` told by geometry (p.at), of surveys by a column of the range. */
  const sampled = (first: string, second: string, label = `''`) => `
    with
    place as materialized (
      select r.id as route_id, v.mm, st_force2d(st_geometryn(st_locatealong(r.line_m, v.mm), 1)) as at
        from register.route as r cross join generate_series(${STEP_MM / 2}, r.length_mm - 1, ${STEP_MM}) as v (mm)
       where r.district = $1
    ),
    survey as (
      select s.*, ${label} as label from register.surveyed_range as s
        left join register.survey_track as t on t.district = s.district and t.id = s.track_id
       where s.district = $1
    ),
    bank as (
      select p.route_id, p.mm, s.label, s.mode, k.bank,
             count(distinct (s.day, coalesce(s.crew, ''))) filter (where s.kind = 'measured') as surveys
        from place as p
        join survey as s on s.route_id = p.route_id and s.from_mm <= p.mm and p.mm < s.to_mm
        join (values ('left'), ('right')) as k (bank) on s.bank in (k.bank, 'both')
       group by 1, 2, 3, 4, 5
    ),
    seen as (
      select route_id, mm, label, mode, count(*) = 2 as covered, count(*) = 2 and min(surveys) > 1 as repeated,
             sum(greatest(surveys - 1, 0)) / 2.0 as again
        from bank group by 1, 2, 3, 4
    )
    select a.key, coalesce(nullif(l.label, ''), b.key) as key_2, m.mode, count(*) * ${STEP_MM} / 1e3 as length_m,
           count(*) filter (where s.covered) * ${STEP_MM} / 1e3 as covered_m, count(*) filter (where s.repeated) * ${STEP_MM} / 1e3 as duplicate_m,
           coalesce(sum(s.again), 0) * ${STEP_MM} / 1e3 as overlap_m
      from place as p
     cross join lateral (${first}) as a (key)
     cross join lateral (${second}) as b (key)
     cross join (select distinct label from survey) as l
     cross join (values ('above_water'), ('under_water')) as m (mode)
      left join seen as s using (route_id, mm, label, mode)
     group by 1, 2, 3`;
  const town = `select coalesce((select t.key from register.town as t where t.district = $1 and st_covers(t.geom_m, p.at) order by t.key limit 1), 'outside')`;
  const inside = (table: string) =>
    `select z.key from register.${table} as z where z.district = $1 and st_covers(z.geom_m, p.at)`;
  const around = `select v.key from register.venue as v where v.district = $1 and st_dwithin(v.geom_m, p.at, 1000)`;

  it.each<[AnyGroup, AnyGroup, string]>([
    ['town', 'basin', sampled(town, inside('basin'))],
    ['zone', 'year', sampled(inside('protected_zone'), `select ''`, 'extract(year from s.day)::int::text')],
    ['venue', 'crew', sampled(around, `select ''`, `coalesce(s.crew, 'unknown')`)],
    ['park', 'zone', sampled(inside('park'), inside('protected_zone'))],
  ])('finds of %s by %s what the report says', async (group, crossed, text) => {
    const sql = await db.query<Record<string, number>>(text, [KEY]);
    const key = (row: { key: unknown; key_2?: unknown; mode: unknown }) => `${row.key} ${row.key_2} ${row.mode}`;
    const found = new Map(sql.map((row) => [key(row as never), row]));
    const rows = coverageRows(snapshot, { group, crossed });
    expect(rows.map(key).sort()).toEqual([...found.keys()].sort());
    for (const row of rows)
      for (const name of ['length', 'covered', 'duplicate', 'overlap'] as const) {
        const theirs = found.get(key(row))![`${name}_m`];
        // a step for each end of a range
        expect([key(row), name, Math.abs(row[`${name}_km`] * 1000 - theirs) < 3]).toEqual([key(row), name, true]);
      }
  });
});

describe('scopes and squares, by the geometry of PostGIS', () => {
  /** Kilometres of river inside a geometry of the plane; planar lengths as the route's own measure has them. */
  const inside = async (geometry: string, ...values: unknown[]) => {
    const [{ km }] = await db.query<{ km: number }>(
      `select coalesce(sum(st_length(st_intersection(st_force2d(r.line_m), g.geom)) * r.length_mm / st_length(r.line_m)), 0)::float8 / 1e6 as km
         from register.route as r cross join (${geometry}) as g (geom) where r.district = $1`,
      [KEY, ...values],
    );
    return km;
  };

  it.each([
    ['venue@1000', 'venue', 1000],
    ['venue@300', 'venue', 300],
    ['park', 'park', 0],
    ['park@120', 'park', 120],
    ['residential@500', 'residential_area', 500],
    ['residential@33.3', 'residential_area', 33.3],
  ])('inside %s are as many km, covered and gap, as its buffer holds', async (said, table, metres) => {
    const buffer = `select st_union(st_buffer(geom_m, $2::float8, 720)) from register.${table} where district = $1`;
    const [row] = coverageRows(snapshot, { group: 'district', mode: 'above_water', scope: parseScope(said) });
    expect(row.length_km).toBeGreaterThan(0.05);
    expect(row.length_km).toBeCloseTo(await inside(buffer, metres), 4);
    expect(mm(row.covered_km) + mm(row.gap_km)).toBe(mm(row.length_km));
  });

  it('each square of the net holds what its envelope holds', async () => {
    const rows = coverageRows(snapshot, { group: 'cell', mode: 'above_water' });
    expect(rows.length).toBeGreaterThan(20);
    for (const { key, length_km } of rows) {
      const [, east, north] = /^E(-?\d+)N(-?\d+)$/.exec(key)!;
      const envelope = 'select st_makeenvelope($2::float8, $3::float8, $2::float8 + 250, $3::float8 + 250)';
      expect(length_km).toBeCloseTo(await inside(envelope, Number(east), Number(north)), 4);
    }
  });
});
