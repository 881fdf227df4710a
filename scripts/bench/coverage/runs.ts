/** One timed run each: ours cold and resident, and the baselines, all from rows to committed rows. */
import { readFileSync } from 'node:fs';
import type { Database } from '../../../server/db/database.ts';
import type { CoverThreads } from '../../../server/district/cover/cover-threads.ts';
import { recomputeTracks } from '../../../server/district/cover/recompute.ts';
import { loadRulers, loadWaterBodies } from '../../../server/district/load-network.ts';
import { buildCoverIndex } from '../../../server/engine/coverage/cover-index.ts';
import { DEFAULT_PARAMETERS } from '../../../server/engine/coverage/parameters.ts';
import { DISTRICT } from './tables.ts';

export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Loads the network, builds the index and recomputes. */
export async function runCold(db: Database, threads: CoverThreads): Promise<void> {
  const rulers = await loadRulers(db, DISTRICT);
  threads.use(buildCoverIndex(rulers, await loadWaterBodies(db, DISTRICT)), DEFAULT_PARAMETERS);
  await runResident(db, threads, rulers.routeId);
}

/** Recomputes with the index in memory. */
export async function runResident(db: Database, threads: CoverThreads, routeId: Int32Array): Promise<void> {
  await db.transaction(async (tx) => {
    const [{ version }] = await tx.query<{ version: number }>('select register.write_version($1) as version', [
      DISTRICT,
    ]);
    await recomputeTracks(tx, DISTRICT, version, threads, routeId);
  });
}

/** A baseline's whole file in one transaction, with memory and settings that suit it. */
export async function runBaseline(db: Database, name: 'buffer' | 'chord'): Promise<void> {
  const script = readFileSync(new URL(`../baselines/coverage-${name}.sql`, import.meta.url), 'utf8');
  await db.run(`begin; set local work_mem = '256MB'; set local jit = off; ${script} commit;`);
}

/**
 * The ranges of the run before stay, for the timed run to delete, as the baselines drop their tables; only rows already
 * dead are taken away, as autovacuum would. Not timed.
 */
export async function vacuumRanges(db: Database): Promise<void> {
  await db.run('vacuum register.surveyed_range');
}
