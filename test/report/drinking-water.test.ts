/** Outfalls in drinking-water protection areas by level, on a small district drawn to be counted by eye. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { outfallFlags } from '../../server/report/dossier/outfall-flags.ts';
import {
  type DrinkingQuestion,
  type DrinkingRow,
  drinkingWater,
} from '../../server/report/drinking-water/drinking-water.ts';
import { drinkingReport } from '../../server/report/drinking-water/report.ts';
import { renderHtml } from '../../server/report/render/html.ts';
import { box, KEY, line, load, part, point, polygon } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';

//  river 淀浦河 along y = 0 from x = 0 to 3000.  Level 1: x 1000–1200, y ±50, nested in level 2: x 800–1400, y ±200.
//  quasi: x 1400–1800, y ±200.  An area nobody gave a level: x 2400–2600.
const RIVER = part('river', 'rivers', [{ key: 'R', name: '淀浦河' }, line([0, 0], [3000, 0])]);
const ZONES = part(
  'zones',
  'zones',
  [
    {
      key: 'Z1',
      name: '<script>alert(1)</script>',
      kind: 'drinking_water',
      level: '1',
      document: '府发〔2021〕7号',
      authority: '市政府',
    },
    polygon(box(1000, -50, 1200, 50)),
  ],
  [{ key: 'Z2', kind: 'drinking_water', level: '2', valid_to: '2025-12-31' }, polygon(box(800, -200, 1400, 200))],
  [{ key: 'Z3', kind: 'drinking_water', level: 'quasi' }, polygon(box(1400.5, -200, 1800, 200))],
  [{ key: 'Z4', kind: 'drinking_water' }, polygon(box(2400, -30, 2600, 30))],
);
const CONFIRMED = { status: 'confirmed' };
const OUTFALLS = part(
  'outfalls',
  'outfalls',
  [{ ...CONFIRMED, source_id: 'closed', closed_out_on: '2022-12-31' }, point(1100, 10)],
  [{ ...CONFIRMED, source_id: 'late', closed_out_on: '2023-01-01' }, point(1110, 10)],
  [{ ...CONFIRMED, source_id: 'legacy', legacy: '是', name: '<b onclick=x>口</b>' }, point(1120, 10)],
  [{ ...CONFIRMED, source_id: 'two', handle_type: 'no_action' }, point(900, 10)],
  [{ ...CONFIRMED, source_id: 'quasi' }, point(1600, 10)],
  [{ ...CONFIRMED, source_id: 'water' }, point(2500, 31.5)], // outside and on the edge; its water lies inside
  [{ ...CONFIRMED, source_id: 'edge' }, point(1600, 201)], // outside, too far from the river to be linked
  [{ source_id: 'suspect', status: 'suspect' }, point(1130, 10)],
  [{ source_id: 'rejected', status: 'rejected' }, point(1140, 10)],
  [{ ...CONFIRMED, source_id: 'clear' }, point(300, 10)],
  [{ ...CONFIRMED, source_id: 'far' }, point(300, 900)],
  [{ ...CONFIRMED, source_id: '=1+1' }, point(1399, 10)], // inside Z2, within 2 m of its boundary and of Z3's
);
const ASKED: DrinkingQuestion = { asOf: '2024-06-30', closedBy: '2022-12-31' };

describe('outfalls in drinking-water protection areas', () => {
  let db: Database;
  beforeAll(async () => {
    db = await testDatabase();
    for (const each of [RIVER, OUTFALLS, ZONES]) await load(db, each);
    await db.query(
      `insert into register.outfall (district, id, source_id, status) values ($1, null, 'nowhere', 'confirmed')`,
      [KEY],
    );
  });
  afterAll(() => db.close());

  const ask = (question: DrinkingQuestion = ASKED) => drinkingWater(db, KEY, question);
  const ids = async () =>
    new Map(
      (await db.query<{ id: number; source_id: string }>('select id, source_id from register.outfall')).map((each) => [
        each.id,
        each.source_id,
      ]),
    );
  const brief = async (rows: DrinkingRow[]) => {
    const names = await ids();
    return rows.map((row) => `${names.get(row.id)} ${row.level} ${row.relation} ${row.proposal}`);
  };

  it('stand once each at their strictest level, with what is proposed', async () => {
    const { rows } = await ask();
    expect(await brief(rows)).toEqual([
      'closed 1 inside closed',
      'late 1 inside ban',
      'legacy 1 inside decision_required',
      'suspect 1 inside verify',
      'two 2 inside ban',
      '=1+1 2 inside authority_decides',
      'quasi quasi inside restrict',
      'water null receiving authority_decides',
      'edge quasi edge authority_decides',
      'far null not_checked null',
      'nowhere null not_checked null',
    ]);
    expect(rows[0].zones.map(({ level, relations }) => [level, relations])).toEqual([
      ['1', ['inside', 'receiving']],
      ['2', ['inside', 'receiving']],
    ]);
    expect(rows[0]).toMatchObject({ document: '府发〔2021〕7号', authority: '市政府', clauses: 'WPL-64 WPL-65' });
  });

  it('are counted per level with numerator and denominator: closed out up to and with the day', async () => {
    const { levels } = await ask();
    const said = levels.map((sum) => [sum.level, sum.zones, sum.outfalls, sum.closed, sum.closed_percent, sum.suspect]);
    expect(said).toEqual([
      ['1', 1, 3, 1, 33.33, 1],
      ['2', 1, 2, 0, 0, 0],
      ['protection_area', 2, 5, 1, 20, 1],
      ['quasi', 1, 1, 0, 0, 0],
      ['other', 1, 1, 0, 0, 0],
      ['all', 4, 7, 1, 14.29, 1],
    ]);
    // one more lies in a zone whose level nobody said: the sum of article 64 may be too low, and says so
    expect(levels[2]).toMatchObject({ checked: false, level_unknown: 1 });
    expect((await ask()).notes.length).toBeGreaterThan(0);
    expect(levels[1]).toMatchObject({ to_remediate: 1, to_remediate_closed: 0, inside: 2 });
    expect(levels[3]).toMatchObject({ edge_only: 1 });
    expect(levels[4]).toMatchObject({ inside: 0, by_water_or_conduit: 1 });
    const [later] = (await ask({ ...ASKED, closedBy: '2023-01-01' })).levels;
    expect([later.closed, later.outfalls, later.closed_percent]).toEqual([2, 3, 66.67]);
  });

  it('of a level without a valid zone are said to be not checked, in sums and on the page', async () => {
    const answer = await ask({ ...ASKED, asOf: '2026-01-01' });
    const [, two, area, , , all] = answer.levels;
    expect([two.checked, area.checked, all.checked]).toEqual([false, false, false]);
    expect([two.outfalls, two.closed, two.suspect, two.level_unknown]).toEqual([null, null, null, null]);
    expect(area.outfalls).toBe(3); // of level 1 alone
    expect(renderHtml(await drinkingReport(db, answer, { format: 'html' }))).toContain('没有该级别的有效保护区');
  });

  it('say of each what could not be looked at', async () => {
    const { rows, notes } = await ask();
    const names = await ids();
    const gaps = new Map(rows.map((row) => [names.get(row.id), row.not_checked]));
    expect(gaps.get('edge')).toEqual(['unlinked', 'no_conduit']);
    expect(gaps.get('far')).toEqual(['unlinked', 'no_conduit']);
    expect(gaps.get('nowhere')).toEqual(['no_position', 'unlinked', 'no_conduit']);
    expect(gaps.get('closed')).toEqual(['no_conduit', 'legacy_unknown']);
    expect(notes.join()).toContain('13 个排污口没有排污通道资料');
  });

  it('without any zone valid on the day are all not checked, never clear', async () => {
    await db.query(`update register.protected_zone set kind = 'nature' where district = $1`, [KEY]);
    const { rows, missing, levels } = await ask();
    await db.query(`update register.protected_zone set kind = 'drinking_water' where district = $1`, [KEY]);
    expect(missing).toBe('layer_not_loaded');
    expect(new Set(rows.map(({ relation }) => relation))).toEqual(new Set(['not_checked']));
    expect(rows.length).toBe(12); // all but the rejected one
    expect(rows.every(({ not_checked }) => not_checked.includes('layer_not_loaded'))).toBe(true);
    expect(
      levels.every(({ checked, outfalls, closed_percent }) => !checked && outfalls === null && closed_percent === null),
    ).toBe(true);
  });

  it('make a page that holds no script and escapes every name, with a map for each up to the limit', async () => {
    const answer = await ask();
    const page = renderHtml(await drinkingReport(db, answer, { format: 'html' }));
    expect(page).not.toMatch(/<script|onclick=x>|https?:\/\//);
    expect(page).toContain('&#60;script&#62;alert(1)');
    expect(page.match(/<svg class="map"/g)?.length).toBe(9);
    const bounded = renderHtml(await drinkingReport(db, answer, { format: 'html', maps: 3 }));
    expect(bounded.match(/<svg class="map"/g)?.length).toBe(3);
    expect(bounded).toContain('maps for the first 3; 6 more are listed without');
  });

  it('on a border that two zones share stand under the stricter one, though rounding puts them beside it', async () => {
    const id = [...(await ids())].find(([, source]) => source === 'two')![0];
    const told = async (mm: number) => {
      // inside Z2; from Z1 it is so far off as rounding may put it, or as its boundary may be off
      await db.query(
        `update register.outfall_zone set relation = 'edge', distance_mm = $2
         where outfall_id = $1 and zone_id = (select id from register.protected_zone where key = 'Z1')`,
        [id, mm],
      );
      const row = (await ask()).rows.find((each) => each.id === id)!;
      return [row.level, row.relation, row.counted, row.proposal, row.doubts.join(' ')];
    };
    await db.query(
      `insert into register.outfall_zone (district, outfall_id, zone_id, relation, distance_mm, version)
         select $1, $2, id, 'edge', 1, 0 from register.protected_zone where key = 'Z1'`,
      [KEY, id],
    );
    expect(await told(1)).toEqual(['1', 'edge', true, 'authority_decides', 'edge']);
    const [one] = (await ask()).levels;
    expect([one.outfalls, one.inside, one.edge_only]).toEqual([4, 4, 0]);
    expect(await told(1500)).toEqual(['2', 'inside', true, 'authority_decides', 'stricter_edge']);
    await db.query(`delete from register.outfall_zone where outfall_id = $1 and relation = 'edge'`, [id]);
  });

  it('refuse days that are none', async () => {
    await expect(ask({ asOf: '2024-02-30' })).rejects.toMatchObject({ code: 'date_invalid' });
    await expect(ask({ closedBy: '31.12.2022' })).rejects.toMatchObject({ code: 'date_invalid' });
  });

  it('have the flags on their card that the SQL twin gives, kind by kind', async () => {
    for (const id of (await ids()).keys()) {
      const flags = await outfallFlags(db, KEY, id, { asOf: ASKED.asOf!, reveal: false });
      const ours = flags.map(({ kind, state, reason, zone }) => [
        ...[kind, state === 'touches' ? zone!.relations.join(' ') : state, reason, zone?.zone ?? null],
        ...[zone?.distance_m ?? null, zone?.river_up_m ?? null, zone?.river_down_m ?? null],
      ]);
      const twin = await db.query<Record<string, unknown>>(
        `select f.kind, string_agg(f.relation, ' ' order by f.relation <> 'inside', f.relation) as relation, f.reason, f.zone,
                f.distance_m, f.river_up_m, f.river_down_m
           from unnest(array['drinking_water', 'nature', 'special']) as k (kind)
          cross join atlas.outfall_flags($1, k.kind, $2::date, true) f
          where f.id = $3 group by f.kind, f.reason, f.zone, f.distance_m, f.river_up_m, f.river_down_m`,
        [KEY, ASKED.asOf, id],
      );
      const rows = (list: unknown[][]) => list.map((row) => JSON.stringify(row)).sort();
      const theirs = twin.map((row) => Object.values(row).map((value) => value ?? null));
      expect(rows(ours)).toEqual(rows(theirs));
    }
  });
});
