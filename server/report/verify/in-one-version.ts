/** A check of a register in use: imports go on, and what it compares must not. */
import type { Database } from '../../db/database.ts';
import { readDistrict, readNow } from '../../district/follow/follow.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import type { Check, Difference, Subject } from './checks.ts';

interface Checked {
  /** What the engine's side was made from. */
  snapshot: Snapshot;
  found: Difference;
}

interface Asked extends Pick<Subject, 'district' | 'tracks'> {
  /** In memory since the check before; only what was touched since is read. */
  held?: Snapshot;
}

/**
 * Memory and database as of the version that stands when it begins. One transaction for each check and none for all: that
 * would hold the one session of the embedded database, and the cleaning up of a big one, for as long as a verification takes.
 */
export async function compareInOneVersion(db: Database, check: Check, { held, ...asked }: Asked): Promise<Checked> {
  if (check.isByStatement) {
    const { snapshot } = await readDistrict(db, asked.district, held);
    return { snapshot, found: await check.compare({ ...asked, db, snapshot }) };
  }
  return db.transaction(async (tx) => {
    await tx.query('set transaction isolation level repeatable read');
    const { snapshot } = await readNow(tx, asked.district, held);
    return { snapshot, found: await check.compare({ ...asked, db: tx, snapshot }) };
  });
}
