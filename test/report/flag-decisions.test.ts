/** What people decided about flags, where flags are answered: shown, counted apart, never hidden, and only while it holds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storeDecision } from '../../server/register/review/decisions.ts';
import { outfallFlags } from '../../server/report/dossier/outfall-flags.ts';
import { drinkingWater } from '../../server/report/drinking-water/drinking-water.ts';
import { drinkingReport } from '../../server/report/drinking-water/report.ts';
import { renderHtml } from '../../server/report/render/html.ts';
import { flagReport, zoneFlags } from '../../server/report/zone-flags.ts';
import { box, KEY, line, load, part, point, polygon } from '../district/small-district.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';

//  river 淀浦河 along y = 0 from x = 0 to 3000.  Level 1: x 1000–1200, y ±50, nested in level 2: x 800–1400, y ±200.
//  quasi: x 1400–1800, y ±200.  An area nobody gave a level: x 2400–2600.
const RIVER = part('river', 'rivers', [{ key: 'R', name: '淀浦河' }, line([0, 0], [3000, 0])]);
const drinking = { kind: 'drinking_water' };
const ZONES = part(
  'zones',
  'zones',
  [{ ...drinking, key: 'Z1', level: '1' }, polygon(box(1000, -50, 1200, 50))],
  [{ ...drinking, key: 'Z2', level: '2' }, polygon(box(800, -200, 1400, 200))],
  [{ ...drinking, key: 'Z3', level: 'quasi' }, polygon(box(1400.5, -200, 1800, 200))],
  [{ ...drinking, key: 'Z4' }, polygon(box(2400, -30, 2600, 30))],
);
const CONFIRMED = { status: 'confirmed' };
const PLACES = part(
  'outfalls',
  'outfalls',
  [{ ...CONFIRMED, source_id: 'closed', closed_out_on: '2022-12-31' }, point(1100, 10)],
  [{ ...CONFIRMED, source_id: 'open' }, point(1120, 10)],
  [{ ...CONFIRMED, source_id: 'two', closed_out_on: '2022-12-31' }, point(900, 10)],
  [{ ...CONFIRMED, source_id: 'border' }, point(1399, 10)], // in Z2, on the edge of Z2 and of Z3
  [{ ...CONFIRMED, source_id: 'water' }, point(2500, 31.5)], // outside Z4 and on its edge; its water lies inside
  [{ ...CONFIRMED, source_id: 'edge' }, point(1600, 201)],
  [{ source_id: 'suspect', status: 'suspect' }, point(1130, 10)],
);
const DAY = '2024-06-30';

const db = await emptiedDatabase(async (db) => {
  for (const each of [RIVER, PLACES, ZONES]) await load(db, each);
});

interface Held {
  outfall: number;
  zone: number;
  relation: string;
  name: string;
}

const held = () =>
  db.query<Held>(
    `select f.outfall_id as outfall, f.zone_id as zone, f.relation, o.source_id || ' ' || z.key || ' ' || f.relation as name
       from register.outfall_zone f
       join register.outfall o on o.district = f.district and o.id = f.outfall_id
       join register.protected_zone z on z.district = f.district and z.id = f.zone_id
      where f.district = $1 order by 1, 2, 3`,
    [KEY],
  );

async function decide(decision: 'confirm' | 'dismiss', { outfall, zone, relation }: Held): Promise<void> {
  const item = { item: '', kind: 'flag' as const, outfall, zone, relation, state: 'open' as const, reasons: [] };
  await storeDecision(
    db,
    KEY,
    { ...item, decision: null, mark: '' },
    { decision, by: { author: '王工', reason: '现场核对' } },
  );
}
const decideAbout = async (decision: 'confirm' | 'dismiss', start: string) => {
  for (const each of await held()) if (each.name.startsWith(start)) await decide(decision, each);
};
const ask = () => drinkingWater(db, KEY, { asOf: DAY, closedBy: '2022-12-31' });
const sumsOf = async () =>
  Object.fromEntries((await ask()).levels.map((sum) => [sum.level, [sum.outfalls, sum.closed, sum.dismissed]]));

describe('decisions about flags', () => {
  it('stand beside the flags, dismissed ones too, with the person and the reason only where revealed', async () => {
    const before = await zoneFlags(db, KEY, { flag: 'zones', asOf: DAY });
    await decideAbout('dismiss', 'edge Z3 edge');
    await decideAbout('confirm', 'water Z4 receiving');
    const question = { flag: 'zones' as const, asOf: DAY };
    const { rows } = await zoneFlags(db, KEY, question);
    expect(rows.length).toBe(before.rows.length);
    expect(before.rows.every(({ decision }) => decision === null)).toBe(true);
    const said = rows.filter(({ decision }) => decision !== null);
    expect(said.map(({ zone, relation, decision }) => [zone, relation, decision])).toEqual([
      ['Z4', 'receiving', 'confirmed'],
      ['Z3', 'edge', 'dismissed'],
    ]);
    expect(said[0].decided_on).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(JSON.stringify(await flagReport(db, KEY, question))).not.toMatch(/王工|现场核对/);
    const revealed = await zoneFlags(db, KEY, { ...question, reveal: true });
    expect(revealed.rows.find(({ decision }) => decision)).toMatchObject({ reviewer: '王工', why: '现场核对' });
    const twin = await db.query('select * from atlas.outfall_flags($1, $2, $3::date)', [KEY, 'zones', DAY]);
    expect(twin).toEqual(rows);
  });

  it('take an outfall out of the sums when all is dismissed, and count it apart at its level', async () => {
    expect(await sumsOf()).toMatchObject({ '1': [2, 1, 0], '2': [2, 1, 0], quasi: [0, 0, 0], all: [5, 2, 0] });
    await decideAbout('dismiss', 'closed Z1');
    expect(await sumsOf()).toMatchObject({ '1': [1, 0, 0], '2': [3, 2, 0], all: [5, 2, 0] }); // still in level 2
    await decideAbout('dismiss', 'closed');
    await decideAbout('dismiss', 'edge');
    await decideAbout('confirm', 'open Z1');
    expect(await sumsOf()).toMatchObject({ '1': [1, 0, 1], '2': [2, 1, 0], quasi: [0, 0, 1], all: [4, 1, 2] });
    const answer = await ask();
    expect(answer.rows.length).toBe(7);
    expect(
      answer.rows.filter(({ decision }) => decision).map((row) => [row.decision, row.counted, row.proposal]),
    ).toEqual([
      ['confirmed', true, 'ban'],
      ['dismissed', false, null],
      ['dismissed', false, null],
    ]);
    const page = renderHtml(await drinkingReport(db, answer, { format: 'html' }));
    expect(page).toContain('2 个排污口的全部关系经核查排除');
    expect(page).toContain('核查排除');
    expect(page).toContain('核查确认');
    expect(page).not.toMatch(/王工|现场核对/);
  });

  it('no longer count once the boundary moved by more than its accuracy', async () => {
    await decideAbout('dismiss', 'edge');
    expect(await sumsOf()).toMatchObject({ quasi: [0, 0, 1] });
    await db.query(`update register.outfall_zone set distance_mm = distance_mm + 100000 where relation = 'edge'`);
    expect(await sumsOf()).toMatchObject({ quasi: [0, 0, 0] });
    const { levels } = await ask();
    expect(levels.find(({ level }) => level === 'quasi')).toMatchObject({ edge_only: 1 });
    expect((await zoneFlags(db, KEY, { flag: 'zones', asOf: DAY })).rows.every(({ decision }) => !decision)).toBe(true);
  });

  it('stand on the card', async () => {
    await decideAbout('dismiss', 'edge');
    const [{ outfall }] = (await held()).filter(({ name }) => name.startsWith('edge'));
    const zoneOf = async (reveal: boolean) => (await outfallFlags(db, KEY, outfall, { asOf: DAY, reveal }))[0];
    const open = await zoneOf(false);
    expect(open).toMatchObject({
      state: 'touches',
      zone: { decisions: [{ relation: 'edge', decision: 'dismissed' }] },
    });
    expect(JSON.stringify(open)).not.toMatch(/王工|现场核对/);
    expect((await zoneOf(true)).zone?.decisions[0]).toMatchObject({ reviewer: '王工', why: '现场核对' });
  });

  it('whatever they are, give the counts of plain SQL, and every outfall stands in one of them', async () => {
    const all = await held();
    const some = fc.array(fc.constantFrom(null, 'dismiss', 'dismiss', 'confirm'), {
      minLength: all.length,
      maxLength: all.length,
    });
    await fc.assert(
      fc.asyncProperty(some, async (decisions) => {
        await db.query('delete from register.review_decision where district = $1', [KEY]);
        for (const [i, decision] of decisions.entries())
          if (decision !== null) await decide(decision as 'confirm' | 'dismiss', all[i]);
        const { levels, rows } = await ask();
        const plain = await db.query<Record<string, number | string>>(PLAIN, [KEY]);
        const ours = levels.filter(({ level }) => level !== 'protection_area' && level !== 'all');
        expect(
          ours.map(({ level, outfalls, closed, suspect, edge_only, dismissed }) => ({
            level,
            outfalls,
            closed,
            suspect,
            edge_only,
            dismissed,
          })),
        ).toEqual(plain);
        const [one, two, area] = levels;
        const total = levels[levels.length - 1];
        expect(area.dismissed).toBe(one.dismissed! + two.dismissed!);
        expect(total.outfalls! + total.suspect! + total.edge_only! + total.dismissed!).toBe(rows.length);
        expect(total.inside! + total.by_water_or_conduit!).toBe(total.outfalls);
        expect(total.closed).toBeLessThanOrEqual(total.outfalls!);
      }),
      { numRuns: 25 },
    );
  });
});

/** From the rows of outfalls and zones beside those of decisions, without a line of the code that answers. */
const PLAIN = `
  with flag as (
    select f.outfall_id, coalesce(array_position(array['1', '2', 'quasi'], z.level), 4) as rank, f.relation,
           coalesce(d.decision = 'dismiss', false) as dismissed
      from register.outfall_zone f
      join register.protected_zone z on z.district = f.district and z.id = f.zone_id
      left join register.review_decision d on d.district = f.district and d.kind = 'flag' and d.outfall_id = f.outfall_id
                                          and d.zone_id = f.zone_id and d.relation = f.relation
     where f.district = $1),
  outfall as (
    select o.id, o.status, o.closed_out_on <= '2022-12-31' as closed,
           bool_and(f.dismissed) as gone,
           min(f.rank) filter (where not f.dismissed and f.relation <> 'edge') as within,
           min(f.rank) filter (where not f.dismissed) as at_edge,
           coalesce(min(f.rank) filter (where f.relation <> 'edge'), min(f.rank)) as was
      from flag f join register.outfall o on o.district = $1 and o.id = f.outfall_id group by o.district, o.id)
  select (array['1', '2', 'quasi', 'other'])[r] as level,
         count(*) filter (where within = r and status = 'confirmed')::int as outfalls,
         count(*) filter (where within = r and status = 'confirmed' and closed)::int as closed,
         count(*) filter (where within = r and status = 'suspect')::int as suspect,
         count(*) filter (where within is null and at_edge = r)::int as edge_only,
         count(*) filter (where gone and was = r)::int as dismissed
    from generate_series(1, 4) r cross join outfall group by r order by r`;
