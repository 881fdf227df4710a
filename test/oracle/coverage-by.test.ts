/** Coverage by any group, crossed and in scopes: the engine and its SQL twin say the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { loadSnapshot, type Snapshot } from '../../server/district/snapshot.ts';
import { saveRiverSet } from '../../server/register/river-sets.ts';
import type { CellsQuery } from '../../server/report/cells/cells.ts';
import { cellAnswer } from '../../server/report/cells/report.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { parseScope } from '../../server/report/facets/scope.ts';
import { type AnyGroup, GROUPS, SURVEY_GROUPS } from '../../server/report/groups.ts';
import { comparePayingTowns } from '../../server/report/verify/funding-check.ts';
import { box, KEY, loadAll, PARTS, part, point, polygon, RECORDS } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';

let db: Database;
let snapshot: Snapshot;
beforeAll(async () => {
  db = await testDatabase();
  await loadAll(db, [...PARTS, RECORDS]);
  await loadAll(db, [
    part(
      'basins',
      'basins',
      [{ name: 'west' }, polygon(box(-900, -900, 2400, 2000))],
      [{ name: 'mid' }, polygon(box(1500, -900, 3000, 2000))],
    ),
    part('parks', 'parks', [{ name: 'P' }, polygon(box(1200, 100, 3000, 300), box(1500, 150, 1700, 250))]),
    part('residential', 'residential', [
      { name: 'H' },
      polygon([
        [0, 90],
        [140, 110],
        [70, 160],
      ]),
    ]),
    part(
      'zones',
      'zones',
      [{ key: 'Zc', kind: 'drinking_water', source_level: '县级' }, polygon(box(300, -50, 700, 50))],
      [{ key: 'Zv', kind: 'drinking_water', source_level: '农村' }, polygon(box(900, -50, 1300, 50))],
      [{ key: 'Z?', kind: 'drinking_water' }, polygon(box(600, -900, 800, 900))],
      [{ key: 'Zn', kind: 'nature' }, polygon(box(0, -900, 200, 900))],
    ),
    part('venues', 'venues', [{ name: 'V1' }, point(1000, 700)]),
  ]);
  await db.run(`update register.survey_track set method = case when id % 2 = 0 then 'boat' else 'walk' end,
    campaign = case when id % 3 = 0 then '2022' end;
    update register.surveyed_range set day = day - 365 where id % 3 = 0`);
  await saveRiverSet(db, KEY, '主要河流', { keys: ['R1'], levels: ['village'], main_only: true }, { author: 'test' });
  snapshot = await loadSnapshot(db, KEY);
});
afterAll(() => db.close());

const DAY = '2023-05-15';

async function compare(group: AnyGroup, crossed: AnyGroup, asOf?: string, scope?: string): Promise<number> {
  const sql = await db.query(`select * from atlas.coverage_by($1, $2, $3, null, $4::date, 1000, $5)`, [
    KEY,
    group,
    crossed,
    asOf ?? null,
    scope ?? null,
  ]);
  const ours = coverageRows(snapshot, { group, crossed, asOf, scope: parseScope(scope) });
  const figures = ours.map((row) => {
    const { name, name_2, river_id, level, route, zone_id, zone_id_2, covered_percent, ...rest } = row;
    const { stale_km, above_not_under_km, record_only_km, first_covered_km = null, ...same } = rest;
    return { ...same, first_covered_km };
  });
  expect([group, crossed, figures]).toEqual([group, crossed, sql]);
  return figures.length;
}

describe('coverage crossed', () => {
  it.each<[AnyGroup, AnyGroup]>([
    ['route', 'district'],
    ['town', 'level'],
    ['basin', 'town'],
    ['basin', 'venue'],
    ['crew', 'district'],
    ['town', 'crew'],
    ['town', 'year'],
    ['year', 'crew'],
    ['method', 'campaign'],
    ['basin', 'year'],
    ['cell', 'town'],
  ])('by %s and %s is that of SQL', async (group, crossed) => {
    for (const asOf of [undefined, DAY]) expect(await compare(group, crossed, asOf)).toBeGreaterThan(1);
  });

  it.each([
    'set:主要河流',
    'park@120',
    'residential:H@90,park',
    'town:夏阳,basin:mid',
    'venue@650,level:town',
    'cell:HERE',
    'drinking_water',
    'drinking_water:county',
  ])('inside %s is that of SQL', async (said) => {
    const scope = said.replace('HERE', coverageRows(snapshot, { group: 'cell' })[0].key);
    expect(await compare('town', 'year', undefined, scope)).toBeGreaterThan(1);
    expect(await compare('level', 'basin', undefined, scope)).toBeGreaterThan(0);
  });

  it('of every group alone is that of SQL', async () => {
    for (const group of [...GROUPS.slice(1), ...SURVEY_GROUPS]) await compare(group, 'district');
  });
});

describe('stretches two towns share', () => {
  //   route 1  |─ a ─|b 50001|── a ──|b 99999|─ a ─|b 100000|─ a …   the last is no short one
  it('are half of each, the odd millimetre of the lower key, in engine and SQL', async () => {
    const [{ route, length, town_a: a, town_b: b }] = await db.query<Record<string, number>>(
      `select r.id as route, r.length_mm::float8 as length, (select id from register.town where key = 'a') as town_a,
              (select id from register.town where key = 'b') as town_b
         from register.route r where r.district = $1 order by r.length_mm desc limit 1`,
      [KEY],
    );
    const cuts = [0, 10_000, 60_001, 200_000, 299_999, 400_000, 500_000, length];
    await db.query('delete from register.route_town where district = $1 and route_id = $2', [KEY, route]);
    for (let k = 0; k + 1 < cuts.length; k++)
      await db.query('insert into register.route_town values ($1, $2, $3, $4, $5)', [
        KEY,
        route,
        cuts[k],
        cuts[k + 1],
        k % 2 ? b : a,
      ]);
    const paid = await db.query<{ from_mm: number; to_mm: number; town_id: number }>(
      `select from_mm::float8, to_mm::float8, town_id from atlas.paying_towns($1) where route_id = $2 order by 1`,
      [KEY, route],
    );
    const halves = paid
      .filter(({ to_mm }) => to_mm <= 299_999)
      .map(({ from_mm, to_mm, town_id }) => [from_mm, to_mm, town_id === a]);
    expect(halves).toEqual([
      [0, 10_000, true],
      [10_000, 35_001, true],
      [35_001, 60_001, false],
      [60_001, 200_000, true],
      [200_000, 250_000, true],
      [250_000, 299_999, false],
    ]);
    const subject = { db, district: KEY, snapshot: await loadSnapshot(db, KEY) };
    expect((await comparePayingTowns(subject as never)).difference).toBe(0);
  });
});

describe('the strip of land along the rivers', () => {
  const strip = async (query: CellsQuery & { said?: string }) => {
    const scope = parseScope(query.said);
    const { rows, sums } = await cellAnswer(db, () => loadSnapshot(db, KEY), { ...query, scope });
    return { sums, squares: new Map(rows.map((row) => [row.cell, row])) };
  };

  it.each([
    [0, undefined],
    [120, undefined],
    [333, 'cell,basin:mid'],
    [700, 'set:主要河流'],
  ])('%d m wide in scope %s has the squares of SQL, with the same places in them', async (inlandM, said) => {
    const { squares } = await strip({ inlandM, said });
    const sql = await db.query<Record<string, string | number>>(
      `select square, (select name from register.town where id = atlas.town_at($1, st_centroid(ground))) as town,
              residential::int, parks::int, outfalls::int, priority from atlas.inland_cells($1, $2, $3)`,
      [KEY, inlandM, said ?? null],
    );
    expect(sql.length).toBeGreaterThan(3);
    expect(
      new Map(
        [...squares.values()].map(({ cell, town, residential, parks, outfalls, priority }) => [
          cell,
          { square: cell, town, residential, parks, outfalls, priority },
        ]),
      ),
    ).toEqual(new Map(sql.map((row) => [row.square, row])));
    expect([...squares.values()].some(({ priority }) => priority > 0)).toBe(true);
  });

  it('of one town is the squares whose middle PostGIS finds in it, by key or name; outside is the rest', async () => {
    const sql = await db.query<{ square: string; key: string | null; name: string | null }>(
      `select c.square, t.key, t.name from atlas.inland_cells($1, 333) as c
         left join register.town as t on t.district = $1 and t.id = atlas.town_at($1, st_centroid(c.ground))`,
      [KEY],
    );
    const towns = new Map(sql.map(({ key, name }) => [key, name]));
    for (const [key, name] of [...towns, [null, 'outside'] as const])
      for (const town of [key ?? 'outside', name ?? 'outside']) {
        const { squares } = await strip({ inlandM: 333, town });
        expect([...squares.keys()].sort()).toEqual(
          sql
            .filter((row) => row.key === key)
            .map(({ square }) => square)
            .sort(),
        );
      }
    await expect(strip({ town: 'nowhere' })).rejects.toMatchObject({ code: 'town_unknown' });
  });

  it.each([undefined, DAY])('counts of tracks until %s what PostGIS cuts of their pieces', async (asOf) => {
    const { squares, sums } = await strip({ inlandM: 700, asOf });
    const sql = await db.query<{ square: string; walked_m: number; last_day: string }>(
      `with piece as (
         select p.day, st_makeline(array(select st_makepoint(x / 1000, y / 1000) from unnest(p.x, p.y) as v (x, y))) as line
           from register.survey_track as t cross join lateral atlas.track_pieces(t.district, t.id) as p
          where t.district = $1 and t.mode = 'above_water' and p.day <= coalesce($2::date, 'infinity'))
       select c.square, sum(st_length(st_intersection(p.line, c.ground)))::float8 as walked_m, max(p.day)::text as last_day
         from atlas.inland_cells($1, 700) as c join piece as p on st_length(st_intersection(p.line, c.ground)) > 0 group by 1`,
      [KEY, asOf ?? null],
    );
    expect(sql.length).toBeGreaterThan(3);
    const walked = new Map(sql.map((row) => [row.square, row]));
    for (const { cell, walked_m, last_day, state } of squares.values()) {
      expect(Math.abs(walked_m - (walked.get(cell)?.walked_m ?? 0))).toBeLessThan(0.002);
      expect([cell, last_day]).toEqual([cell, walked.get(cell)?.last_day ?? null]);
      expect(state).toBe(walked_m >= 50 ? 'surveyed' : 'to_do');
    }
    expect(sums.squares).toBe(squares.size);
    expect(sums.surveyed + sums.to_do).toBe(sums.squares);
  });
});
