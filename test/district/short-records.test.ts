/** Survey rows that cover nothing, or less than they say, are named with the figures. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { testDatabase } from '../support/database.ts';
import { box, KEY, load, loadAll, part, polygon, RIVERS_EAST, RIVERS_WEST, TOWNS } from './small-district.ts';

let db: Database;
beforeEach(async () => {
  db = await testDatabase();
});
afterEach(() => db.close());

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
});
