/** Which outfalls a batch named, and what its rows have to do with records that were merged away and with others' codes. */
import { type Issue, issue } from '../issues.ts';
import type { Writing } from '../load.ts';
import { CODE_COLUMNS, codeFindings } from './outfall-codes.ts';

/** Fields that the check of codes reads. */
const CODED = [...Object.values(CODE_COLUMNS), 'type'];

/** Keeps the ids of a batch's rows, whether they were new, changed or the same; they are written already. */
export async function recordOutfalls(
  { tx, district, batchId }: Writing,
  ids: readonly number[],
  mapped: Readonly<Record<string, unknown>>,
  rowOf: (id: number) => number | null,
): Promise<Issue[]> {
  await tx.query(
    `insert into register.outfall_batch (district, batch_id, outfall_id)
     select $1, $2, id from unnest($3::int[]) as id on conflict do nothing`,
    [district, batchId, ids],
  );
  const merged = await mergedRecords({ tx, district, batchId }, ids, rowOf);
  if (!CODED.some((field) => field in mapped)) return merged;
  const findings = await codeFindings(tx, district, ids, { batch: batchId });
  const coded = findings.map(({ id, code, issuer, value, detail }) =>
    issue(code, { row: rowOf(id), field: CODE_COLUMNS[issuer], value, detail }),
  );
  return [...merged, ...coded];
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
