/** The planner knows how many outfalls the review list reads: asked of its plan, since a small district does not show it in time. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../server/db/database.ts';
import { KEY } from '../district/small-district.ts';
import { testDatabase } from '../support/database.ts';
import { loadReviewDistrict } from './review-district.ts';

const COPIES = 2000;

let db: Database;
beforeAll(async () => {
  db = await testDatabase();
  const { outfall, zone } = await loadReviewDistrict(db);
  await db.query(COPY.outfall, [KEY, outfall.shore]);
  await db.query(COPY.outfall_link, [KEY, outfall.shore]);
  await db.query(
    `insert into register.outfall_zone (district, outfall_id, zone_id, relation, distance_mm, version)
     select $1, 1000 + n, $2, 'inside', -1000, 1 from generate_series(1, ${COPIES}) n`,
    [KEY, zone.A],
  );
  await db.run('analyze register.outfall, register.outfall_link, register.outfall_zone');
});
afterAll(() => db.close());

const copyOf = (table: string, id: string, also: string) =>
  `insert into register.${table}
   select c.* from register.${table} o cross join generate_series(1, ${COPIES}) n
    cross join lateral jsonb_populate_record(o, jsonb_build_object('${id}', 1000 + n${also})) c
    where o.district = $1 and o.${id} = $2`;
const COPY = {
  outfall: copyOf('outfall', 'id', ", 'source_id', 'copy ' || n"),
  outfall_link: copyOf('outfall_link', 'outfall_id', ''),
};

interface Node {
  'Relation Name'?: string;
  'Plan Rows': number;
  Plans?: Node[];
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** How many outfalls the planner expects at most where it reads them: of the query inside the function, with its arguments in their places. */
async function outfallsExpected(onlyOutfall: string): Promise<number> {
  const [{ body }] = await db.query<{ body: string }>(
    `select prosrc as body from pg_proc where oid = 'atlas.review_items'::regproc`,
  );
  const query = body
    .slice(body.indexOf('return query') + 'return query'.length, body.lastIndexOf(';'))
    .replaceAll('district_key', `'${KEY}'`)
    .replaceAll('as_of', `date '2026-01-01'`)
    .replaceAll('only_outfall', onlyOutfall);
  const [row] = await db.query<Record<string, [{ Plan: Node }]>>(`explain (format json) ${query}`);
  const nodes = nodesOf(Object.values(row)[0][0].Plan);
  return Math.max(...nodes.filter((node) => node['Relation Name'] === 'outfall').map((node) => node['Plan Rows']));
}

it('is planned for all outfalls: where few were expected, each was held against every flag, for seconds on the embedded database', async () => {
  expect(await outfallsExpected('null::int')).toBeGreaterThan(COPIES / 2);
});

it('of one outfall is planned for that', async () => {
  expect(await outfallsExpected('1001')).toBeLessThan(COPIES / 100);
});
