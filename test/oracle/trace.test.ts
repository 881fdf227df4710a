/** Traces by the engine against their SQL twins, on random networks with loops and on the demo. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Executor } from '../../server/db/database.ts';
import { loadRulers } from '../../server/district/load-network.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { findRoute, type Rulers, routeLength } from '../../server/engine/rulers.ts';
import { networkOf } from '../../server/engine/trace/network.ts';
import { TRACE_MODES, type TraceMode } from '../../server/engine/trace/steps.ts';
import { trace } from '../../server/engine/trace/trace.ts';
import { today } from '../../server/report/as-of.ts';
import { hitsOn } from '../../server/report/trace/hits.ts';
import { traceFrom } from '../../server/report/trace/trace.ts';
import { seeded } from '../engine/coverage/random.ts';
import { randomNetwork } from '../engine/trace/networks.ts';
import { testDatabase } from '../support/database.ts';
import { DISTRICT, demoDatabase } from '../support/service.ts';
import { storeScene } from './store-scene.ts';

interface Stretch {
  route: number;
  from: number;
  to: number;
  entry: number;
  distance: number;
}

interface Asked {
  route: number; // index in Rulers
  mm: number;
  mode: TraceMode;
  within: number | null;
}

/** As the twin gives them: reach by reach, so that engine's joined stretches are cut at its stops. */
function byEngine(rulers: Rulers, { route, mm, mode, within }: Asked): Stretch[] {
  const { ranges } = trace(networkOf(rulers), { route, mm }, mode, within ?? undefined);
  return ranges.map((range) => ({
    route: rulers.routeId[range.route],
    from: range.fromMm,
    to: range.toMm,
    entry: range.entryMm,
    distance: range.distanceMm,
  }));
}

async function bySql(db: Executor, district: string, rulers: Rulers, asked: Asked): Promise<Stretch[]> {
  const rows = await db.query<Stretch>(
    `select traced_route_id as route, from_mm as from, to_mm as to, entry_mm as entry, distance_mm as distance
       from atlas.trace($1, $2, $3, $4, $5) order by 1, 2`,
    [district, rulers.routeId[asked.route], asked.mm, asked.mode, asked.within],
  );
  return rows;
}

/** Stretches of a route that touch, where the distance runs on, as one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const each of stretches) {
    const last = out.at(-1);
    const touches = last && last.route === each.route && last.to === each.from;
    const down = touches && last.entry === last.from && each.entry === each.from;
    const up = touches && last.entry === last.to && each.entry === each.to;
    if (down && each.distance === last.distance + last.to - last.from) last.to = each.to;
    else if (up && last.distance === each.distance + each.to - each.from)
      Object.assign(last, { to: each.to, entry: each.to, distance: each.distance });
    else out.push({ ...each });
  }
  return out;
}

describe('a trace in random networks', () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  it('is the same stretches in engine and SQL', async () => {
    let compared = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const rulers = randomNetwork(seed, 1000);
      const district = `t${seed}`;
      await storeScene(db, district, { rulers });
      const random = seeded(seed * 7);
      for (const mode of TRACE_MODES) {
        const route = Math.floor(random() * rulers.count);
        const mm = Math.floor(random() * (routeLength(rulers, route) + 1));
        const asked = { route, mm, mode, within: seed % 3 === 0 ? 2500 : null };
        const expected = await bySql(db, district, rulers, asked);
        expect(byEngine(rulers, asked), `${mode} of ${seed}`).toEqual(joined(expected));
        compared += expected.length;
      }
    }
    expect(compared).toBeGreaterThan(500);
  });

  it('refuses a mode that it does not know', async () => {
    await expect(db.query(`select * from atlas.trace('t1', 1, 0, 'XX')`)).rejects.toThrow(/use UM, UT, DM or DD/);
  });
});

describe('a trace in the demo district', () => {
  let db: Database;
  beforeAll(async () => {
    db = await demoDatabase();
  });
  afterAll(() => db.close());

  it('is the same stretches in engine and SQL, from rivers and lakes', async () => {
    const rulers = await loadRulers(db, DISTRICT);
    const random = seeded(3);
    let compared = 0;
    for (const role of [0, 0, 0, 2]) {
      const routes = [...rulers.role.keys()].filter((r) => rulers.role[r] === role);
      const route = routes[Math.floor(random() * routes.length)];
      const mm = Math.floor(random() * routeLength(rulers, route));
      for (const mode of TRACE_MODES) {
        const asked = { route, mm, mode, within: mode === 'UT' ? 10_000_000 : null };
        const expected = await bySql(db, DISTRICT, rulers, asked);
        expect(byEngine(rulers, asked), `${mode} from ${rulers.routeId[route]}`).toEqual(joined(expected));
        compared += expected.length;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('meets the same outfalls, intakes, sections and zones, at the same distances', async () => {
    const snapshot = await loadSnapshot(db, DISTRICT);
    const day = today(snapshot.district);
    const kinds = new Set<string>();
    for (const [route, mm] of await placesAbove(db)) {
      const index = findRoute(snapshot.rulers, route);
      for (const mode of ['DD', 'UT'] as const) {
        const start = { route: index, fromMm: mm, toMm: mm, entryMm: mm, distanceMm: 0 };
        const { ranges } = trace(networkOf(snapshot.rulers), { route: index, mm }, mode);
        const hits = await hitsOn(db, snapshot, [...ranges, start], day);
        const rows = hits.map((hit) => ({ ...hit, route: snapshot.rulers.routeId[hit.route] }));
        const expected = await db.query(
          `select kind, item_id as id, hit_route_id as route, hit_mm as mm, distance_mm as "distanceMm"
             from atlas.trace_hits($1, $2, $3, $4, null, $5)
            order by 5, array_position(array['outfall', 'intake', 'section', 'zone'], kind), 2`,
          [DISTRICT, route, mm, mode, day],
        );
        expect(rows, `${mode} from ${route} ${mm}`).toEqual(expected);
        for (const { kind } of hits) kinds.add(kind);
      }
    }
    expect([...kinds].sort()).toEqual(['intake', 'outfall', 'section', 'zone']);
  });

  it('names the source segments that a search by range finds', async () => {
    const [[route, mm]] = await placesAbove(db);
    const { answer } = await traceFrom(db, () => loadSnapshot(db, DISTRICT), {
      from: { kind: 'outfall', id: await outfallAt(db, route, mm) },
      mode: 'DD',
    });
    const expected = await db.query<{ source: string }>(
      `select distinct s.source_id as source
         from atlas.trace($1, $2, $3, 'DD') as t
         join register.source_range as k on k.district = $1 and k.route_id = t.traced_route_id
         join register.source_segment as s on s.district = $1 and s.id = k.segment_id
        where least(k.to_mm, t.to_mm) > greatest(k.from_mm, t.from_mm)`,
      [DISTRICT, route, mm],
    );
    expect([...answer.sources].sort()).toEqual(expected.map(({ source }) => source).sort());
    expect(expected.length).toBeGreaterThan(1);
  });
});

/** Links of outfalls above an intake, a section and a zone of the same river's route. */
async function placesAbove(db: Executor): Promise<[route: number, mm: number][]> {
  const rows = await db.query<{ route: number; mm: number }>(
    `select distinct on (g.kind) l.route_id as route, l.measure_mm as mm
       from (select kind, route_id, measure_mm as mm from atlas.trace_places($1) where kind <> 'outfall'
              union all
             select 'zone', route_id, to_mm from register.route_zone where district = $1 and kind = 'zone') as g
       join register.outfall_link as l on l.district = $1 and l.route_id = g.route_id and l.measure_mm < g.mm and l.status = 'confirmed'
      order by g.kind, g.mm - l.measure_mm desc, l.outfall_id`,
    [DISTRICT],
  );
  return rows.map(({ route, mm }) => [route, mm]);
}

async function outfallAt(db: Executor, route: number, mm: number): Promise<number> {
  const [{ id }] = await db.query<{ id: number }>(
    'select outfall_id as id from register.outfall_link where district = $1 and route_id = $2 and measure_mm = $3 limit 1',
    [DISTRICT, route, mm],
  );
  return id;
}
