/** How far a district is with its targets, on rivers of whole metres so that every figure can be read off the drawing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { catchUp } from '../../server/district/derive/catch-up.ts';
import { getDistrict } from '../../server/district/district.ts';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { geodesicMm } from '../../server/engine/geodesy.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import { renderHtml } from '../../server/report/render/html.ts';
import { outfallProgress } from '../../server/report/targets/outfall-progress.ts';
import { targetReport } from '../../server/report/targets/report.ts';
import { type TargetQuestion, targetAnswer } from '../../server/report/targets/targets.ts';
import { isWithin } from '../../server/report/targets/traced-length.ts';
import { compareTracedLength } from '../../server/report/verify/target-check.ts';
import {
  addTarget,
  editTarget,
  type GivenTarget,
  ownId,
  removeTarget,
} from '../../server/rules/targets/own-targets.ts';
import { at, box, KEY, load, part, point, polygon } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';

/** A line due east of exactly so many metres. */
function exactly(metres: number, north: number) {
  const [lon, lat] = at(0, north);
  let [low, high] = [metres / 100_000, metres / 90_000];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (geodesicMm(lon, lat, lon + middle, lat) < metres * 1000) low = middle;
    else high = middle;
  }
  return {
    type: 'LineString',
    coordinates: [
      [lon, lat],
      [lon + low, lat],
    ],
  };
}

//  A  y = 0     |--a: 0 … ~1200--|--b: ~1200 … 2507--|    under water: 0–1000 in 2022, 980–2487 in 2023
//  B  y = 500   |--a: 1000--|                            no outfall, nobody was there
//  C  y = 900   |--a--|--b--| 2000, by the ledger 3000   above water: 0–1000 in 2022
const TOWNS = part(
  'towns',
  'towns',
  [{ key: 'a', name: '夏阳' }, polygon(box(-500, -500, 1200, 1500))],
  [{ key: 'b', name: '盈浦' }, polygon(box(1200, -500, 4000, 1500))],
);
const RIVERS = part(
  'rivers',
  'rivers',
  [{ key: 'A', name: '甲河' }, exactly(2507, 0)],
  [{ key: 'B', name: '乙河' }, exactly(1000, 500)],
  [{ key: 'C', name: '丙河', official_length_km: 3 }, exactly(2000, 900)],
);
const UNDER = { river: 'A', mode: 'under_water' };
const SURVEYS = part(
  'surveys',
  'surveys',
  [{ ...UNDER, source_id: '22', from_m: 0, to_m: 1000, date: '2022-06-01', crew: 'x' }, null],
  [{ ...UNDER, source_id: '23', from_m: 980, to_m: 2487, date: '2023-06-01', crew: 'y' }, null],
  [{ source_id: 'c', river: 'C', mode: 'above_water', from_m: 0, to_m: 1000, date: '2022-07-01' }, null],
);
const FOUND = { status: 'confirmed', status_on: '2022-03-01' };
const OUTFALLS = part(
  'outfalls',
  'outfalls',
  [{ ...FOUND, source_id: 'traced', trace_result: 'traced', traced_on: '2022-06-01' }, point(300, 5)],
  [{ ...FOUND, source_id: 'undeterminable', trace_result: 'undeterminable', traced_on: '2022-12-31' }, point(600, 5)],
  [{ ...FOUND, source_id: 'later', trace_result: 'traced', traced_on: '2023-05-01' }, point(1800, 5)],
  [{ status: 'confirmed', source_id: 'undated', trace_result: 'traced' }, point(500, 905)],
  [{ status: 'suspect', source_id: 'suspect' }, point(900, 5)],
  [{ status: 'rejected', source_id: 'rejected', status_on: '2022-03-01' }, point(950, 5)],
  [{ status: 'confirmed', status_on: '2023-02-01', source_id: 'found later' }, point(1000, 5)],
  [{ ...FOUND, source_id: 'far', handle_type: 'no_action' }, point(600, 300)],
);
const UNDER_2022 = {
  words: '水下1公里',
  metric: 'under_water_ledger_km',
  threshold: 1,
  due: '2022-12-31',
  from_day: '2022-01-01',
} as const;
const UNDER_2023 = {
  words: '剩余',
  metric: 'under_water_ledger_km',
  threshold: 1.507,
  after_km: 1,
  due: '2023-12-31',
  from_day: '2023-01-01',
} as const;
const TRACED = { words: '30%', metric: 'traced_length_percent', threshold: 30, due: '2022-12-31' } as const;
const COUNTED = { words: '50%', metric: 'traced_count_percent', threshold: 50, due: '2022-12-31' } as const;
const REMEDIATED = { words: '整治', metric: 'remediated_count_percent', threshold: 25, due: '2022-12-31' } as const;
const BY = { author: 'test' };

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  for (const each of [TOWNS, RIVERS, SURVEYS, OUTFALLS]) await load(db, each);
  for (const target of [UNDER_2022, UNDER_2023, TRACED, COUNTED, REMEDIATED]) await addTarget(db, KEY, target, BY);
});
afterAll(() => db.close());

const ask = (question: TargetQuestion) => targetAnswer(db, () => loadSnapshot(db, KEY), question);
const row = async (id: string, asOf: string) => (await ask({ asOf })).targets.find((each) => each.id === id)!;

describe('under water 1000 in 2022 and 1507 in 2023 with 20 shared (A6-12, metres for kilometres)', () => {
  it('covers 2487 with a gap of 20 and an overlap of 20, to the millimetre', async () => {
    const rows = coverageRows(await loadSnapshot(db, KEY), { group: 'river', mode: 'under_water', asOf: '2023-12-31' });
    const { length_km, covered_km, gap_km, overlap_km, duplicate_km } = rows[0];
    expect([length_km, covered_km, gap_km, overlap_km, duplicate_km]).toEqual([2.507, 2.487, 0.02, 0.02, 0.02]);
  });

  it('reaches the first target in time, and misses 20 of the second', async () => {
    expect(await row('own-1', '2023-12-31')).toMatchObject({
      status: 'reached',
      reached: 1,
      missing: 0,
      in_period_km: 1,
    });
    expect(await row('own-2', '2023-12-31')).toMatchObject({
      ...{ status: 'open', target: 1.507, reached: 1.487, missing: 0.02, in_period_km: 1.487, unit: 'ledger_km' },
      ...{ covered_ledger_km: 2.487, covered_drawn_km: 2.487, register_km: 6.507, counted_in: 'km' },
    });
    expect(await row('own-2', '2024-01-31')).toMatchObject({ status: 'late', late_days: 31, reached_when_due: 1.487 });
  });

  it('counts nothing of a survey before its day', async () => {
    expect(await row('own-1', '2022-05-31')).toMatchObject({ status: 'open', reached: 0, missing: 1 });
    expect(await row('own-2', '2022-12-31')).toMatchObject({ reached: 0, in_period_km: 0 });
  });

  it('gives what was done beyond the first target to the second, and never to both', async () => {
    const more = part('more', 'surveys', [
      { ...UNDER, source_id: 'm', from_m: 1000, to_m: 1300, date: '2022-11-01' },
      null,
    ]);
    const { id } = await load(db, more);
    const rows = await Promise.all(['own-1', 'own-2'].map((each) => row(each, '2023-12-31')));
    expect(rows.map(({ reached }) => reached)).toEqual([1, 1.487]);
    expect(rows.map(({ in_period_km }) => in_period_km)).toEqual([1.3, 1.187]);
    await db.query('delete from register.survey_record where batch_id = $1', [id]);
    await catchUp(db, KEY);
  });
});

describe('traced river length (QP-4)', () => {
  // traced by the end of 2022: A in a (its two are), B (none there), C in b (none there); not A in b, nor C in a (no day)
  it('is that of the parts of routes in a town all of whose outfalls are traced, or that have none (A4-10)', async () => {
    const [a] = await db.query<{ mm: number }>(
      `select t.to_mm::float8 as mm from register.route_town t join register.route r on r.district = t.district and r.id = t.route_id
         join register.river v on v.district = r.district and v.id = r.river_id where v.key in ('A', 'C') and t.from_mm = 0 order by v.key`,
    );
    const c = await townPart('C');
    const traced = a.mm / 1e6 + 1 + (2 - c);
    expect(await row('own-3', '2022-12-31')).toMatchObject({
      ...{
        status: 'reached',
        unit: 'percent_of_river_length',
        counted_in: 'km',
        whole: 5.507,
        undated: 1,
        unplaced: 1,
      },
      ...{ part: Number(traced.toFixed(6)), unsurveyed_km: Number((1 + 2 - c).toFixed(6)) },
    });
  });

  it('falls when an outfall is found on a stretch, and differs from the percent of outfalls (A4-4)', async () => {
    const [then, now] = [await row('own-3', '2022-12-31'), await row('own-3', '2023-12-31')];
    expect(now.part).toBeCloseTo(then.part! - (await townPart('A')) + (2.507 - (await townPart('A'))), 6);
    expect(await row('own-4', '2022-12-31')).toMatchObject({
      ...{ unit: 'percent_of_outfalls', counted_in: 'outfalls', part: 2, whole: 5, reached: 40, missing: 1 },
      ...{ status: 'open', undated: 1, found_undated: 1 },
    });
  });

  it('is the same in SQL, also where a town line passes through an outfall', async () => {
    const [{ mm }] = await db.query<{ mm: number }>(
      `select to_mm::float8 as mm from register.route_town t join register.route r on r.district = t.district and r.id = t.route_id
         join register.river v on v.district = r.district and v.id = r.river_id where v.key = 'A' and from_mm = 0`,
    );
    await db.query(
      `update register.outfall_link set measure_mm = $2 where district = $1 and outfall_id =
        (select id from register.outfall where source_id = 'traced')`,
      [KEY, mm],
    );
    const snapshot = await loadSnapshot(db, KEY);
    const subject = { db, district: KEY, snapshot, tracks: { ids: [], km: 0, of: 0 } as never };
    expect(await compareTracedLength(subject)).toEqual({ compared: 5, difference: 0 });
    const sql = await db.query<{ traced_km: number }>(
      `select traced_km from atlas.traced_length($1, 'district', '2022-12-31')`,
      [KEY],
    );
    expect(sql[0].traced_km).toBe((await row('own-3', '2022-12-31')).part);
  });
});

/** Kilometres of a river in town a. */
async function townPart(river: string): Promise<number> {
  const rows = await db.query<{ km: number }>(
    `select (t.to_mm - t.from_mm) / 1e6::float8 as km from register.route_town t
       join register.route r on r.district = t.district and r.id = t.route_id
       join register.river v on v.district = r.district and v.id = r.river_id
       join register.town w on w.district = t.district and w.id = t.town_id where v.key = $1 and w.key = 'a'`,
    [river],
  );
  return rows[0].km;
}

describe('states of outfalls as of a day', () => {
  const set = (id: string, values: string) =>
    db.query(`update register.outfall set ${values} where source_id = $1`, [id]);
  const states = async (day: string) => {
    const names = await db.query<{ id: number; name: string }>('select id, source_id as name from register.outfall');
    const progress = await outfallProgress(db, KEY, day);
    return new Map(progress.map((each) => [names.find(({ id }) => id === each.id)!.name, each]));
  };

  it('leave out suspects, rejected ones and what was confirmed later', async () => {
    expect([...(await states('2022-12-31')).keys()]).toEqual(['traced', 'undeterminable', 'later', 'undated', 'far']);
    expect((await states('2023-02-01')).has('found later')).toBe(true);
  });

  it('go by the state that held: one found otherwise later was traced before, one whose day was corrected was not', async () => {
    await set('undeterminable', `trace_result = 'traced', traced_on = '2023-06-01'`);
    await set('traced', `traced_on = '2023-06-01'`);
    const then = await states('2022-12-31');
    expect([then.get('undeterminable')!.traced, then.get('traced')!.traced]).toEqual([true, false]);
    await set('traced', `traced_on = '2022-06-01'`);
  });

  it('of an outfall that was closed out and opened again count it as closed until then', async () => {
    await set('later', `closed_out_on = '2022-11-01', handle_stage = 'done', handle_stage_on = '2022-11-01'`);
    await set('later', `closed_out_on = null, handle_stage = 'in_work', handle_stage_on = '2023-03-01'`);
    expect([
      (await states('2022-12-31')).get('later')!.closed,
      (await states('2023-03-01')).get('later')!.closed,
    ]).toEqual([true, false]);
  });

  it('do not count as closed out what is done without a close-out day, and say so', async () => {
    await set('far', `handle_stage = 'done'`);
    const { closed, close_undated, to_remediate } = (await states('2022-12-31')).get('far')!;
    expect([closed, close_undated, to_remediate]).toEqual([false, true, false]);
    // 1 of 5 is 20 %, 1 of the 4 that need remediation 25 %: the plan does not say which
    expect(await row('own-5', '2022-12-31')).toMatchObject({
      ...{ status: 'depends_on_denominator', reached: 20, other_reached: 25, part: 1, whole: 5, other_whole: 4 },
    });
  });

  it('oblige to sample what flows and can be sampled (QP-9)', async () => {
    await set('traced', `flow_state = 'flowing', sampleable = true`);
    await set('later', `flow_state = 'flowing', sampleable = false`);
    await set('undated', `flow_state = 'flowing'`);
    await db.query(
      `insert into register.sample (district, id, outfall_id, date) select $1, null, id, '2022-12-31' from register.outfall where source_id = 'traced'`,
      [KEY],
    );
    const [before, after] = [await states('2022-12-30'), await states('2022-12-31')];
    expect(['traced', 'later', 'undated'].map((id) => after.get(id)!.obliged)).toEqual([true, false, null]);
    expect([before.get('traced')!.monitored, after.get('traced')!.monitored]).toEqual([false, true]);
  });
});

describe('a scope', () => {
  it('holds the outfall at its very end, and none beyond (A6-11)', () => {
    expect([9, 10, 15, 20, 21].map((at) => isWithin([10, 20], at))).toEqual([false, true, true, true, false]);
  });

  /** The row of a target that is there only for the question. */
  const asked = async (given: Omit<GivenTarget, 'words'>) => {
    const { id } = await addTarget(db, KEY, { words: '范围', ...given }, BY);
    const found = await row(id, '2023-12-31');
    await removeTarget(db, KEY, ownId(id), BY);
    return found;
  };
  const C = { scope: 'rivers', scope_names: ['丙河'] } as const;

  it('of rivers by name has their length, their ledger and their outfalls', async () => {
    expect(await asked({ ...C, metric: 'surveyed_length_percent', threshold: 60 })).toMatchObject({
      ...{ reached: 50, part: 1, whole: 2, missing: 0.2, scope_names: '丙河' },
    });
    expect(await asked({ ...C, metric: 'above_water_ledger_km', threshold: 2 })).toMatchObject({
      ...{ reached: 1.5, missing: 0.5, covered_drawn_km: 1, register_km: 3 },
    });
    expect(await asked({ ...C, metric: 'traced_length_percent', threshold: 30 })).toMatchObject({
      ...{ whole: 2, part: Number((2 - (await townPart('C'))).toFixed(6)) },
    });
    // the one outfall that no river is known of may be on this one
    const count = await asked({ ...C, metric: 'traced_count_percent', threshold: 80 });
    expect(count).toMatchObject({ part: 0, whole: 1, undated: 1, unplaced: 1 });
  });

  it('that is a set of rivers waits until the district says which they are', async () => {
    const set = { scope: 'river_set', scope_names: ['主要河流及重点湖库'] } as const;
    const given = { ...set, metric: 'surveyed_length_percent', threshold: 100 } as const;
    expect(await asked(given)).toMatchObject({
      status: 'not_computable',
      reason: { zh: expect.stringContaining('河道集合') },
    });
    await db.query(`insert into register.river_set (district, id, name, names) values ($1, null, $2, '{丙河,甲河}')`, [
      KEY,
      set.scope_names[0],
    ]);
    expect(await asked(given)).toMatchObject({ status: 'open', part: 1, whole: 4.507 });
  });

  it('around venues has the waters within the radius and the outfalls on them', async () => {
    const venues = { scope: 'venues', within_m: 300, metric: 'traced_count_percent', threshold: 100 } as const;
    expect(await asked(venues)).toMatchObject({ status: 'not_computable', reason: { en: 'no venues are loaded' } });
    await load(db, part('venues', 'venues', [{ key: 'V', name: '体育馆' }, point(1800, 0)]));
    expect(await asked(venues)).toMatchObject({ part: 1, whole: 1, unplaced: 1 });
    const { whole } = await asked({ ...venues, metric: 'surveyed_length_percent' });
    expect(whole).toBeCloseTo(0.6, 3);
  });

  it('of drinking water at county level and above leaves out sources of townships, and no zone of unknown level (SC-12)', async () => {
    const kind = 'drinking_water';
    await load(
      db,
      part(
        'zones',
        'zones',
        [{ key: 'Zc', kind, level: '1', source_level: '县级' }, polygon(box(200, -50, 400, 50))],
        [{ key: 'Zt', kind, level: '1', source_level: '乡镇级' }, polygon(box(550, -50, 650, 50))],
        [{ key: 'Z?', kind, level: '1', valid_to: '2023-12-31' }, polygon(box(1700, -50, 1800, 50))],
        [{ key: 'Zn', kind: 'nature', source_level: '县级' }, polygon(box(900, -50, 1000, 50))],
      ),
    );
    const ofPack = async (id: string, asOf: string) => {
      const { targets } = await ask({ asOf, pack: id.startsWith('QP') ? 'QP' : 'SC' });
      return targets.find((each) => each.id === id)!;
    };
    const surveyed = 'SC-2023-drinking-surveyed';
    // a zone holds on its last day too
    expect((await ofPack(surveyed, '2023-12-31')).whole).toBeCloseTo(0.3, 2);
    expect((await ofPack(surveyed, '2024-01-01')).whole).toBeCloseTo(0.2, 2);
    expect(await ofPack('SC-2023-drinking-traced', '2023-12-31')).toMatchObject({ whole: 2, part: 2 });
    const own = { scope: kind, metric: 'traced_count_percent', threshold: 1 } as const;
    expect((await asked(own)).whole).toBe(3);
    // as the plan's
    expect(await asked({ ...own, scope_names: ['县级以上'] })).toMatchObject({ whole: 2, scope_names: '县级以上' });
  });

  it('at sea has no river length, and without a coastline says so', async () => {
    expect((await asked({ scope: 'sea', metric: 'surveyed_length_percent', threshold: 100 })).reason!.en).toContain(
      'coastline',
    );
  });
});

describe('the report', () => {
  let above: number;

  it('lists every target of a plan, with why those are not computable that are not', async () => {
    const { targets, pack } = await ask({ asOf: '2023-12-31', pack: 'SC' });
    expect([pack, targets.length]).toEqual(['SC', 15 + 5]);
    const not = targets.filter(({ status }) => status === 'not_computable');
    expect(not.filter(({ reason }) => !reason?.zh || !reason.en)).toEqual([]);
    expect(not.map(({ id }) => id)).toContain('SC-2023-sea');
    const hedged = targets.find(({ id }) => id === 'SC-2024-main-waters')!;
    expect([hedged.hedge, hedged.target]).toEqual(['基本完成', null]);
  });

  it('says by town who is behind, the farthest first; towns add up to the district', async () => {
    const { towns, targets } = await ask({ asOf: '2023-12-31' });
    const under = towns.filter(({ id }) => id === 'own-2');
    // 2.507 of the ledger's 6.507 km are asked by then, 38.53 %: a has 1.2 of its 3.4, b 1.287 of its 2.107
    expect(under.map(({ town, behind, asked }) => [town, behind, asked])).toEqual([
      ['a', true, 38.53],
      ['b', false, 38.53],
    ]);
    expect(under.reduce((sum, each) => sum + each.ledger_km!, 0)).toBeCloseTo(targets[1].covered_ledger_km!, 9);
    for (const id of ['own-3', 'own-4']) {
      const rows = towns.filter((each) => each.id === id);
      const whole = targets.find((each) => each.id === id)!;
      expect(rows.reduce((sum, each) => sum + each.part, 0)).toBeCloseTo(whole.part!, 9);
      expect(rows.map(({ reached }) => reached)).toEqual(rows.map(({ reached }) => reached).sort((x, y) => x! - y!));
    }
  });

  it('lists per river what the ledger says other than the drawing', async () => {
    above = ownId((await addTarget(db, KEY, { words: '水上', metric: 'above_water_ledger_km', threshold: 2 }, BY)).id);
    const { rivers } = await ask({ asOf: '2023-12-31' });
    expect(rivers[0]).toMatchObject({
      key: 'C',
      mode: 'above_water',
      covered_km: 1,
      ledger_km: 1.5,
      difference_km: 0.5,
    });
    expect(rivers[1]).toMatchObject({ key: 'A', mode: 'under_water', official_length_km: null, difference_km: 0 });
  });

  it('prints itself with words escaped', async () => {
    const target = await editTarget(db, KEY, above, { words: '<b>水上</b>', hedge: '力争' }, BY);
    expect(target.id).toBe(`own-${above}`);
    const answer = await ask({ asOf: '2023-12-31', pack: 'QP' });
    // nor by town: 1.5 of 2 km are behind what is asked, and nobody is told so
    const open = answer.towns.filter(({ id }) => id === `own-${above}`);
    expect(new Set(open.map(({ behind, hedge }) => `${behind} ${hedge}`))).toEqual(new Set(['null 力争']));
    const html = renderHtml(targetReport(answer, { view: 'target', format: 'html' }));
    expect(html).toContain('&#60;b&#62;水上');
    expect(html).not.toContain('<b>水上');
    expect(html).toMatch(
      new RegExp(`<th>own-${above} · %（占河道长度） % of river length · 要求 asked [\\d.]+ · 力争，不作判断`),
    );
    expect(html).toMatch(/<th>[^<]*%（占排污口数） % of outfalls/);
    expect(answer.targets.at(-1)).toMatchObject({ status: 'no_verdict', reached: 1.5 });
    await removeTarget(db, KEY, above, BY);
    await expect(removeTarget(db, KEY, above, BY)).rejects.toMatchObject({ code: 'target_unknown' });
  });

  it('refuses targets that are none, and leaves nothing behind', async () => {
    const none = [
      ['metric, words', { words: 'x', metric: undefined }],
      ['words', { words: '' }],
      ['metric=length', { metric: 'length' }],
      ['threshold', { threshold: 0 }],
      ['threshold, after_km', { threshold: 101 }],
      ['after_km', { metric: 'above_water_ledger_km', after_km: -1 }],
      ['clause', { clause: '' }],
      ['hedge', { hedge: ' ' }],
      ['types', { types: ['hippo'] }],
      ['scope, within_m', { within_m: 5 }],
      ['within_m', { scope: 'venues', within_m: -5 }],
      ['scope, scope_names', { scope: 'rivers' }],
      ['scope, scope_names', { scope: 'drinking_water', scope_names: ['乡镇级'] }],
      ['scope, scope_names', { scope: 'district', scope_names: ['县级以上'] }],
      ['from_day, due', { due: '2022-02-30' }],
      ['from_day, due', { from_day: '2022-02-02', due: '2022-02-01' }],
      ['subtypes=河马', { subtypes: ['河马'] }],
    ] as const;
    for (const [what, wrong] of none) {
      const given = { words: 'x', metric: 'traced_count_percent', ...wrong };
      await expect(addTarget(db, KEY, given as never, BY), JSON.stringify(given)).rejects.toMatchObject({
        code: 'bad_target',
        message: expect.stringContaining(`(${what})`),
        messageZh: expect.stringContaining(`（${what}）`),
      });
    }
    expect((await ask({ asOf: '2023-12-31' })).targets).toHaveLength(5);
    await catchUp(db, KEY);
    await addTarget(db, KEY, TRACED, BY);
    expect(await getDistrict(db, KEY)).toMatchObject({ recomputing: false });
  });
});
