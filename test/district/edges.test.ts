/** Districts that lack something, or hold something odd. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { getDistrict } from '../../server/district/district.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { importRows } from '../../server/import/import.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { gapRows } from '../../server/report/gaps.ts';
import { verify } from '../../server/report/verify.ts';
import { testDatabase } from '../support/database.ts';
import { derivedState } from './derived-state.ts';
import {
  box,
  line,
  load,
  loadAll,
  OUTFALLS,
  PARTS,
  part,
  polygon,
  RECORDS,
  RIVERS_EAST,
  RIVERS_WEST,
  TOWNS,
  TRACKS_MAY,
  WATERS,
  walk,
} from './small-district.ts';

describe('districts at the edge', () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  it('without towns: all is outside', async () => {
    await loadAll(db, [RIVERS_WEST, TRACKS_MAY], 'no-towns');
    const [row, ...more] = coverageRows(await loadSnapshot(db, 'no-towns'), { group: 'town', mode: 'above_water' });
    expect(more).toEqual([]);
    expect(row).toMatchObject({ key: 'outside', covered_km: expect.any(Number) });
    expect(row.covered_km).toBeGreaterThan(3);
  });

  it('without rivers: towns, outfalls and tracks wait, nothing is linked or covered', async () => {
    await loadAll(db, [TOWNS, OUTFALLS, TRACKS_MAY], 'no-rivers');
    const state = await derivedState(db, 'no-rivers');
    expect(state.ranges).toEqual([]);
    expect(state.links.every((link) => link.includes('"reason":"unlinked"'))).toBe(true);
    expect(state['coverage district'].every((row) => row.includes('"covered_percent":null'))).toBe(true);
    expect((await verify(db, await getDistrict(db, 'no-rivers'), { tracks: 'all' })).checks.every(({ ok }) => ok)).toBe(
      true,
    );
  });

  it('of waters only: lakes are rivers of their own until theirs is loaded, ponds keep their holes, the rest has no river', async () => {
    await load(db, WATERS, 'waters');
    const state = await derivedState(db, 'waters');
    expect(state.routes.map((route) => JSON.parse(route).key).sort()).toEqual(['L1', 'L2', 'P1']);
    expect(state.waters.filter((water) => water.includes('"untied":true')).length).toBe(2);
  });

  it('with two lakes of one name and no key: two rivers', async () => {
    const twins = part(
      'twins',
      'water-bodies',
      [{ kind: 'lake', name: '小湖' }, polygon(box(0, 0, 100, 100))],
      [{ kind: 'lake', name: '小湖' }, polygon(box(200, 0, 300, 100))],
    );
    await load(db, twins, 'twins');
    expect((await derivedState(db, 'twins')).rivers.length).toBe(2);
  });

  it('whose lake bears the key of a river: one entry, whichever came first', async () => {
    const lake = part('lake', 'water-bodies', [
      { kind: 'lake', key: 'R1', name: '湖' },
      polygon(box(-400, -50, 0, 50)),
    ]);
    await loadAll(db, [RIVERS_WEST, lake], 'lake-last');
    await loadAll(db, [lake, RIVERS_WEST], 'lake-first');
    const [last, first] = [await derivedState(db, 'lake-last'), await derivedState(db, 'lake-first')];
    expect(first.routes).toEqual(last.routes);
    expect(first.waters).toEqual(last.waters);
  });

  it('whose lake has a code of its own where rivers have theirs: an entry with a shore, in two parts too', async () => {
    const lake = part(
      'coded',
      'water-bodies',
      [{ kind: 'lake', river: 'L77', name: '元荡' }, polygon(box(-400, -50, 0, 50))],
      [{ kind: 'lake', river: 'L77', name: '元荡' }, polygon(box(-900, -50, -500, 50))],
    );
    await loadAll(db, [RIVERS_WEST, lake, lake], 'coded-last');
    await loadAll(db, [lake, RIVERS_WEST], 'coded-first');
    const [last, first] = [await derivedState(db, 'coded-last'), await derivedState(db, 'coded-first')];
    expect(first.routes).toEqual(last.routes);
    expect(first.waters).toEqual(last.waters);
    expect(first.rivers.filter((river) => river.includes('元荡')).length).toBe(1);
    expect(first.routes.filter((route) => JSON.parse(route).key === 'L77').length).toBe(2);
  });

  it('whose waters name a river that comes later: as if it had come first', async () => {
    await loadAll(db, [WATERS, RIVERS_WEST, RIVERS_EAST], 'waters-first');
    await loadAll(db, [RIVERS_WEST, RIVERS_EAST, WATERS], 'waters-last');
    const [first, last] = [await derivedState(db, 'waters-first'), await derivedState(db, 'waters-last')];
    expect(first.routes).toEqual(last.routes);
    expect(first.waters).toEqual(last.waters);
    expect(first.rivers).toEqual(last.rivers);
  });

  it('with records of a river that has no line: they wait for one', async () => {
    await loadAll(db, [RIVERS_WEST, TOWNS], 'no-line');
    await db.run(`insert into register.river (district, key) values ('no-line', 'R7')`);
    await load(db, part('r', 'surveys', [{ river: 'R7', mode: 'above_water', date: '2023-01-01' }, null]), 'no-line');
    const covered = async () =>
      coverageRows(await loadSnapshot(db, 'no-line'), { group: 'river', mode: 'above_water' }).find(
        ({ key }) => key === 'R7',
      );
    expect(await covered()).toMatchObject({ length_km: 0, covered_km: 0, covered_percent: null });
    await load(db, part('r7', 'rivers', [{ key: 'R7', source_id: 's7' }, line([0, 600], [1000, 600])]), 'no-line');
    expect(await covered()).toMatchObject({ covered_percent: 100 });
  });

  it('with a ring walked over its start: covered whole, no gap at the seam', async () => {
    const ring = part('ring', 'rivers', [
      { key: 'ring', source_id: 'ring' },
      line([300, 900], [700, 900], [700, 1300], [300, 1300], [300, 900]),
    ]);
    const round = walk('round', '2023-05-01T01:00:00Z', [
      [700, 1100],
      [700, 1300],
      [300, 1300],
      [300, 900],
      [700, 900],
      [700, 1150],
    ]);
    await loadAll(db, [ring, { name: 'round', layer: 'tracks', rows: [round] }], 'ring');
    expect(gapRows(await loadSnapshot(db, 'ring'), { mode: 'above_water' })).toEqual([]);
  });

  it('with outfalls nobody located: they are listed, unlinked, in no town', async () => {
    await loadAll(db, [RIVERS_WEST, TOWNS], 'unlocated');
    await db.run(`insert into register.outfall (district, name) values ('unlocated', '不详')`);
    await load(db, OUTFALLS, 'unlocated');
    const [link] = await db.query(
      `select l.status, l.reason, l.route_id, l.town_id, l.candidates from register.outfall_link l
         join register.outfall o on o.district = l.district and o.id = l.outfall_id where o.name = '不详'`,
    );
    expect(link).toEqual({ status: 'proposed', reason: 'unlinked', route_id: null, town_id: null, candidates: [] });
  });

  it('whose local time is unknown: tracks with times are refused, dated ones are taken', async () => {
    const request = (name: string, row: object) => ({
      district: { key: 'li', planeSrid: 4549 },
      layer: 'tracks' as const,
      name,
      fingerprint: name,
      rows: [
        {
          ...walk('t', '2023-05-01T01:00:00Z', [
            [0, 5],
            [900, 45],
          ]),
          ...row,
        },
      ],
    });
    await loadAll(db, [RIVERS_WEST], 'li');
    await db.run(`update register.district set utc_offset_minutes = null where key = 'li'`);
    expect((await getDistrict(db, 'li')).utcOffsetMinutes).toBeNull();
    await expect(importRows(db, request('timed', {}), { derive })).rejects.toThrow('--utc-offset');
    const dated = { times: undefined, properties: { source_id: 'd', mode: 'above_water', date: '2023-05-01' } };
    expect(await importRows(db, request('dated', dated), { derive })).toMatchObject({ rows_new: 1 });
    expect(await db.query(`select distinct day from register.surveyed_range where district = 'li'`)).toEqual([
      { day: '2023-05-01' },
    ]);
  });

  it('that is deleted leaves nothing behind', async () => {
    await loadAll(db, [...PARTS, RECORDS], 'gone');
    await db.query(`delete from register.district where key = 'gone'`);
    const tables = await db.query<{ name: string }>(
      `select table_name as name from information_schema.columns
        where table_schema = 'register' and column_name = 'district' order by 1`,
    );
    expect(tables.length).toBeGreaterThan(15);
    for (const { name } of tables)
      expect(await db.query(`select 1 from register.${name} where district = 'gone' limit 1`), name).toEqual([]);
  });

  it('holds when engine and SQL are compared', async () => {
    await loadAll(db, [TOWNS, RIVERS_EAST, RIVERS_WEST, WATERS, OUTFALLS, TRACKS_MAY, RECORDS], 'whole');
    const { checks } = await verify(db, await getDistrict(db, 'whole'), { tracks: 'all' });
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  });
});
