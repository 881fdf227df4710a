/** Coverage by any group, crossed and in scopes: the engine and its SQL twin say the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { loadSnapshot, type Snapshot } from '../../server/district/snapshot.ts';
import { saveRiverSet } from '../../server/register/river-sets.ts';
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
    const { name, name_2, river_id, level, route, zone_id, zone_id_2, overlap_km, covered_percent, ...rest } = row;
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
  ])('by %s and %s is that of SQL', async (group, crossed) => {
    for (const asOf of [undefined, DAY]) expect(await compare(group, crossed, asOf)).toBeGreaterThan(1);
  });

  it.each(['set:主要河流', 'park@120', 'residential:H@90,park', 'town:夏阳,basin:mid', 'venue@650,level:town'])(
    'inside %s is that of SQL',
    async (scope) => {
      expect(await compare('town', 'year', undefined, scope)).toBeGreaterThan(1);
      expect(await compare('level', 'basin', undefined, scope)).toBeGreaterThan(0);
    },
  );

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
