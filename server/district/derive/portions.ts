/** Chosen outfalls a portion at a time, so that what a derivation holds in memory does not grow with the register. */
import type { Executor } from '../../db/database.ts';

export type Choice = 'all' | readonly number[];

/** Outfalls of a portion: few enough that who cancels, and who asks the server something, need not wait for long. */
export const PORTION = 5_000;

/** Below every id. */
const LEAST = -1;

/** Ids of the chosen outfalls; where all are chosen in ascending order, records merged into another among them. */
export async function* portionsOf(
  tx: Executor,
  district: string,
  choice: Choice,
  portion: number,
): AsyncGenerator<readonly number[]> {
  if (choice !== 'all') {
    for (let at = 0; at < choice.length; at += portion) yield choice.slice(at, at + portion);
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
