/** The review list and what a person decides about it; decisions that outlive redrawn rivers, moved points and boundaries. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { getDistrict } from '../../server/district/district.ts';
import { decideReview, type Verdict } from '../../server/register/review/decide.ts';
import { undoBatch } from '../../server/register/undo.ts';
import { outfallFlags } from '../../server/report/dossier/outfall-flags.ts';
import { drinkingWater } from '../../server/report/drinking-water/drinking-water.ts';
import { outfallCard } from '../../server/report/outfall-card.ts';
import { reviewCounts, reviewRow } from '../../server/report/reviews.ts';
import { flagReport } from '../../server/report/zone-flags.ts';
import { KEY, line, part } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';
import {
  degrees,
  groundOf,
  listed,
  loadReviewDistrict,
  type Names,
  outfalls,
  PLACES,
  reload,
  zone,
} from './review-district.ts';

const BY = { author: '王工', reason: '现场核对' };

let db: Database;
let names: Names;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  names = await loadReviewDistrict(db);
});

const decide = (id: string, verdict: Verdict, by = {}) => decideReview(db, KEY, id, verdict, { ...BY, ...by });
const link = (name: string) => `link-${names.outfall[name]}`;
const flag = (name: string, zoneName: string, relation: string) =>
  `flag-${names.outfall[name]}-${names.zone[zoneName]}-${relation}`;
const one = async (id: string) => (await listed(db, { state: 'all' })).find((row) => row.id === id)!;
const stored = async (name: string) => {
  const [row] = await db.query('select * from register.outfall_link where district = $1 and outfall_id = $2', [
    KEY,
    names.outfall[name],
  ]);
  return row;
};

describe('the review list', () => {
  it('has what is doubtful, worst consequence first, and says why in both languages', async () => {
    const rows = await listed(db);
    expect(rows.map(({ id, reasons, consequence }) => [id, ...reasons, consequence])).toEqual([
      [flag('shore', 'A', 'inside'), 'link_doubtful', 'drinking_water_1'],
      [link('shore'), 'name_disagrees', 'drinking_water_1'],
      [flag('east', 'B', 'edge'), 'on_edge', 'drinking_water_2'],
      [link('east'), 'name_disagrees', 'drinking_water_2'],
      [flag('pipe', 'C', 'conduit'), 'conduit_outside', 'other_zone'],
      [link('named'), 'name_disagrees', 'near_zone'],
      [link('far'), 'unlinked', 'none'],
    ]);
    const [, shore] = rows;
    expect(shore).toMatchObject({
      reason_zh: '登记受纳水体“西大盈港”，挂接到“淀浦河”',
      river: '淀浦河',
      state: 'open',
    });
    expect(shore.candidates).toMatchObject([{ river: '淀浦河', agrees: false }]);
  });

  it('goes page by page from where the last one ended, whatever was decided meanwhile', async () => {
    const { reviewRows } = await import('../../server/report/reviews.ts');
    const page = (cursor?: string) => reviewRows(db, KEY, { asOf: '2026-01-01', limit: 2, cursor });
    const all = (await listed(db)).map(({ id }) => id);
    const first = await page();
    await decide(first.rows[1].id, { decision: 'accept' }); // the flag that rests on it goes with it
    const rest = [];
    for (let next = first.next; next !== null; ) {
      const { rows, next: further } = await page(next);
      rest.push(...rows.map(({ id }) => id));
      next = further;
    }
    expect([...first.rows.map(({ id }) => id), ...rest]).toEqual(all);
  });

  it('leaves out zones that have run out', async () => {
    await db.run(`update register.protected_zone set valid_to = '2025-12-31' where key = 'A'`);
    const rows = await listed(db);
    expect(rows.map(({ id }) => id)).not.toContain(flag('shore', 'A', 'inside'));
    expect(rows.find(({ id }) => id === link('shore'))).toMatchObject({ consequence: 'near_zone' });
    const district = await getDistrict(db, KEY);
    expect(await reviewRow(db, district, link('shore'))).toMatchObject({ consequence: 'near_zone' }); // as the list says
    expect(await reviewRow(db, district, flag('shore', 'A', 'inside'))).toMatchObject({ zone: 'A' });
  });
});

describe('a decision about a link', () => {
  it('accepts what is proposed, without a reason', async () => {
    const before = await stored('named');
    const report = await decide(link('named'), { decision: 'accept' }, { reason: undefined });
    expect(report).toMatchObject({ state: 'decided', outfall: names.outfall.named });
    const { status, reviewer, reason, confidence, route_id, measure_mm } = await stored('named');
    expect({ status, reviewer, reason, confidence }).toEqual({
      status: 'confirmed',
      reviewer: '王工',
      reason: null,
      confidence: 'high',
    });
    expect([route_id, measure_mm]).toEqual([before.route_id, before.measure_mm]);
    expect(await one(link('named'))).toMatchObject({
      state: 'decided',
      reasons: ['name_disagrees'],
      decision: 'accept',
    });
  });

  it('draws the place of the water, which moves the flags that rest on it', async () => {
    const report = await decide(link('far'), { decision: 'draw', ...degrees(1450, 30) });
    expect(report.state).toBe('decided');
    const ground = (await groundOf(db, names.outfall.far))!;
    const row = await stored('far');
    const [{ x, y }] = await db.query<{ x: number; y: number }>(
      'select st_x(geom_m) as x, st_y(geom_m) as y from register.outfall where district = $1 and id = $2',
      [KEY, names.outfall.far],
    );
    expect(Number(row.offset_mm) / 1000).toBeCloseTo(Math.hypot(ground.x - x, ground.y - y), 2);
    expect(row).toMatchObject({ status: 'overridden', bank: 'right' }); // north of a route that runs west
    expect(await one(flag('far', 'A', 'receiving'))).toMatchObject({ reasons: ['receiving_outside'], state: 'open' });
  });

  it('refuses a place beside every river, far from the outfall, or on a route farther off', async () => {
    await expect(decide(link('named'), { decision: 'draw', ...degrees(600, 110) })).rejects.toMatchObject({
      code: 'draw_too_far',
    });
    await expect(decide(link('named'), { decision: 'draw', ...degrees(600, 30), route: 99 })).rejects.toMatchObject({
      code: 'draw_too_far',
    });
    await expect(decide(link('named'), { decision: 'draw', ...degrees(4000, 50) })).rejects.toMatchObject({
      code: 'link_too_far',
    });
    await expect(decide(link('named'), { decision: 'draw' })).rejects.toMatchObject({ code: 'point_needed' });
    expect((await stored('named')).reviewer).toBeNull();
  });

  it('chooses only a candidate, and accepts nothing where nothing is proposed', async () => {
    await expect(decide(link('named'), { decision: 'choose', route: 99 })).rejects.toMatchObject({
      code: 'candidate_unknown',
      status: 409,
    });
    await expect(decide(link('far'), { decision: 'accept' })).rejects.toMatchObject({ code: 'nothing_to_accept' });
    const { route_id: route } = await stored('named');
    await decide(link('named'), { decision: 'choose', route: Number(route) });
    expect(await stored('named')).toMatchObject({ route_id: route, status: 'overridden', reviewer: '王工' });
  });

  it('rejects: unlinked, reviewed, with the reason, and linking again leaves it so', async () => {
    await decide(link('named'), { decision: 'reject' });
    await db.run(`update register.district set link_tolerance_m = 51 where key = '${KEY}'`);
    await reload(db, part('again', 'outfalls', [{ source_id: 'new' }, null]));
    expect(await stored('named')).toMatchObject({ route_id: null, status: 'overridden', reason: 'unlinked' });
    expect(await one(link('named'))).toMatchObject({ state: 'decided', decision: 'reject', why: BY.reason });
  });

  it('is taken back: linked as before, waiting as before, the history knows', async () => {
    const before = await stored('named');
    await decide(link('named'), { decision: 'reject' });
    const report = await decide(link('named'), { decision: 'reopen' });
    expect(report.state).toBe('open');
    expect({ ...(await stored('named')), version: 0 }).toEqual({ ...before, version: 0 });
    const history = await db.query<{ operation: string; author: string; reason: string }>(
      `select operation, author, reason from register.change where district = $1 and table_name = 'review_decision' order by id`,
      [KEY],
    );
    expect(history).toEqual([
      { operation: 'insert', ...BY },
      { operation: 'delete', ...BY },
    ]);
  });

  it('wants a reason, an item, and the item as it was seen; it is made once', async () => {
    const { seen } = await one(link('named'));
    await expect(decide(link('named'), { decision: 'reject' }, { reason: ' ' })).rejects.toMatchObject({
      code: 'reason_needed',
    });
    await expect(decide(link('named'), { decision: 'dismiss' })).rejects.toMatchObject({ code: 'decision_unfit' });
    await expect(decide(link('certain'), { decision: 'accept' })).rejects.toMatchObject({ status: 404 });
    await expect(decide('link-x', { decision: 'accept' })).rejects.toMatchObject({ code: 'bad_review_id' });
    await reload(db, outfalls({ named: [601, 40, '西大盈港'] }, 'moved by a metre'));
    await expect(decide(link('named'), { decision: 'accept' }, { seen })).rejects.toMatchObject({
      code: 'review_stale',
      status: 412,
    });
    await decide(link('named'), { decision: 'accept' }, { seen: (await one(link('named'))).seen });
    await expect(decide(link('named'), { decision: 'reject' })).rejects.toMatchObject({
      code: 'review_decided',
      status: 409,
    });
  });

  it('is open again when the outfall moved by more than 10 m, with the rivers of the new place to choose from', async () => {
    await decide(link('named'), { decision: 'accept' });
    await reload(db, outfalls({ named: [609, 40, '西大盈港'] }, 'nine'));
    expect((await one(link('named'))).state).toBe('decided');
    const { id } = await reload(db, outfalls({ named: [600, 190, '西大盈港'] }, 'north'));
    const item = await one(link('named'));
    expect(item).toMatchObject({ state: 'open', reasons: ['outfall_moved'], decision: 'accept' });
    expect(item.candidates).toMatchObject([{ river: '西大盈港' }]);
    await undoBatch(db, KEY, id!, 'tester', derive);
    expect((await one(link('named'))).state).toBe('decided');
  });

  it('leaves an outfall that moved since in no zone and not clear of any, by every answer, until it is decided again', async () => {
    const asOf = '2024-01-01';
    const answers = async () => {
      const id = names.outfall.named;
      const { rows } = await flagReport(db, KEY, { flag: 'drinking_water', asOf, all: true });
      const sql = await db.query<{ id: number; relation: string; reason: string | null }>(
        `select id, relation, reason from atlas.outfall_flags($1, 'drinking_water', $2::date, true)`,
        [KEY, asOf],
      );
      const [card] = await outfallFlags(db, KEY, id, { asOf, reveal: false });
      const report = (await drinkingWater(db, KEY, { asOf })).rows.find((row) => row.id === id);
      return [
        ...[rows, sql].map((all) => all.filter((row) => row.id === id).map((row) => [row.relation, row.reason])),
        ...[[card.state, card.reason], report?.not_checked.includes('outfall_moved') ?? 'not listed'],
      ];
    };
    await decide(link('named'), { decision: 'accept' });
    expect(await answers()).toEqual([[['clear', null]], [['clear', null]], ['clear', null], 'not listed']);
    await reload(db, outfalls({ named: [600, 190, '西大盈港'] }, 'north'));
    const unknown = ['not_checked', 'outfall_moved'];
    expect(await answers()).toEqual([[unknown], [unknown], unknown, true]);
    const { link: shown } = await outfallCard(db, KEY, names.outfall.named); // its metres were of the place before
    expect(shown).toMatchObject({ reason: 'outfall_moved', confidence: null, distance_m: null, offset_m: null });
    expect(shown!.candidates).toEqual([]);
    const [found] = (await one(link('named'))).candidates;
    await decide(link('named'), { decision: 'choose', route: 'route' in found ? found.route : -1 });
    expect(await answers()).toEqual([[['clear', null]], [['clear', null]], ['clear', null], 'not listed']);
  });

  it('stays where it is on the ground when the river is redrawn, and waits when the river has gone elsewhere', async () => {
    await decide(link('named'), { decision: 'accept' });
    const before = (await groundOf(db, names.outfall.named))!;
    const redraw = (...to: [number, number][]) =>
      reload(db, part(`to ${to}`, 'rivers', [{ key: 'R1', source_id: 's1' }, line(...to)]));
    await redraw([-500, 0], [0, 0], [900, 40], [1900, 0]);
    const after = (await groundOf(db, names.outfall.named))!;
    expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(0.01);
    expect((await one(link('named'))).state).toBe('decided');
    const { id } = await redraw([0, -400], [900, -360], [1900, 0]);
    expect(await one(link('named'))).toMatchObject({
      state: 'open',
      reasons: ['review_lost', 'unlinked'],
      decision: 'accept',
    });
    await undoBatch(db, KEY, id!, 'tester', derive);
    expect((await one(link('named'))).state).toBe('decided');
  });

  it('where the place was drawn follows the river to what is nearest to that place, however far the outfall', async () => {
    const places = { far: [1450, 30], named: [640, 30] } as const; // of named the nearest is at x = 600
    for (const [name, [x, y]] of Object.entries(places))
      await decide(link(name), { decision: 'draw', ...degrees(x, y) });
    const before = { far: (await groundOf(db, names.outfall.far))!, named: (await groundOf(db, names.outfall.named))! };
    await reload(
      db,
      part('bent', 'rivers', [{ key: 'R1', source_id: 's1' }, line([-500, 9], [700, 47], [1200, 40], [1900, 0])]),
    );
    for (const name of ['far', 'named'] as const) {
      expect(await one(link(name))).toMatchObject({ state: 'decided', decision: 'draw', why: BY.reason });
      const row = await stored(name);
      const ground = (await groundOf(db, names.outfall[name]))!;
      const [{ x, y, away }] = await db.query<{ x: number; y: number; away: number }>(
        `select st_x(c.p) as x, st_y(c.p) as y, st_distance(c.p, o.geom_m) as away
           from register.route r cross join lateral st_closestpoint(r.line_m, st_makepoint($3, $4)) as c (p)
           join register.outfall o on o.district = r.district and o.id = $5
          where r.district = $1 and r.id = $2`,
        [KEY, row.route_id, before[name].x, before[name].y, names.outfall[name]],
      );
      expect(Math.hypot(ground.x - x, ground.y - y)).toBeLessThan(0.003);
      expect(Number(row.offset_mm) / 1000).toBeCloseTo(away, 2);
      expect(row).toMatchObject({ status: 'overridden', reviewer: '王工' });
    }
  });
});

describe('a decision about a flag', () => {
  it('stays listed with who and why, counts apart, and the flag itself stays', async () => {
    const id = flag('east', 'B', 'edge');
    await decide(id, { decision: 'dismiss' });
    expect(await one(id)).toMatchObject({ state: 'decided', decision: 'dismiss', reviewer: '王工', why: BY.reason });
    expect(await reviewCounts(db, KEY, '2026-01-01')).toContainEqual({
      kind: 'flag',
      state: 'decided',
      decision: 'dismiss',
      items: 1,
    });
    expect(await db.query(`select from register.outfall_zone where relation = 'edge'`)).toHaveLength(1);
    await decide(id, { decision: 'reopen' });
    expect(await one(id)).toMatchObject({ state: 'open', decision: null });
  });

  it('is open again, with a note, when outfall or boundary moved by more than the accuracy, and holds when that is undone', async () => {
    const id = flag('pipe', 'C', 'conduit');
    await decide(id, { decision: 'confirm' });
    const moved = await reload(db, outfalls({ ...PLACES, pipe: [2203, 215, '西大盈港'] }, 'three metres'));
    expect(await one(id)).toMatchObject({
      state: 'open',
      reasons: ['outfall_moved', 'conduit_outside'],
      decision: 'confirm',
    });
    await undoBatch(db, KEY, moved.id!, 'tester', derive);
    expect((await one(id)).state).toBe('decided');
    const wider = await reload(db, zone('C', { kind: 'nature' }, 2290, 250, 2500, 400));
    expect((await one(id)).reasons).toEqual(['boundary_moved', 'conduit_outside']);
    await undoBatch(db, KEY, wider.id!, 'tester', derive);
    const gone = await reload(db, zone('C', { kind: 'nature' }, 2900, 900, 2950, 950));
    expect(await one(id)).toMatchObject({ state: 'open', reasons: ['flag_gone'] });
    await expect(decide(id, { decision: 'confirm' })).rejects.toMatchObject({ code: 'flag_gone' });
    await undoBatch(db, KEY, gone.id!, 'tester', derive);
    expect((await one(id)).state).toBe('decided');
  });

  it('stands in the way of undoing the batch that brought the zone', async () => {
    await decide(flag('pipe', 'C', 'conduit'), { decision: 'confirm' });
    const [{ batch_id }] = await db.query<{ batch_id: number }>(
      `select batch_id from register.protected_zone where key = 'C'`,
    );
    const undo = () => undoBatch(db, KEY, batch_id, 'tester', derive);
    const id = flag('pipe', 'C', 'conduit');
    await expect(undo()).rejects.toMatchObject({
      code: 'batch_built_upon',
      message: expect.stringContaining(`atlas review reopen ${id} `),
      messageZh: expect.stringContaining(`atlas review reopen ${id} `),
    });
    await decide(id, { decision: 'reopen' });
    await expect(undo()).resolves.toMatchObject({ rows_removed: 1 });
  });
});
