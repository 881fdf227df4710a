/** Derivation after edits by hand: psql and QGIS change rows, this makes what follows from them. */
import type { Database } from '../../db/database.ts';
import { getDistrict } from '../district.ts';
import { derive } from './derive.ts';

/**
 * Derives from all edits of a district that no transaction has derived from. Returns at once when another process is at it.
 * The version it commits is a new one, so that every process reads the district anew.
 */
export async function catchUp(db: Database, district: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [{ free }] = await tx.query<{ free: boolean }>(
      `select pg_try_advisory_xact_lock(hashtext('derive'), hashtext($1)) as free`,
      [district],
    );
    if (!free || !(await getDistrict(tx, district)).recomputing) return;
    const [{ version }] = await tx.query<{ version: number }>('select register.write_version($1) as version', [
      district,
    ]);
    await derive(tx, { district, version, batchId: null, rows: {} });
  });
}
