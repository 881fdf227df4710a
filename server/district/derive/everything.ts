/** Derived tables that somebody edited or emptied, and the rows that make everything again. */
import type { Executor } from '../../db/database.ts';
import type { Touched, TouchedTable } from '../../import/touched.ts';

type Rows = Touched['rows'];

/** Of these a row is derived from when it is touched; outfalls, tracks and records all are when the network is. */
const SOURCES = [
  ...['river', 'source_segment', 'water_body', 'town'],
  ...['protected_zone', 'basin', 'park', 'residential_area', 'water_function_zone', 'key_reach'],
] as TouchedTable[];

/** Derived tables that had rows when the district was last derived from, and have none. */
async function emptiedTables(tx: Executor, district: string): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `select unnest(derived_tables) as name from register.district where key = $1
     except select unnest(register.filled_tables($1))`,
    [district],
  );
  return rows.map(({ name }) => name);
}

/** These, and those that were written to by hand since. */
export async function spoiltTables(tx: Executor, district: string): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    'select unnest(edited_tables) as name from register.district where key = $1',
    [district],
  );
  return [...(await emptiedTables(tx, district)), ...rows.map(({ name }) => name)];
}

/** Every row as one that changed, but for those that the transaction brought; what went stays gone. */
export async function everyRow(tx: Executor, { district }: Pick<Touched, 'district'>, touched: Rows): Promise<Rows> {
  const rows: Rows = {};
  for (const table of SOURCES) {
    const [{ ids }] = await tx.query<{ ids: number[] }>(
      `select coalesce(array_agg(id order by id), '{}') as ids from register.${table} where district = $1`,
      [district],
    );
    const { new: brought = [], removed = [] } = touched[table] ?? {};
    const isNew = new Set(brought);
    if (ids.length + removed.length > 0)
      rows[table] = { new: brought, changed: ids.filter((id) => !isNew.has(id)), removed };
  }
  return rows;
}

/** Which derived tables have rows now: all of them were just made, and nobody else has written to them since. */
export async function noteFilled(tx: Executor, district: string): Promise<void> {
  await tx.query(
    `update register.district set derived_tables = register.filled_tables(key), edited_tables = '{}' where key = $1`,
    [district],
  );
}
