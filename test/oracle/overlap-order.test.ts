/** Halves of overlap that are dealt over rivers do not depend on which river was imported first. */
import { expect, it } from 'vitest';
import { loadSnapshot } from '../../server/district/snapshot.ts';
import { coverageRows } from '../../server/report/coverage.ts';
import type { RiverGroup } from '../../server/report/groups.ts';
import { box, line, load, part, polygon } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';

//   A ════════ in town 2, B ════════ in town 1; on each two crews measured the same odd number of millimetres of one bank
const TOWNS = part(
  'towns',
  'towns',
  [{ key: 't1', name: '一' }, polygon(box(-900, -900, 1000, 900))],
  [{ key: 't2', name: '二' }, polygon(box(1000, -900, 2900, 900))],
);
const RIVERS = {
  A: part('A', 'rivers', [{ key: 'A', source_id: 'a' }, line([1100, 0], [1900, 0])]),
  B: part('B', 'rivers', [{ key: 'B', source_id: 'b' }, line([100, 500], [900, 500])]),
};
const ROWS = ['A', 'B'].flatMap((river) => ['甲', '乙'].map((crew) => ({ river, crew })));
const SURVEYS = part(
  'surveys',
  'surveys',
  ...ROWS.map(({ river, crew }): [object, null] => [
    {
      ...{ source_id: river + crew, river, crew, from_m: 100, to_m: 200.001 },
      ...{ bank: 'left', mode: 'above_water', date: '2023-01-01' },
    },
    null,
  ]),
);

it('deals halves of overlap alike whichever river was imported first, in reports and in SQL', async () => {
  const db = await testDatabase();
  const figures = async (key: string, order: ('A' | 'B')[]) => {
    for (const each of [TOWNS, ...order.map((river) => RIVERS[river]), SURVEYS]) await load(db, each, key);
    const snapshot = await loadSnapshot(db, key);
    const asked = async (group: RiverGroup) => {
      const rows = coverageRows(snapshot, { group, mode: 'above_water' });
      const inSql = await db.query<{ key: string; overlap_km: string }>(
        `select key, overlap_km from atlas.coverage_by($1, $2, 'district', 'above_water')`,
        [key, group],
      );
      const held = new Map(rows.map((row) => [row.key, row.overlap_km]));
      for (const row of inSql) expect([row.key, held.get(row.key)]).toEqual([row.key, Number(row.overlap_km)]);
      return Object.fromEntries(held);
    };
    return { river: await asked('river'), town: await asked('town') };
  };
  const expected = { river: { A: 0.050001, B: 0.05 }, town: { t1: 0.05, t2: 0.050001 } };
  expect(await figures('ab', ['A', 'B'])).toMatchObject(expected);
  expect(await figures('ba', ['B', 'A'])).toMatchObject(expected);
  await db.close();
});
