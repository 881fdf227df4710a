/** Coverage in SQL: figures seen by eye, and the reports' on random surveys. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { getDistrict } from '../../server/district/district.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { coverageRanges } from '../../server/report/coverage-ranges.ts';
import { verify } from '../../server/report/verify.ts';
import { Drawing } from '../engine/coverage/drawing.ts';
import { seeded } from '../engine/coverage/random.ts';
import { testDatabase } from '../support/database.ts';
import { type StoredRange, storeRanges, storeTown } from './store-rows.ts';
import { storeScene } from './store-scene.ts';

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

//   river 1, official 10 m   route 1, main     |--- town a, 3 m ---|------ outside, 6 m ------|
//                            route 2, branch   |1 m, town a|
//   river 2, none            route 3, main     |1 m, town a|
//
//   crew x, both banks           [1 m .. 4 m)
//   crew y, left bank                [2 m .. 6.001 m)
//   crew y, bridged, both             [3 m .. 6.5 m)
//   crew y on route 3            [0 .. 0.5 m)
beforeAll(async () => {
  const drawing = new Drawing()
    .route(1, [
      [0, 0],
      [9, 0],
    ])
    .route(
      1,
      [
        [0, 5],
        [1, 5],
      ],
      'branch',
    )
    .route(2, [
      [0, 9],
      [1, 9],
    ]);
  await storeScene(db, 'eye', { rulers: exact(drawing), tracks: [{ x: [0, 1], y: [0, 0], day: [0, 0] }] });
  await storeTown(db, 'eye', 1, 'a', [0, -1, 3, 10]);
  await db.run(`
    update register.river set official_length_mm = 10000, level = 'town' where district = 'eye' and id = 1;
    delete from register.route_town where district = 'eye';
    insert into register.route_town values
      ('eye', 1, 0, 3000, 1), ('eye', 1, 3000, 9000, null), ('eye', 2, 0, 1000, 1), ('eye', 3, 0, 1000, 1)`);
  await storeRanges(db, 'eye', [
    { route: 1, fromMm: 1000, toMm: 4000, crew: 'x' },
    { route: 1, fromMm: 2000, toMm: 6001, crew: 'y', bank: 'left' },
    { route: 1, fromMm: 3000, toMm: 6500, crew: 'y', kind: 'bridged' },
    { route: 3, fromMm: 0, toMm: 500, crew: 'y', day: '2022-06-01' },
  ]);
});

/** The drawing with measures equal to plane lengths, so that figures can be read off it. */
function exact(drawing: Drawing) {
  const { rulers } = drawing;
  for (let i = 0; i < rulers.count; i++)
    rulers.m[rulers.first[i] + 1] = rulers.x[rulers.first[i] + 1] - rulers.x[rulers.first[i]];
  return rulers;
}

const row = (key: string, figures: Record<string, number | null>) => expect.objectContaining({ key, ...figures });
const coverage = (per: string, asOf: string | null = null) =>
  db.query(`select * from atlas.coverage('eye', $1, 'above_water', $2::date)`, [per, asOf]);

describe('atlas.coverage', () => {
  it('adds up rivers, branches and banks of a district', async () => {
    // route 1: 1000-4000 once on both, 4000-6500 bridged on the right; left 2000-4000 repeated
    expect(await coverage('district')).toEqual([
      row('eye', {
        length_km: 0.011,
        covered_km: 0.006,
        gap_km: 0.005,
        bridged_km: 0.0025,
        duplicate_km: 0,
        overlap_km: 0.001, // half of the left bank's 2 m
        ledger_km: 0.006611, // 10 m · 5.5 / 9 and the 0.5 m of river 2
        drawn_only_km: 0.0005,
        covered_percent: 54.55,
        bank_covered_km: 0.012,
      }),
    ]);
  });

  it('deals the ledger over towns so that they add up', async () => {
    expect(await coverage('town')).toEqual([
      row('a', { length_km: 0.005, covered_km: 0.0025, ledger_km: 0.002722, drawn_only_km: 0.0005 }),
      row('outside', { length_km: 0.006, covered_km: 0.0035, ledger_km: 0.003889, drawn_only_km: 0 }),
    ]);
  });

  it('has a row for each level in order, unknown last', async () => {
    expect((await coverage('level')).map(({ key }) => key)).toEqual(['town', 'unknown']);
  });

  it('counts surveys of the day asked for and before', async () => {
    expect(await coverage('river', '2022-05-31')).toContainEqual(row('#2', { covered_km: 0, covered_percent: 0 }));
    expect(await coverage('river', '2022-06-01')).toContainEqual(
      row('#2', { covered_km: 0.0005, covered_percent: 50 }),
    );
  });

  it('has a row for each mode', async () => {
    const rows = await db.query(`select mode, covered_km from atlas.coverage('eye')`);
    expect(rows).toEqual([
      { mode: 'above_water', covered_km: 0.006 },
      { mode: 'under_water', covered_km: 0 },
    ]);
  });
});

describe('atlas.coverage_overlays', () => {
  const overlays = async (mode: string, asOf: string) => {
    const rows = await db.query(`select * from atlas.coverage_overlays('eye', 'river', $1, $2::date)`, [mode, asOf]);
    return rows.map(({ key, stale_km, above_not_under_km, record_only_km }) =>
      [key, stale_km, above_not_under_km, record_only_km].join(' '),
    );
  };

  // a record of 2024 sees 500-1500 above water and 0-3000 under it: 1000 of it was seen by crew x before
  beforeAll(async () => {
    await db.run(`insert into register.surveyed_range
      (district, id, route_id, mode, bank, kind, from_mm, to_mm, crew, day, record_id, version)
      select 'eye', 100 + i, 1, m, 'both', 'measured', a, b, 'z', '2024-01-31', 1, 0
        from (values (1, 'above_water', 500, 1500), (2, 'under_water', 0, 3000)) as t (i, m, a, b)`);
  });
  afterAll(() => db.run(`delete from register.surveyed_range where district = 'eye' and id > 100`));

  it('tells what rests on records, and what was not seen under water', async () => {
    expect(await overlays('above_water', '2024-01-31')).toEqual(['#1 0 0.0035 0.0005', '#2 0 0.0005 0']);
    expect(await overlays('under_water', '2024-01-31')).toEqual(['#1 0 0.0035 0.003', '#2 0 0.0005 0']);
  });

  it('is stale from the day after as many months, unless surveyed since', async () => {
    expect((await overlays('above_water', '2024-05-01'))[0]).toBe('#1 0 0.0035 0.0005'); // of 2022-05-01: 24 months
    expect((await overlays('above_water', '2024-05-02'))[0]).toBe('#1 0.005 0.0035 0.0005'); // 1000-1500 was seen again
    expect((await overlays('under_water', '2026-01-31'))[0]).toMatch(/^#1 0 /);
    expect((await overlays('under_water', '2026-02-28'))[0]).toMatch(/^#1 0.003 /);
  });
});

describe('atlas.coverage_ranges', () => {
  it('tells each bank from its start to its end', async () => {
    const ranges = await db.query(
      `select bank, state, from_m, to_m, surveys from atlas.coverage_ranges('eye', 'above_water') where route_id = 1`,
    );
    expect(ranges.map((r) => `${r.bank} ${r.state} ${r.from_m}-${r.to_m} ${r.surveys}`)).toEqual([
      'left gap 0-1 0',
      'left once 1-2 1',
      'left repeated 2-4 2',
      'left once 4-6.001 1',
      'left bridged 6.001-6.5 1',
      'left gap 6.5-9 0',
      'right gap 0-1 0',
      'right once 1-4 1',
      'right bridged 4-6.5 1',
      'right gap 6.5-9 0',
    ]);
  });
});

describe('evidence of ranges', () => {
  it('names the tracks and records that make the state, and none in a gap', async () => {
    await db.run(`update register.surveyed_range set track_id = null, record_id = 7 where district = 'eye' and crew = 'x';
      update register.surveyed_range set track_id = 4 where district = 'eye' and kind = 'bridged'`);
    const ranges = coverageRanges(await loadSnapshot(db, 'eye'), { mode: 'above_water' });
    const evidence = ranges
      .filter(({ route, bank }) => route === 1 && bank === 'left')
      .map(({ state, tracks, records }) => `${state} ${tracks} ${records}`);
    expect(evidence).toEqual(['gap  ', 'once  7', 'repeated 1 7', 'once 1 ', 'bridged 4 ', 'gap  ']);
  });
});

describe('atlas.gaps', () => {
  it('lists what is left by town', async () => {
    const gaps = await db.query(`select route_id, town, from_m, to_m from atlas.gaps('eye', 'above_water')`);
    expect(gaps.map((g) => `${g.route_id} ${g.town} ${g.from_m}-${g.to_m}`)).toEqual([
      '1 a 0-1',
      '1 null 6.5-9',
      '2 a 0-1',
      '3 a 0.5-1',
    ]);
  });
});

describe('reports and their twins', () => {
  it('say the same of any surveys', async () => {
    let districts = 0;
    const compare = async (seed: number) => {
      const key = `any-${++districts}`;
      await storeSurveys(key, seeded(seed));
      const { checks } = await verify(db, await getDistrict(db, key), { tracks: 0 });
      // lengths are the drawing's, and what is said to rest on records has none behind it
      const notAsked = ['route_length_on_ellipsoid', 'record_ranges', 'evidence_of_ranges'];
      expect(checks.filter(({ ok, name }) => !ok && !notAsked.includes(name))).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(fc.integer(), compare), { numRuns: 8, seed: 4, endOnFailure: true });
  });
});

const pick = <T>(random: () => number, values: readonly T[]): T => values[Math.floor(random() * values.length)];

async function storeSurveys(key: string, random: () => number): Promise<void> {
  const drawing = new Drawing();
  for (let i = 0; i < 4; i++)
    drawing.route(
      1 + (i % 3),
      [
        [0, i],
        [random() * 3 + 1, i],
      ],
      i === 3 ? 'branch' : 'main',
    );
  const { rulers } = drawing;
  await storeScene(db, key, { rulers, tracks: [{ x: [0, 1], y: [0, 0], day: [0, 0] }] });
  await storeTown(db, key, 1, 'b', [0.5, -1, 1.5, 5]);
  await storeTown(db, key, 2, 'a', [1.2, -1, 2.5, 5]);
  await db.query(
    `with gone as (delete from register.route_town where district = $1)
     update register.river set official_length_mm = case id when 1 then 3333 when 2 then 777 end,
                               level = case id when 1 then 'village' when 2 then 'municipal' end
      where district = $1`,
    [key],
  );
  await db.query(`insert into register.route_town select $1, * from atlas.route_towns($1)`, [key]);
  const length = (i: number) => rulers.m[rulers.first[i + 1] - 1];
  const ranges = Array.from({ length: 25 }, (): StoredRange => {
    const i = Math.floor(random() * 4);
    const from = Math.floor(random() * length(i));
    return {
      route: i + 1,
      fromMm: from,
      toMm: from + 1 + Math.floor(random() * (length(i) - from - 1)),
      bank: pick(random, ['left', 'right', 'both']),
      kind: pick(random, ['measured', 'measured', 'bridged']),
      mode: pick(random, ['above_water', 'under_water']),
      crew: pick(random, ['x', 'y', null]),
      day: pick(random, ['2022-03-31', '2022-05-01', '2022-05-02', '2023-01-01']),
      record: random() < 0.3,
      evidence: 1 + Math.floor(random() * 4),
    };
  });
  await storeRanges(db, key, ranges);
  // as of the middle of the surveys some are stale, others not
  await db.query('update register.district set stale_after_months = 1 where key = $1', [key]);
  await db.query(`delete from register.survey_track where district = $1`, [key]);
}
