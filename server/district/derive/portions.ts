/** Chosen outfalls a portion at a time, so that what a derivation holds in memory does not grow with the register. */
import type { Executor } from '../../db/database.ts';

export type Choice = 'all' | readonly number[];

/** Outfalls of a portion: few enough that who cancels, and who asks the server something, need not wait for long. */
export const PORTION = 5_000;

/** Below every id. */
const LEAST = -1;

/** Ids of the chosen outfalls, ascending; where all are chosen, records merged into another are among them. */
export async function* portionsOf(
  tx: Executor,
  district: string,
  choice: Choice,
  portion: number,
): AsyncGenerator<readonly number[]> {
  if (choice !== 'all') {
    const ids = Int32Array.from(choice).sort();
    for (let at = 0; at < ids.length; at += portion) yield Array.from(ids.subarray(at, at + portion));
    return;
  }
  let ids = await idsAfter(tx, district, LEAST, portion);
  for (; ids.length > 0; ids = await idsAfter(tx, district, ids[ids.length - 1], portion)) yield ids;
}

async function idsAfter(tx: Executor, district: string, last: number, portion: number): Promise<number[]> {
  const [{ ids }] = await tx.query<{ ids: number[] }>(
    `select coalesce(array_agg(id order by id), '{}') as ids
       from (select id from register.outfall where district = $1 and id > $2 order by id limit $3) as portion`,
    [district, last, portion],
  );
  return ids;
}

/**
 * SQL: whether a column is among ascending ids. Without the range around them the planner reads the whole table for each
 * portion, and a derivation takes the square of its rows.
 */
export function among(column: string, ids: readonly number[]): string {
  const [first, last] = [ids[0] ?? LEAST, ids[ids.length - 1] ?? LEAST].map(Number);
  return `${column} between ${first} and ${last} and ${column} in (${[LEAST, ...ids].map(Number).join(', ')})`;
}

/** The same where the ids are parameter $2 of a statement. */
export const amongGiven = (column: string) =>
  `${column} between ($2::int[])[1] and ($2::int[])[cardinality($2::int[])] and ${column} = any($2::int[])`;
