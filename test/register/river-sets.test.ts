/** Named sets of rivers: kept with their history, and what reports are restricted to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { getDistrict } from '../../server/district/district.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { deleteRiverSet, listRiverSets, saveRiverSet } from '../../server/register/river-sets.ts';
import { parseScope } from '../../server/report/facets/scope.ts';
import { riverRows } from '../../server/report/rivers.ts';
import { box, KEY, load, loadAll, PARTS, part, polygon } from '../district/small-district.ts';
import { command, itemsOf } from '../support/command.ts';
import { testDatabase } from '../support/database.ts';

const BY = { author: 'test', reason: 'QJ-1' };

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  await loadAll(db, PARTS);
});
afterAll(() => db.close());

const length = async (scope: string) => {
  const [row] = riverRows(await loadSnapshot(db, KEY), { group: 'district', scope: parseScope(scope) });
  return [row.main_km, row.branch_km, row.official_length_km];
};
const codeOf = (saved: Promise<unknown>) => expect(saved).rejects;

describe('named sets of rivers', () => {
  it('hold the rivers of their keys, names and levels, and no other', async () => {
    const whole = await saveRiverSet(db, KEY, '主要河流', { keys: ['R1'], levels: ['municipal'] }, BY);
    const stem = await saveRiverSet(db, KEY, '淀浦河干流', { names: ['淀浦河'], main_only: true, words: '干流' }, BY);
    expect([whole.rivers, stem.rivers]).toEqual([2, 1]);
    const r1 = await length('river:R1');
    expect(await length('set:淀浦河干流')).toEqual([r1[0], 0, null]);
    const lake = await length('level:municipal');
    expect(await length('set:主要河流')).toEqual([r1[0], r1[1], 7.2]);
    expect((await length('set:主要河流'))[2]).toBe(r1[2]! + lake[2]!);
    expect((await listRiverSets(db, KEY)).map(({ name, words }) => [name, words])).toEqual([
      ['主要河流', null],
      ['淀浦河干流', '干流'],
    ]);
  });

  it('take in a river that comes later', async () => {
    const [before] = await length('set:主要河流');
    await load(
      db,
      part('later', 'rivers', [
        { key: 'R8', name: '新河', level: 'municipal' },
        {
          type: 'LineString',
          coordinates: [
            [121, 31.02],
            [121.01, 31.02],
          ],
        },
      ]),
    );
    expect((await length('set:主要河流'))[0]).toBeGreaterThan(before! + 0.9);
  });

  it('are written over with their before-image, leave nothing to recompute, and can be forgotten', async () => {
    await saveRiverSet(db, KEY, '主要河流', { keys: ['R2'] }, BY);
    expect((await getDistrict(db, KEY)).recomputing).toBe(false);
    await deleteRiverSet(db, KEY, '主要河流', BY);
    await codeOf(deleteRiverSet(db, KEY, '主要河流', BY)).toMatchObject({ code: 'set_unknown', status: 404 });
    const history = await db.query(
      `select operation, before->'keys' as keys, author, reason from register.change where table_name = 'river_set' order by id`,
    );
    expect(history.slice(-2)).toEqual([
      { operation: 'update', keys: ['R1'], author: 'test', reason: 'QJ-1' },
      { operation: 'delete', keys: ['R2'], author: 'test', reason: 'QJ-1' },
    ]);
  });

  it('made by hand in psql are there as well', async () => {
    await db.query(`insert into register.river_set (district, name, names) values ($1, '西大盈', '{西大盈港}')`, [KEY]);
    expect((await length('set:西大盈'))[2]).toBe(5);
  });

  it('refuse what no river has, what is nothing, and names that a scope could not say', async () => {
    await codeOf(saveRiverSet(db, KEY, 'x', { keys: ['R77'] }, BY)).toMatchObject({ code: 'set_matches_nothing' });
    await codeOf(saveRiverSet(db, KEY, 'x', {}, BY)).toMatchObject({ code: 'set_empty' });
    await codeOf(saveRiverSet(db, KEY, 'a,b', { keys: ['R1'] }, BY)).toMatchObject({ code: 'set_name' });
    await codeOf(saveRiverSet(db, KEY, 'x', { levels: ['county' as never] }, BY)).toMatchObject({
      code: 'level_unknown',
    });
    expect((await listRiverSets(db, KEY)).map(({ name }) => name)).toEqual(['淀浦河干流', '西大盈']);
  });

  it('are made, listed and used from the command line', async () => {
    expect((await command(db, 'scopes set 镇管 --levels town --clause QP-2')).code).toBe(0);
    const { out } = await command(db, 'scopes --format json');
    expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ name: '镇管', levels: ['town'], rivers: 1 }));
    const rows = itemsOf((await command(db, 'coverage --scope set:镇管 --group river,town --format json')).out);
    expect(new Set(rows.map((row: { key: string }) => row.key))).toEqual(new Set(['R2']));
    expect((await command(db, 'scopes delete 镇管')).code).toBe(0);
    expect(await command(db, 'coverage --scope set:镇管')).toMatchObject({ code: 1, out: '' });
  });
});

describe('waters along parks and residential areas (SC-3)', () => {
  //   R1 ────────┬──┬────────  a park on R1's line from 400 to 600 (north of it), within 100 m: 300 to 700 or so
  it('hold what is inside and what is within metres, once where they overlap', async () => {
    await load(db, part('parks', 'parks', [{ name: 'P' }, polygon(box(400, -400, 600, 60))]));
    await load(db, part('residential', 'residential', [{ name: 'H' }, polygon(box(500, -400, 640, 60))]));
    const km = async (scope: string) => (await length(scope)).slice(0, 2).reduce<number>((sum, each) => sum + each!, 0);
    expect(await km('park')).toBeCloseTo(0.2, 2);
    expect(await km('park@100')).toBeCloseTo(0.4, 2);
    expect(await km('park@100,residential@100')).toBeCloseTo(0.44, 2);
    expect(await km('residential:H@100')).toBeCloseTo(0.34, 2);
    const [{ buffered }] = await db.query<{ buffered: number }>(
      `select (sum(st_length(st_intersection(st_force2d(r.line_m), st_buffer(p.geom_m, 100, 'quad_segs=720'))) * r.length_mm
                   / st_length(r.line_m)) / 1e6)::float8 as buffered
         from register.park p join register.route r on r.district = p.district where p.district = $1`,
      [KEY],
    );
    expect(await km('park@100')).toBeCloseTo(buffered, 5);
  });
});
