/** Which of many places lie near one another and came with different batches: compact, for registers of millions. Pure. */
import { REACH_MM } from './near-duplicates.ts';

/** Places in the order of their ids. */
export interface Spots {
  id: Int32Array;
  /** Integer plane millimetres. */
  x: Float64Array;
  y: Float64Array;
  /** Number of the set of batches that a place came with. */
  set: Int32Array;
  /** Batches by the number of their set. */
  sets: readonly (readonly number[])[];
  /** 1 where pairs are asked about. */
  asked: Uint8Array;
}

/**
 * Pairs of ids, the lower one first, within REACH_MM, without a common batch and asked about at one end at least. Swept
 * column by column from the south, so that a pair costs no search:
 *
 *    │ i ┄┐│  j  │   each i meets those north of it in its own column, and in the next those within reach
 *    │    ╎│     │
 */
export function* nearSpots(spots: Spots): Generator<[one: number, other: number]> {
  const { id, x, y, set, asked } = spots;
  const apart = spots.sets.map((one) => spots.sets.map((other) => !one.some((batch) => other.includes(batch))));
  if (!apart.some((row) => row.includes(true))) return; // rows of one file are different outfalls
  const column = Int32Array.from(x, (value) => Math.floor(value / REACH_MM));
  const order = Uint32Array.from(id.keys()).sort((a, b) => column[a] - column[b] || y[a] - y[b]);
  let beside = 0; // where those of the next column begin that are not too far south
  for (let at = 0; at < order.length; at++) {
    const i = order[at];
    const next = column[i] + 1;
    while (beside < order.length && isBefore(order[beside], next, y[i] - REACH_MM)) beside++;
    for (const [from, of] of [
      [at + 1, column[i]],
      [beside, next],
    ])
      for (let k = from; k < order.length && column[order[k]] === of && y[order[k]] <= y[i] + REACH_MM; k++) {
        const j = order[k];
        if (!apart[set[i]][set[j]] || !(asked[i] || asked[j])) continue;
        if (Math.hypot(x[i] - x[j], y[i] - y[j]) <= REACH_MM) yield i < j ? [id[i], id[j]] : [id[j], id[i]];
      }
  }

  function isBefore(j: number, of: number, south: number): boolean {
    return column[j] < of || (column[j] === of && y[j] < south);
  }
}
