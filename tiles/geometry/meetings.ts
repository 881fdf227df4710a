/** Which rings meet: in each strip edges come by where they begin along it, each held against those that have not ended yet. */

import { type InPieces, Turns } from '../../server/engine/in-pieces.ts';
import { COMPARISONS, doMeet, type Edges } from './edges.ts';
import type { Strips } from './strips.ts';

/** More than one feature has. */
const RINGS = 2 ** 26;

/** Two rings that meet, or one and the same that meets itself. */
export type Meeting = readonly [ring: number, other: number];

/**
 * Rings that meet, each two once.
 *
 * @param isAsked 1 for the edges that are looked at; the others are not held against each other.
 */
export function* meetings(edges: Edges, strips: Strips, isAsked?: Uint8Array): InPieces<Meeting[]> {
  const { low, start, items } = strips;
  const sweep = new Sweep(edges, strips, isAsked);
  const turns = new Turns(COMPARISONS);
  for (let strip = 0; strip < strips.count; strip++) {
    sweep.size = 0;
    for (const e of items.subarray(start[strip], start[strip + 1]).sort((e, f) => low[e] - low[f])) {
      if (turns.isOver(sweep.size + 1)) yield;
      sweep.add(e);
    }
  }
  return sweep.found();
}

/** The edges that the next one may meet. A hot loop: apart from what yields, which is not optimised as well. */
class Sweep {
  size = 0;
  private readonly open: Uint32Array;
  private readonly edges: Edges;
  private readonly strips: Strips;
  private readonly isAsked: Uint8Array | undefined;
  private readonly met = new Set<number>();

  constructor(edges: Edges, strips: Strips, isAsked?: Uint8Array) {
    this.open = new Uint32Array(edges.count);
    this.edges = edges;
    this.strips = strips;
    this.isAsked = isAsked;
  }

  add(e: number): void {
    const { open, edges, isAsked, strips } = this;
    const { low, high } = strips;
    let kept = 0;
    for (let k = 0; k < this.size; k++) {
      const f = open[k];
      if (high[f] < low[e]) continue;
      open[kept++] = f;
      if (isAsked !== undefined && isAsked[e] + isAsked[f] === 0) continue;
      if (doMeet(edges, e, f)) this.keep(edges.ring[e], edges.ring[f]);
    }
    open[kept++] = e;
    this.size = kept;
  }

  found(): Meeting[] {
    return Array.from(this.met, (key) => [Math.floor(key / RINGS), key % RINGS]);
  }

  private keep(ring: number, other: number): void {
    this.met.add(Math.min(ring, other) * RINGS + Math.max(ring, other));
  }
}
