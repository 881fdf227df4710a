/** Reads what a snapshot does not hold at the snapshot's own version. */
import type { Database, Executor } from '../../db/database.ts';
import { type District, getDistrict } from '../../district/district.ts';

/** In one transaction; undefined where the database has gone on to another version: no tile mixes two. */
export function atVersion<Read>(
  db: Database,
  { key, version }: District,
  read: (tx: Executor) => Promise<Read>,
): Promise<Read | undefined> {
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read');
    return (await getDistrict(tx, key)).version === version ? read(tx) : undefined;
  });
}
