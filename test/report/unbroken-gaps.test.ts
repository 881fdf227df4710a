/** A gap that goes on over a town's line is one on the printed page, with its whole length and its towns; the list has it by town. */
import { describe, expect, it } from 'vitest';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { unbrokenGaps } from '../../server/report/gaps/unbroken.ts';
import { gapRows } from '../../server/report/gaps.ts';
import { box, KEY, line, loadAll, part, polygon } from '../district/small-district.ts';
import { command, itemsOf } from '../support/command.ts';
import { emptiedDatabase } from '../support/emptied-database.ts';

//   R1 ─────|══a═══┊══b═══┊═outside═|────     gap of 1,400 m over two lines, 500 m at most in one town
//   R2 ═════════a══════|─────────────────     700 m, the longest in one town
describe('a gap over the lines of towns', async () => {
  const db = await emptiedDatabase(async (db) => {
    await loadAll(db, [
      part(
        'towns',
        'towns',
        [{ key: 'a', name: '夏阳' }, polygon(box(-500, -500, 1000, 900))],
        [{ key: 'b', name: '盈浦' }, polygon(box(1000, -500, 1500, 900))],
      ),
      part(
        'rivers',
        'rivers',
        [{ key: 'R1', source_id: 's1', name: '长河' }, line([0, 0], [2500, 0])],
        [{ key: 'R2', source_id: 's2', name: '短河' }, line([0, 500], [2500, 500])],
      ),
      part(
        'surveys',
        'surveys',
        [{ source_id: 'v1', river: 'R1', from_m: 0, to_m: 550, mode: 'above_water', date: '2023-05-01' }, null],
        [{ source_id: 'v2', river: 'R1', from_m: 1950, to_m: 2600, mode: 'above_water', date: '2023-05-01' }, null],
        [{ source_id: 'v3', river: 'R2', from_m: 700, to_m: 2600, mode: 'above_water', date: '2023-05-01' }, null],
      ),
    ]);
  });

  it('is one with the towns in their order, and its parts in the list', async () => {
    const rows = gapRows(await loadSnapshot(db, KEY), { mode: 'above_water' });
    expect(rows).toHaveLength(4);
    expect(unbrokenGaps(rows).map(({ from_m, to_m, length_m, towns }) => [from_m, to_m, length_m, towns])).toEqual([
      [550, 1950, 1400, ['夏阳', '盈浦', null]],
      [0, 700, 700, ['夏阳']],
    ]);
    // as far as SQL sees, which knows nothing of towns
    const sql = await db.query<{ m: number }>(
      `select (upper(x) - lower(x))::float8 / 1000 as m
         from atlas.river_states($1, 'above_water') s cross join unnest(s.gap) x order by s.route_id, x`,
      [KEY],
    );
    expect(sql.map(({ m }) => m)).toEqual([1400, 700]);
  });

  it('is the longest of the printed page, whose figures and table count stretches by town', async () => {
    const page = (await command(db, 'report coverage --mode above_water --format html')).out;
    expect(page).toContain('最长水上缺口 longest gap 1400 m · 夏阳、盈浦、街镇外 outside');
    expect(page).toContain('<b>长河 0.55–1.95</b>');
    expect(page).toContain('按街镇分 4 段 stretches by town');
    expect(page).toContain('1 处缺口，最长 1400 m');
    expect(page).toMatch(
      /<i>1<\/i><span>长河 0\.55–1\.95 <small>夏阳、盈浦、街镇外 outside<\/small><\/span><b>1400 m<\/b>/,
    );
    expect(page).not.toContain('<i>3</i><span>');
    const rows = itemsOf((await command(db, 'report coverage --mode above_water --format json')).out);
    const long = rows.find(({ name }: { name: string }) => name === '长河');
    expect(long).toMatchObject({ above_gaps: 3 });
    expect(long.above_longest_gap_m).toBeLessThan(510);
  });
});
