import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { type DemoSpec, demoTruth, isCutShort, loadDemo } from '../../server/demo/load-demo.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { intersection, normalise, totalLength } from '../../server/engine/ranges.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { testDatabase } from '../support/database.ts';

const SPEC: DemoSpec = { profile: 'district', scale: 0.1, seed: 1, district: 'demo' };

describe('loading the demo', () => {
  let db: Database;
  const load = (spec: Partial<DemoSpec> = {}) => loadDemo(db, { ...SPEC, ...spec }, { derive, say: () => {} });

  beforeAll(async () => {
    db = await testDatabase();
    await load();
  });
  afterAll(() => db.close());

  it('gives the register the length it promises, to the millimetre', async () => {
    const [{ total }] = await db.query<{ total: number }>('select sum(length_mm)::int8 as total from register.route');
    expect(total).toBe(250_700_000);
  });

  it('marks the district as synthetic, in its name too', async () => {
    const [district] = await db.query('select name, synthetic, plane_srid from register.district');
    expect(district).toEqual({ name: '青浦区（合成演示数据）', synthetic: true, plane_srid: 4549 });
  });

  it('has no rejected row and no repaired polygon', async () => {
    expect(await db.query('select layer from register.import_batch where rows_rejected > 0')).toEqual([]);
    // receivers jump under bridges; the truth below shows that nothing is lost by it
    const issues = await db.query<{ code: string; reason_zh: string }>(
      `select code, reason_zh from register.import_issue where code <> 'outliers_dropped'`,
    );
    for (const { code, reason_zh } of issues) {
      expect(code).toBe('track_covers_nothing');
      expect(reason_zh).toContain('-过河-'); // over a bridge
    }
    expect(issues.length).toBeGreaterThan(0);
  });

  it('leaves the planner statistics of what came in and what follows of it', async () => {
    const unknown = await db.query(
      `select relname from pg_class where relnamespace = 'register'::regnamespace and reltuples < 0
          and relname in ('outfall', 'outfall_link', 'outfall_zone', 'sewer_pipe', 'manhole', 'source_segment', 'route')`,
    );
    expect(unknown).toEqual([]);
  });

  it('covers what the tracks travelled', async () => {
    const [{ ranges }] = await db.query<{ ranges: number }>('select count(*) as ranges from register.surveyed_range');
    expect(ranges).toBeGreaterThan(200);
  });

  it('finds 0.99 of what each crew surveyed of each bank, and hardly more', async () => {
    const tracks = [...demoTruth(SPEC)].map((text) => JSON.parse(text) as TrueTrack);
    const stored = await db.query<Stretch & { mode: string }>(
      `select g.mode, v.key as river, r.seq as route, g.bank, g.from_mm, g.to_mm
         from register.surveyed_range g
         join register.route r on r.district = g.district and r.id = g.route_id
         join register.river v on v.district = r.district and v.id = r.river_id
        where g.track_id is not null`,
    );
    for (const mode of ['above_water', 'under_water']) {
      const truth = byBank(tracks.filter((track) => track.mode === mode).flatMap(({ ranges }) => ranges));
      const found = byBank(stored.filter((range) => range.mode === mode));
      const total = (sets: typeof truth) => [...sets.values()].reduce((sum, set) => sum + totalLength(set), 0);
      const right = [...found].reduce(
        (sum, [key, set]) => sum + totalLength(intersection(set, truth.get(key) ?? [])),
        0,
      );
      console.log(mode, 'precision', (right / total(found)).toFixed(4), 'recall', (right / total(truth)).toFixed(4));
      expect(Math.min(right / total(found), right / total(truth))).toBeGreaterThanOrEqual(0.99);
    }
  });

  it('leaves no question about surroundings and zones without something to show', async () => {
    const [shown] = await db.query(
      `select (select count(*) from atlas.pipe_ends_without_outfall('demo')) as ends,
              (select array_agg(distinct z.kind order by z.kind) from register.outfall_zone f
                 join register.protected_zone z on z.district = f.district and z.id = f.zone_id where f.relation = 'inside') as kinds,
              (select array_agg(distinct c.side) from register.outfall o, atlas.coast_side('demo', o.geom_m) c) as sides`,
    );
    expect(shown).toEqual({ ends: 4, kinds: ['drinking_water', 'nature', 'special'], sides: ['land'] });
  });

  it('does nothing the second time', async () => {
    expect(await load()).toEqual({ alreadyThere: true, layers: [] });
  });

  it('refuses a district that holds other data', async () => {
    await expect(load({ seed: 2 })).rejects.toMatchObject({ code: 'demo_district_in_use' });
  });
});

describe('a load that was cut short', () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  it('is told from none, from a whole one and from layers taken back, and goes on where it stopped', async () => {
    expect(await isCutShort(db, SPEC)).toBe(false);
    const stop = (step: string) => {
      if (step.startsWith('water-bodies')) throw new Error('killed');
    };
    await expect(loadDemo(db, SPEC, { derive, say: stop })).rejects.toThrow('killed');
    expect(await isCutShort(db, SPEC)).toBe(true);
    expect(await isCutShort(db, { ...SPEC, seed: 2 })).toBe(false);

    const { layers } = await loadDemo(db, SPEC, { derive, say: () => {} });
    expect(layers.length).toBeGreaterThan(10);
    expect(await isCutShort(db, SPEC)).toBe(false);
    const [{ id }] = await db.query<{ id: number }>(`select id from register.import_batch where layer = 'venues'`);
    await undoBatch(db, 'demo', id, 'someone', derive);
    expect(await isCutShort(db, SPEC)).toBe(false);
  });
});

interface Stretch {
  river: string;
  route: number;
  bank: string;
  from_mm: number;
  to_mm: number;
}

interface TrueTrack {
  mode: string;
  ranges: Stretch[];
}

/** Sets of millimetres by route and bank; both banks count on each. */
function byBank(stretches: readonly Stretch[]): Map<string, number[]> {
  const sets = new Map<string, number[]>();
  for (const { river, route, bank, from_mm, to_mm } of stretches)
    for (const side of bank === 'both' ? ['left', 'right'] : [bank]) {
      const key = `${river} ${route} ${side}`;
      sets.set(key, [...(sets.get(key) ?? []), from_mm, to_mm]);
    }
  return new Map([...sets].map(([key, pairs]) => [key, normalise(pairs)]));
}
