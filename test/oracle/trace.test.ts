/** Traces by the engine against their SQL twins, on random networks with loops and on the demo. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Executor } from '../../server/db/database.ts';
import { loadRulers } from '../../server/district/load-network.ts';
import { type Rulers, routeLength } from '../../server/engine/rulers.ts';
import { networkOf } from '../../server/engine/trace/network.ts';
import { TRACE_MODES, type TraceMode } from '../../server/engine/trace/steps.ts';
import { trace } from '../../server/engine/trace/trace.ts';
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
});
