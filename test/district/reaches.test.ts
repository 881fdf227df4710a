/** Function zones and key reaches: placed, their mismatch said, carried over when rivers are redrawn. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import type { BatchReport } from '../../server/import/request.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { testDatabase } from '../support/database.ts';
import {
  box,
  KEY,
  line,
  load,
  loadAll,
  part,
  polygon,
  RIVERS_EAST,
  RIVERS_WEST,
  TOWNS,
  WATERS,
} from './small-district.ts';

let db: Database;
beforeEach(async () => {
  db = await testDatabase();
});
afterEach(() => db.close());

interface Row {
  name: string;
  rivers: string | null;
  routes: string | null;
  length_km: number | null;
  method: string;
  state: string;
}

/** The view, its routes without ids. */
async function zones(view = 'function_zones'): Promise<Row[]> {
  const rows = await db.query<Row>(
    `select name, rivers, routes, length_km::float8, method, state, line_m::float8, matched_m::float8, mean_offset_m::float8,
            greatest_offset_m::float8, other_river_m::float8,
            round((st_length(geom::geography) / 1000)::numeric, 3)::float8 as drawn_km from atlas.${view} order by id`,
  );
  return rows.map((row) => ({ ...row, routes: row.routes?.replace(/\d+:/g, '') ?? null }));
}

const codes = ({ issues }: BatchReport) => issues.map(({ code, value }) => [code, value]);

const MEASURED = part(
  'function zones',
  'function-zones',
  [{ name: 'F1', river: 'R1', from_m: 100, to_m: 700.5 }, null],
  [{ name: 'F2', river: '西大盈港', from_m: 0, to_m: 1000 }, null],
);

describe('stretches by measures', () => {
  it('are ranges of the main route, clipped to it; what is not clear is said and has no place', async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST, RIVERS_EAST]);
    const apart = part(
      'apart',
      'rivers',
      [{ key: 'R7', name: '断头河' }, line([0, 3000], [500, 3000])],
      [{ key: 'R7', name: '断头河' }, line([600, 3000], [900, 3000])],
      [{ key: 'R8', name: '双名河' }, line([0, 3300], [500, 3300])],
      [{ key: 'R9', name: '双名河' }, line([0, 3400], [500, 3400])],
    );
    await load(db, apart);
    const report = await load(
      db,
      part(
        'zones',
        'function-zones',
        [{ name: 'fits', river: 'R1', from_m: 100, to_m: 700.5 }, null],
        [{ name: 'too long', river: 'R1', from_m: 4000, to_m: 6000 }, null],
        [{ name: 'beyond', river: 'R1', from_m: 6000, to_m: 6500 }, null],
        [{ name: 'parts', river: 'R7', from_m: 0, to_m: 100 }, null],
        [{ name: 'two', river: '双名河', from_m: 0, to_m: 100 }, null],
        [{ name: 'none', river: 'R99', from_m: 0, to_m: 100 }, null],
      ),
    );
    expect(codes(report)).toEqual([
      ['reach_beyond', 'too long'],
      ['reach_beyond', 'beyond'],
      ['reach_routes_ambiguous', 'parts'],
      ['reach_river_ambiguous', 'two'],
      ['reach_river_unknown', 'none'],
    ]);
    const rows = await zones();
    expect(rows[0]).toMatchObject({ routes: '100.000-700.500', length_km: 0.6005, drawn_km: 0.601, state: 'matched' });
    const [{ length }] = await db.query<{ length: number }>(
      `select max(length_mm) / 1000.0 as length from register.route r join register.river v on v.id = r.river_id where v.key = 'R1'`,
    );
    expect(rows[1]).toMatchObject({ routes: `4000.000-${Number(length).toFixed(3)}`, state: 'partly' });
    expect(rows.slice(2).map(({ routes, state }) => [routes, state])).toEqual([
      [null, 'unmatched'],
      [null, 'routes_ambiguous'],
      [null, 'river_ambiguous'],
      [null, 'river_unknown'],
    ]);
  });

  it('that came before their river get their place with it', async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST]);
    const early = part('early', 'function-zones', [{ name: 'E', river: 'R7', from_m: 10, to_m: 90 }, null]);
    expect(codes(await load(db, early))).toEqual([['reach_river_unknown', 'E']]);
    const late = await load(db, part('late', 'rivers', [{ key: 'R7' }, line([0, 3000], [500, 3000])]));
    expect(codes(late)).toEqual([]);
    expect(await zones()).toMatchObject([{ routes: '10.000-90.000', state: 'matched' }]);
  });

  it('keep their place on the ground when the river is redrawn, say what moved, and come back with it', async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST]);
    await load(db, MEASURED);
    const before = await zones();
    // R1 now begins 300 m farther west and lies 8 m north of where it lay
    const redrawn = part('redrawn', 'rivers', [
      { key: 'R1', source_id: 's1', name: '淀浦河' },
      line([-300, 8], [0, 8], [900, 48], [1900, 8]),
    ]);
    const batch = await load(db, redrawn);
    expect(batch.issues).toMatchObject([{ code: 'reanchored', field: 'function_zone 1' }]);
    const [moved, other] = await zones();
    expect(moved).toMatchObject({ method: 'ground', state: 'matched', rivers: '淀浦河' });
    const [from, to] = moved.routes!.split('-').map(Number);
    expect(from).toBeCloseTo(400, -1);
    expect(to).toBeCloseTo(1000, -1);
    expect(other).toEqual(before[1]);
    await undoBatch(db, KEY, batch.id!, 'tester', derive);
    expect(await zones()).toEqual(before);
  });

  it('that lose their river are lost with a report, and what is left of them is said', async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST]);
    await load(db, MEASURED);
    const shorter = part('shorter', 'rivers', [
      { key: 'R1', source_id: 's1', name: '淀浦河' },
      line([300, 13], [900, 40], [1900, 0]),
    ]);
    const report = await load(db, shorter);
    expect(report.issues).toMatchObject([{ code: 'anchor_lost', field: 'function_zone 1' }]);
    const [zone] = await zones();
    expect(zone.state).toBe('partly');
    const gone = part('gone', 'rivers', [
      { key: 'R1', source_id: 's1', name: '淀浦河' },
      line([0, 5000], [1900, 5000]),
    ]);
    expect((await load(db, gone)).issues).toMatchObject([{ code: 'anchor_lost', field: 'function_zone 1' }]);
    expect((await zones())[0]).toMatchObject({ routes: null, state: 'unmatched' });
  });

  it('recorded anew are placed by their measures again', async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST]);
    await load(db, MEASURED);
    await load(db, part('anew', 'function-zones', [{ name: 'F1', river: 'R1', from_m: 200, to_m: 300 }, null]));
    expect((await zones())[0]).toMatchObject({ routes: '200.000-300.000', method: 'measures' });
    await db.query(`update register.water_function_zone set to_mm = 250000 where name = 'F1'`);
    await db.transaction(async (tx) => {
      const [{ version }] = await tx.query<{ version: number }>('select register.write_version($1) as version', [KEY]);
      await derive(tx, { district: KEY, version, batchId: null, rows: {} });
    });
    expect((await zones())[0].routes).toBe('200.000-250.000');
  });
});

describe('stretches by a line', () => {
  it('are ranges wherever rivers run, and what does not agree is a warning and stays readable', async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST, RIVERS_EAST, WATERS]);
    const report = await load(
      db,
      part(
        'lines',
        'key-reaches',
        [{ name: 'exact' }, line([0, 0], [900, 40], [1900, 0])],
        [{ name: 'two rivers', river: 'R1' }, line([1700, 8], [1900, 0], [1950, 120], [1900, 160])],
        [{ name: 'leaves', river: '淀浦河' }, line([100, 5], [500, 22], [500, 120])],
        [{ name: 'far', river: 'R1' }, line([100, 44], [500, 62])],
        [{ name: 'other', river: 'R1' }, line([100, 200], [500, 202])],
        [{ name: 'nowhere' }, line([100, 3000], [500, 3000])],
      ),
    );
    expect(codes(report)).toEqual([
      ['reach_unmatched', 'leaves'],
      ['reach_far', 'far'],
      ['reach_name_disagrees', 'other'],
      ['reach_unmatched', 'nowhere'],
    ]);
    const rows = await zones('key_reaches');
    const [{ length }] = await db.query<{ length: number }>(
      `select r.length_mm as length from register.route r join register.river v on v.id = r.river_id where v.key = 'R1' and r.seq = 1`,
    );
    expect(rows[0]).toMatchObject({ state: 'matched', mean_offset_m: 0, method: 'line', rivers: '淀浦河' });
    expect(rows[0].routes).toMatch(new RegExp(`-${(length / 1000).toFixed(3)}$`)); // R1 is drawn from the east
    expect(rows[0].length_km! * 1e6).toBeLessThan(length);
    expect(rows[1].routes!.split(' ')).toHaveLength(2); // the main route and the branch
    expect(rows[2]).toMatchObject({ state: 'partly' });
    expect(rows[4]).toMatchObject({ rivers: '西大盈港', state: 'matched' });
    expect(rows[5]).toMatchObject({ state: 'unmatched', routes: null, drawn_km: null });
    for (const row of rows as (Row & { line_m: number; matched_m: number })[])
      expect(row.matched_m).toBeLessThanOrEqual(row.line_m);
  });

  it('are matched again when rivers change, and go with their batch', async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST]);
    const lines = part('lines', 'function-zones', [{ name: 'L' }, line([0, 0], [900, 40], [2500, 0])]);
    const batch = await load(db, lines);
    expect(codes(batch)).toEqual([['reach_unmatched', 'L']]);
    const short = (await zones())[0].length_km!;
    expect(codes(await load(db, RIVERS_EAST))).toEqual([]);
    const [now] = await zones();
    expect(now.state).toBe('matched');
    expect(now.length_km).toBeGreaterThan(short + 0.4);
    await undoBatch(db, KEY, batch.id!, 'tester', derive);
    expect(await db.query('select 1 from register.route_zone union all select 1 from register.reach_match')).toEqual(
      [],
    );
  });
});

describe('areas', () => {
  const AREAS = [
    part('zones', 'zones', [
      { key: 'Z', kind: 'drinking_water', level: '1' },
      polygon(box(500, -50, 1500, 300), box(800, -10, 1000, 60)),
    ]),
    part('basins', 'basins', [{ key: 'B' }, polygon(box(-900, -900, 1000, 2000))]),
    part('parks', 'parks', [{ name: 'P' }, polygon(box(1200, 100, 3000, 300))]),
    part('residential', 'residential', [{ name: 'H' }, polygon(box(0, 150, 100, 250))]),
  ];
  const stored = () =>
    db.query(
      `select z.kind, z.zone_id, v.key, v.name, z.from_mm, z.to_mm from register.route_zone z join register.route r on r.district = z.district and r.id = z.route_id
         join register.river v on v.district = r.district and v.id = r.river_id order by 1, 2, 3, 4, 5`,
    );

  it('hold the same ranges whatever comes first, and none when they or the rivers go', async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST, RIVERS_EAST]);
    const batches = await loadAll(db, AREAS);
    const whole = await stored();
    expect(whole.filter(({ kind }) => kind === 'zone').length).toBeGreaterThan(2);
    expect(new Set(whole.map(({ kind }) => kind))).toEqual(new Set(['zone', 'basin', 'park', 'residential']));
    const wider = part('wider', 'basins', [{ key: 'B' }, polygon(box(-900, -900, 1100, 2000))]);
    const second = await load(db, wider);
    expect(await stored()).not.toEqual(whole);
    await undoBatch(db, KEY, second.id!, 'tester', derive);
    expect(await stored()).toEqual(whole);
    for (const batch of batches) await undoBatch(db, KEY, batch.id!, 'tester', derive);
    expect(await stored()).toEqual([]);
    await db.close();
    db = await testDatabase();
    await loadAll(db, [TOWNS, ...AREAS, RIVERS_EAST, RIVERS_WEST]);
    expect(await stored()).toEqual(whole);
  });
});
