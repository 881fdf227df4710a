/**
 * What the planner knows of where geometries lie is taken away from the embedded database. Its PostGIS (32 bits, 3.6)
 * answers a join of two layers that lie apart with an address instead of a selectivity, and the statement fails with
 * "invalid function selectivity". Without such statistics it estimates by constants, as it does of a table never analysed.
 */
import type { Executor } from '../database.ts';

/** For folders that an earlier version has analysed whole. */
export async function clearShapeStatistics(db: Executor): Promise<void> {
  await db.query(
    `select pg_clear_attribute_stats(n.nspname::text, c.relname::text, a.attname::text, false)
       from pg_statistic s
       join pg_class c on c.oid = s.starelid
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = s.starelid and a.attnum = s.staattnum
      where a.atttypid = 'geometry'::regtype and not s.stainherit`,
  );
}
