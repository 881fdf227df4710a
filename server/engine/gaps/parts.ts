/**
 * A stretch of river cut into the fewest parts of equal length, to the millimetre, none longer than asked. The parts
 * are the river's, not the gap's: what is surveyed of one leaves the ends of all others, and so their numbers, as they were.
 *
 *   stretch   |-----------|----------|-----------|     3 parts of 1000 mm: 333, 333, 334
 *   gap            |=================|==|
 *   pieces         |======|==========|==|              in parts 1, 2 and 3
 */

export interface Stretch {
  from: number;
  to: number;
}

/** How many parts; `mostMm` whole and above 0. */
export function partCount({ from, to }: Stretch, mostMm: number): number {
  return Math.ceil((to - from) / mostMm);
}

/** Where part k of n begins, k from 0; k = n is the end. */
export function partStart({ from, to }: Stretch, n: number, k: number): number {
  return from + Math.floor((k * (to - from)) / n);
}

/** The part that the millimetre from `at` on lies in: the last that begins at or before it. */
export function partAt({ from, to }: Stretch, n: number, at: number): number {
  return Math.min(n - 1, Math.floor((n * (at - from + 1) - 1) / (to - from)));
}

/** [from, to, part, …] of what lies in each part of a range inside the stretch. */
export function cutByParts(stretch: Stretch, n: number, from: number, to: number): [number, number, number][] {
  const pieces: [number, number, number][] = [];
  for (let k = partAt(stretch, n, from), at = from; at < to; k++) {
    const end = Math.min(to, partStart(stretch, n, k + 1));
    pieces.push([at, end, k]);
    at = end;
  }
  return pieces;
}
