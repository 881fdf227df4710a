/** Reads what a snapshot does not hold at the snapshot's own version. */
import type { Database, Executor } from '../../db/database.ts';
import { type District, getDistrict, isSameState } from '../../district/district.ts';

/** In one transaction; undefined where the database has gone on to another version: no tile mixes two. */
export function atVersion<Read>(
  db: Database,
  district: District,
  read: (tx: Executor) => Promise<Read>,
): Promise<Read | undefined> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read');
    return isSameState(await getDistrict(tx, district.key), district) ? read(tx) : undefined;
  });
}
