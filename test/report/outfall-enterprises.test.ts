/** Who is behind an outfall: asked of one it is what it is among all, whatever words dischargers use for it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { KEY, load, part, point } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';

const CODE = '91310118MA1JL0000X';
/** What dischargers 1 to 10 write, the outfall they are of, and whether only their credit code tells it. */
const WRITTEN: [outfall: string | null, credit: string | null, of: number | null, byCode?: true][] = [
  ['C1', null, 1], // a code goes before the number that 5 has of its file
  ['甲口', null, null], // 1 and 2 are called so
  ['丙口', null, 1], // 3 was found to be 1
  ['#2', null, 2],
  ['f', null, 1], // 6 was found to be 3
  [null, CODE, 4, true],
  ['d', CODE, 4],
  ['#3', null, 1],
  ['nobody', null, null],
  ['#5', null, 5],
];

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  const row = (source_id: string, x: number): [object, ReturnType<typeof point>] => [{ source_id }, point(x, 0)];
  const numbers = ['a', 'b', 'c', 'd', 'C1', 'f', 'g'];
  await load(db, part('outfalls', 'outfalls', ...numbers.map((number, i) => row(number, i * 500))));
  await db.query(`update register.outfall set code = case id when 1 then 'C1' end, credit_code = case id when 4 then '${CODE}' end,
    name = case when id < 3 then '甲口' when id = 3 then '丙口' end, merged_into = case id when 3 then 1 when 6 then 3 end`);
  await db.query(
    `insert into register.discharger (district, id, outfall, credit_code, geom)
     select $1, n, nullif(o, ''), nullif(c, ''), st_setsrid(st_point(121, 31), 4490)
       from unnest($2::text[], $3::text[]) with ordinality as t (o, c, n)`,
    [KEY, WRITTEN.map(([outfall]) => outfall ?? ''), WRITTEN.map(([, credit]) => credit ?? '')],
  );
});
afterAll(() => db.close());

const behind = async (outfall: number | null) => {
  const rows = await db.query<{ outfall_id: number; discharger_id: number; by_code: boolean }>(
    'select * from atlas.outfall_enterprises($1, $2) order by outfall_id, discharger_id',
    [KEY, outfall],
  );
  return rows.map(({ outfall_id, discharger_id, by_code }) => [outfall_id, discharger_id, by_code]);
};
const expected = WRITTEN.flatMap(([, , of, byCode = false], i) => (of ? [[of, i + 1, byCode] as const] : []));

it('all are told together', async () => {
  expect(await behind(null)).toEqual([...expected].sort(([a, b], [c, d]) => a - c || b - d));
});

it.each([1, 2, 3, 4, 5, 6, 7, 99])('those of outfall %d are told alone', async (outfall) => {
  expect(await behind(outfall)).toEqual(expected.filter(([of]) => of === outfall));
});
