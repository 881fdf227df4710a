/** Who built upon a batch: what stands in the way of undoing it. */
import type { Executor } from '../db/database.ts';
import { DERIVED } from '../district/derive/author.ts';

export interface LaterChange {
  batch_id: number | null;
  author: string;
}

/** Batches and persons that changed rows of the batch after it, or hung rows of their own on rivers it brought. */
export async function laterChanges(tx: Executor, district: string, batch: number): Promise<LaterChange[]> {
  return tx.query<LaterChange>(
    `with mine as (
       select table_name, row_id, max(id) as last from register.change
        where district = $1 and batch_id = $2 and author <> $3 group by table_name, row_id),
     brought as (
       select row_id from register.change
        where district = $1 and batch_id = $2 and author <> $3 and table_name = 'river' and operation = 'insert'),
     standing as (
       select b.id, b.author from register.import_batch b where b.district = $1 and b.undone_at is null and b.id <> $2)
     select c.batch_id, max(c.author) as author
       from register.change c join mine m on m.table_name = c.table_name and m.row_id = c.row_id
      where c.district = $1 and c.id > m.last and c.author <> $3 and c.batch_id is distinct from $2
        and (c.batch_id is null or c.batch_id in (select id from standing))
      group by c.batch_id, case when c.batch_id is null then c.author end
     union
     select s.id, s.author from standing s
      where exists (select from register.source_segment x
                     where x.district = $1 and x.batch_id = s.id and x.river_id in (select row_id from brought))
         or exists (select from register.survey_record x
                     where x.district = $1 and x.batch_id = s.id and x.river_id in (select row_id from brought))
      order by 1, 2`,
    [district, batch, DERIVED],
  );
}
