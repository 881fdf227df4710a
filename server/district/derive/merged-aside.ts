/** Records merged into another have no link; one that is taken out again gets the link a person had given it. */
import type { Executor } from '../../db/database.ts';
import { DERIVED, REANCHORED } from './author.ts';
import { amongGiven } from './portions.ts';

/** A reviewed link goes into the history, from where it comes back; the others are derived again when needed. */
export async function setMergedAside(tx: Executor, district: string, outfalls: readonly number[]): Promise<void> {
  const values = [district, outfalls];
  await tx.query(`select set_config('atlas.author', $1, true)`, [REANCHORED]);
  await tx.query(dropLinks(`(l.status = 'overridden' or l.reviewer is not null)`), values);
  await restoreReviewed(tx, district, values);
  await tx.query(`select set_config('atlas.author', $1, true)`, [DERIVED]);
  await tx.query(dropLinks('true'), values);
}

const dropLinks = (which: string) => `
  delete from register.outfall_link l using register.outfall o
   where l.district = $1 and ${which} and ${amongGiven('l.outfall_id')}
     and o.district = l.district and o.id = l.outfall_id and o.merged_into is not null`;

/** Where the route has gone meanwhile the review stands without a place, and waits for a person. */
async function restoreReviewed(tx: Executor, district: string, values: unknown[]): Promise<void> {
  const returned = await tx.query<{ id: number }>(
    `select o.id from register.outfall o
      where o.district = $1 and ${amongGiven('o.id')} and o.merged_into is null
        and not exists (select from register.outfall_link l where l.district = o.district and l.outfall_id = o.id)
        and exists (select from register.change c
                     where c.district = o.district and c.table_name = 'outfall' and c.row_id = o.id
                       and c.operation = 'update' and c.before ->> 'merged_into' is not null)`,
    values,
  );
  if (returned.length === 0) return;
  await tx.query(
    `insert into register.outfall_link
     select k.* from (select distinct on (row_id) row_id, operation, author, before from register.change
                       where district = $1 and table_name = 'outfall_link' and row_id = any($2::int[])
                       order by row_id, id desc) c
      cross join lateral jsonb_populate_record(null::register.outfall_link, c.before) k
      where c.operation = 'delete' and c.author = $3`,
    [district, returned.map(({ id }) => id), REANCHORED],
  );
  await tx.query(
    `update register.outfall_link l
        set route_id = null, measure_mm = null, distance_mm = null, offset_mm = null, bank = null,
            confidence = null, status = 'proposed', reason = 'unlinked'
      where l.district = $1 and l.outfall_id = any($2::int[]) and l.route_id is not null
        and not exists (select from register.route r where r.district = l.district and r.id = l.route_id)`,
    [district, returned.map(({ id }) => id)],
  );
}
