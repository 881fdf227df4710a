/** Which outfalls a batch named, and what its rows have to do with records that were merged away and with others' codes. */
import type { Executor } from '../../db/database.ts';
import { type Issue, issue } from '../issues.ts';
import type { Writing } from '../load.ts';
import { CODE_COLUMNS, codeFindings, codeIssue } from './outfall-codes.ts';

/** Fields that the check of codes reads. */
const CODED = [...Object.values(CODE_COLUMNS), 'type'];

/** Keeps the ids of a batch's rows, whether they were new, changed or the same; they are written already. */
export async function recordOutfalls(
  { tx, district, batchId }: Writing,
  ids: readonly number[],
  mapped: Readonly<Record<string, unknown>>,
  rowOf: (id: number) => number | null,
): Promise<Issue[]> {
  await countOutfalls(tx, ids.length);
  // a row of the file is one outfall and a batch is written once: no pair can be there already
  await tx.query(
    `insert into register.outfall_batch (district, batch_id, outfall_id)
     select $1, $2, id from unnest($3::int[]) as id`,
    [district, batchId, ids],
  );
  const writing = { tx, district, batchId };
  const known = [...(await mergedRecords(writing, ids, rowOf)), ...(await matchedElsewhere(writing, mapped, rowOf))];
  if (!CODED.some((field) => field in mapped)) return known;
  const findings = await codeFindings(tx, district, ids, { batch: batchId });
  return [...known, ...findings.map((finding) => codeIssue(finding, rowOf(finding.id)))];
}

const MANY = 1000; // rows: below it any way to find an outfall will do

/**
 * Tells the planner of outfalls that came in with this transaction. Statistics of an emptier table make every index that
 * starts with the district look as good as the key, and then each reference to an outfall reads them all.
 */
async function countOutfalls(tx: Executor, rows: number): Promise<void> {
  if (rows < MANY) return;
  const [{ known }] = await tx.query<{ known: number }>(
    `select reltuples::float8 as known from pg_class where oid = 'register.outfall'::regclass`,
  );
  if (known < rows) await tx.run('analyze register.outfall (district, id, code)');
}

async function mergedRecords(
  { tx, district }: Writing,
  ids: readonly number[],
  rowOf: (id: number) => number | null,
): Promise<Issue[]> {
  const rows = await tx.query<{ id: number; merged_into: number }>(
    `select id, merged_into from register.outfall
      where district = $1 and id = any($2::int[]) and merged_into is not null order by id`,
    [district, ids],
  );
  return rows.map(({ id, merged_into }) =>
    issue('merged_record', { row: rowOf(id), value: id, detail: String(merged_into) }),
  );
}

/** Farther than any remeasured point moves, design.md's tolerance of a link. */
const ELSEWHERE_M = 50;

/** Rows that an identifier put onto outfalls far away: perhaps the same, perhaps two registers that count from 1 each. */
async function matchedElsewhere(
  { tx, district, batchId }: Writing,
  mapped: Readonly<Record<string, unknown>>,
  rowOf: (id: number) => number | null,
): Promise<Issue[]> {
  const rows = await tx.query<{ id: number; field: string; value: string; name: string | null; metres: number }>(
    `select o.id, by.field, by.value, c.before ->> 'name' as name, round(at.metres)::int as metres
       from register.change c
       join register.outfall o on o.district = c.district and o.id = c.row_id
      cross join lateral (select st_distance(o.geom_m, (c.before ->> 'geom_m')::geometry) as metres) as at
      cross join lateral (select * from (values (1, 'source_id', o.source_id), (2, 'code', o.code)) as v (n, field, value)
                           where v.value = c.before ->> v.field and v.field = any($4::text[]) order by n limit 1) as by
      where c.district = $1 and c.batch_id = $2 and c.table_name = 'outfall' and c.operation = 'update'
        and at.metres > $3
      order by o.id`,
    [district, batchId, ELSEWHERE_M, Object.keys(mapped)], // a number the file does not give says nothing
  );
  return rows.map(({ id, field, value, name, metres }) =>
    issue('matched_elsewhere', {
      row: rowOf(id),
      field,
      layer: 'outfalls',
      value,
      detail: {
        zh: `${id}（${name ?? '无名'}，原位置相距 ${metres} 米）`,
        en: `${id} (${name ?? 'no name'}, which lay ${metres} m away)`,
      },
    }),
  );
}
