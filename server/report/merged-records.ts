/** The other records of an outfall: merged into it, each with its own codes and where it came from. */
import type { Executor } from '../db/database.ts';

export interface MergedRecord {
  id: number;
  /** The record it was merged into: the outfall itself, or one that was merged later. */
  merged_into: number;
  source_id: string | null;
  code: string | null;
  code_province: string | null;
  name: string | null;
  surveyed_on: string | null;
  /** Batches whose rows it is; the source of each is what `atlas batches show` says. */
  batches: number[];
}

/** By id; empty where nothing was merged into it. */
export async function mergedRecords(db: Executor, district: string, outfall: number): Promise<MergedRecord[]> {
  return db.query<MergedRecord>(
    `select m.id, m.merged_into, m.source_id, m.code, m.code_province, m.name, m.surveyed_on,
            array(select b.id from register.outfall_batch n
                    join register.import_batch b on b.district = n.district and b.id = n.batch_id and b.undone_at is null
                   where n.district = m.district and n.outfall_id = m.id order by 1) as batches
       from atlas.merged_records m where m.district = $1 and m.outfall_id = $2 order by m.id`,
    [district, outfall],
  );
}
