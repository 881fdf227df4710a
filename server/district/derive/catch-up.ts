/** Derivation after edits by hand: psql and QGIS change rows, this makes what follows from them. */
import type { Database, Executor } from '../../db/database.ts';
import type { Touched } from '../../import/touched.ts';
import { getDistrict, listDistricts } from '../district.ts';
import { derive } from './derive.ts';
import { spoiltTables } from './everything.ts';

/**
 * Derives from all edits of a district that no transaction has derived from. Returns at once when another process is at it.
 * The version it commits is a new one, so that every process reads the district anew.
 */
export async function catchUp(db: Database, district: string): Promise<void> {
  await db.transaction((tx) => deriveWaiting(tx, district));
}

/** The same for who is to answer from tables that were emptied or edited by hand: waits for another process that is at it. */
export async function catchUpSpoilt(db: Database, district: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${LOCK})`, [district]);
    if ((await spoiltTables(tx, district)).length > 0) await deriveNext(tx, district);
  });
}

/** The same for who looks again soon: returns at once, too, while somebody writes the district, or where this connection may not. */
export async function catchUpIfFree(db: Database, district: string): Promise<void> {
  await db.transaction(async (tx) => {
    if ((await mayWrite(tx)) && (await isFree(tx, district))) await deriveWaiting(tx, district);
  });
}

/** Takes the lock that writers of the district take, where nobody has it. */
async function isFree(tx: Executor, district: string): Promise<boolean> {
  const rows = await tx.query('select from register.district where key = $1 for no key update skip locked', [district]);
  return rows.length > 0;
}

async function deriveWaiting(tx: Executor, district: string): Promise<void> {
  const [{ free }] = await tx.query<{ free: boolean }>(`select pg_try_advisory_xact_lock(${LOCK}) as free`, [district]);
  if (!free || !(await getDistrict(tx, district)).recomputing) return;
  await deriveNext(tx, district);
}

/** Derives everything of a district again, whatever became of what was derived: rows of derived tables that were edited or lost. */
export async function deriveAnew(db: Database, district: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${LOCK})`, [district]);
    await deriveNext(tx, district, { isAnew: true });
  });
}

/** Held by whoever derives outside of an import. $1 district */
const LOCK = `hashtext('derive'), hashtext($1)`;

async function deriveNext(tx: Executor, district: string, how: Pick<Touched, 'isAnew'> = {}): Promise<void> {
  const [{ version }] = await tx.query<{ version: number }>('select register.write_version($1) as version', [district]);
  await derive(tx, { district, version, batchId: null, rows: {}, ...how });
}

/** In every district; where this connection may not write, a server's next poll does it. */
export async function catchUpAll(db: Database): Promise<void> {
  const waiting = (await listDistricts(db)).filter(({ recomputing }) => recomputing);
  if (waiting.length === 0 || !(await mayWrite(db))) return;
  for (const { key } of waiting) {
    await catchUp(db, key);
    if ((await spoiltTables(db, key)).length > 0) await catchUpSpoilt(db, key);
  }
}

async function mayWrite(db: Executor): Promise<boolean> {
  const [{ may }] = await db.query<{ may: boolean }>(
    `select not pg_is_in_recovery() and has_table_privilege('register.district', 'update') as may`,
  );
  return may;
}
