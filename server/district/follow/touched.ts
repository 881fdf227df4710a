/** What the versions since the one in memory touched, as the database's triggers noted it (register.touched). */
import type { Executor } from '../../db/database.ts';
import type { District } from '../district.ts';

/** By table: the noted ids (of rows or routes, see register.touched), or any row. Tables that are not in it are untouched. */
export type Touched = ReadonlyMap<string, readonly number[] | 'any'>;

/** More ids than this of one table, in all versions together, cost more one by one than the table does. */
const MOST_IDS = 1000;

/**
 * Between two states of one district, the second as this transaction sees it. Undefined where it cannot be told: the district
 * was made anew, a version between has no line (counted up past the triggers, by a migration, or too long ago).
 */
export async function findTouched(tx: Executor, held: District, now: District): Promise<Touched | undefined> {
  if (now.life !== held.life || now.version < held.version) return undefined;
  const lines = await tx.query<{ version: number; table_name: string; ids: number[] | null }>(
    'select version, table_name, ids from register.touched where district = $1 and version > $2',
    [now.key, held.version],
  );
  const told = new Set(lines.map(({ version }) => version)).size;
  if (told !== now.version - held.version) return undefined;
  const touched = new Map<string, readonly number[] | 'any'>();
  for (const { table_name, ids } of lines) touched.set(table_name, together(touched.get(table_name), ids));
  return touched;
}

function together(known: readonly number[] | 'any' = [], ids: readonly number[] | null): readonly number[] | 'any' {
  if (known === 'any' || ids === null) return 'any';
  const all = [...new Set([...known, ...ids])];
  return all.length > MOST_IDS ? 'any' : all;
}

/** Ids of a table whose rows are known one by one. */
export function idsOf(touched: Touched, table: string): readonly number[] {
  const ids = touched.get(table) ?? [];
  if (ids === 'any') throw new Error(`any row of ${table} may be touched`);
  return ids;
}
