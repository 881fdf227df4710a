/** Survey rows that cover nothing, or less than they say, are named with the figures. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { getDistrict } from '../../server/district/district.ts';
import { verify } from '../../server/report/verify.ts';
import { testDatabase } from '../support/database.ts';
import { box, KEY, line, load, loadAll, part, polygon, RIVERS_EAST, RIVERS_WEST, TOWNS } from './small-district.ts';

let db: Database;
beforeEach(async () => {
  db = await testDatabase();
});
afterEach(() => db.close());

type Row = [object, ReturnType<typeof polygon> | null];

const survey = { mode: 'above_water', date: '2022-07-01' };

describe('survey rows', () => {
  it('that cover nothing or less than they say are taken with a warning', async () => {
    await loadAll(db, [TOWNS, RIVERS_WEST, RIVERS_EAST]);
    await db.query(`insert into register.river (district, id, key, name) values ($1, 99, 'R5', '未绘河')`, [KEY]);
    const report = await load(
      db,
      part(
        'records',
        'surveys',
        [{ ...survey, source_id: 'fits', river: 'R2', town: '夏阳', from_m: 0, to_m: 500 }, null],
        [{ ...survey, source_id: 'too long', river: 'R2', from_m: 4000, to_m: 6000 }, null],
        [{ ...survey, source_id: 'beyond', river: 'R2', from_m: 90_000, to_m: 90_500 }, null],
        [{ ...survey, source_id: 'elsewhere', river: 'R2', town: '盈浦', from_m: 0, to_m: 500 }, null],
        [{ ...survey, source_id: 'partly', river: 'R2', town: '夏阳', from_m: 1500, to_m: 2500 }, null],
        [{ ...survey, source_id: 'part of a river', river: 'R2', town: '夏阳' }, null],
        [{ ...survey, river: '无名环', town: '盈浦' }, null],
        [{ ...survey, river: 'R5' }, null],
      ),
    );
    expect(report.rows_new).toBe(8);
    expect(report.issues.map(({ code, value, reason_en }) => [code, value, reason_en.replace(/^.*: /, '')])).toEqual([
      ['reach_beyond', 'too long', '992.436 of 2000.000 m (1007.564–2000.000)'],
      ['reach_beyond', 'beyond', '500.000 of 500.000 m (0.000–500.000)'],
      ['survey_outside_town', 'elsewhere', '500.000 of 500.000 m are not in 盈浦'],
      ['survey_outside_town', 'partly', '497.000 of 1000.000 m are not in 夏阳'],
      ['survey_outside_town', '无名环 盈浦', '1601.053 of 1601.053 m are not in 盈浦'],
      ['survey_river_undrawn', 'R5', '0 m count'],
    ]);
    const again = await load(
      db,
      part('another town', 'towns', [{ key: 'c', name: '香花桥' }, polygon(box(9000, -900, 9500, 2000))]),
    );
    expect(again.issues).toEqual([]);
  });

  it('with measures on a river in several parts cover nothing until it is one: nobody says along which they run', async () => {
    const piece = (source_id: string, ...metres: [number, number][]) =>
      part(source_id, 'rivers', [{ key: 'U', source_id, name: '断河' }, line(...metres)]);
    const rows = (name: string) =>
      part(
        name,
        'surveys',
        [{ ...survey, source_id: `${name} from-to`, river: 'U', from_m: 100, to_m: 400 }, null],
        [{ ...survey, source_id: `${name} whole`, mode: 'under_water', river: 'U' }, null],
      );
    const covered = async (mode: string) => {
      const checks = (await verify(db, await getDistrict(db, KEY), { tracks: 'all' })).checks;
      expect(checks.filter(({ ok }) => !ok)).toEqual([]);
      const [{ m }] = await db.query<{ m: number }>(
        'select round(coalesce(sum(to_mm - from_mm), 0) / 1000)::int as m from register.surveyed_range where mode = $1',
        [mode],
      );
      return m;
    };
    await loadAll(db, [piece('short', [0, 0], [500, 0]), piece('long', [900, 0], [2000, 0])]);
    const [{ drawn }] = await db.query('select round(sum(length_mm) / 1000)::int as drawn from register.route');
    const taken = await load(db, rows('apart'));
    expect(taken.issues.map(({ code, value }) => [code, value])).toEqual([
      ['survey_routes_ambiguous', 'apart from-to'],
    ]);
    expect([await covered('above_water'), await covered('under_water')]).toEqual([0, drawn]);
    await load(db, piece('between', [500, 0], [900, 0]));
    expect(await covered('above_water')).toBe(300);
    expect((await load(db, rows('joined'))).issues).toEqual([]);
  });

  it('with measures on a lake run along its outer shore; on one of two basins they cover nothing', async () => {
    const basin = (key: string, river: string, east: number, ...islands: ReturnType<typeof box>[]) =>
      [{ key, river, kind: 'lake', name: river }, polygon(box(east, 0, east + 900, 600), ...islands)] as Row;
    const island = box(300, 200, 500, 300);
    const waters = [basin('i', 'islet', 0, island), basin('w', 'two', 2000), basin('e', 'two', 3000)];
    await load(db, TOWNS);
    await db.query(
      `insert into register.river (district, id, key, name, kind) values ($1, 98, 'islet', '有岛湖', 'lake'), ($1, 99, 'two', '双湖', 'lake')`,
      [KEY],
    );
    await load(db, part('lakes', 'water-bodies', ...waters));
    const rows = ['islet', 'two'].map(
      (river): Row => [{ ...survey, source_id: river, river, from_m: 100, to_m: 400 }, null],
    );
    const { rows_new, issues } = await load(db, part('on lakes', 'surveys', ...rows));
    expect([rows_new, issues.map(({ code, value }) => [code, value])]).toEqual([
      2,
      [['survey_routes_ambiguous', 'two']],
    ]);
    const covered = await db.query('select sum(to_mm - from_mm)::int as mm from register.surveyed_range');
    expect(covered).toEqual([{ mm: 300_000 }]);
    const { checks } = await verify(db, await getDistrict(db, KEY), { tracks: 'all' });
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('dated to come, or before there was a survey, are kept out', async () => {
    await loadAll(db, [RIVERS_WEST, RIVERS_EAST]);
    const dated = (source_id: string, date: string) =>
      [{ ...survey, source_id, river: 'R2', date }, null] as [object, null];
    const { rows_new, issues } = await load(
      db,
      part(
        'dated',
        'surveys',
        dated('to come', '2099-12-31'),
        dated('of then', '1900-01-01'),
        dated('fine', '2022-07-01'),
      ),
    );
    expect(rows_new).toBe(1);
    expect(issues.map(({ code, row, field, value }) => [code, row, field, value])).toEqual([
      ['surveyed_in_future', 1, 'date', '2099-12-31'],
      ['surveyed_too_early', 2, 'date', '1900-01-01'],
    ]);
  });
});
