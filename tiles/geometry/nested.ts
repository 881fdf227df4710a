/** Whether rings that do not meet lie as polygons may: each hole in its outer ring, in no other hole, and no polygon in another. */

import { type InPieces, Turns } from '../../server/engine/in-pieces.ts';
import { COMPARISONS, type Edges } from './edges.ts';
import type { Polygons } from './sound.ts';
import type { Strips } from './strips.ts';

/**
 * One ray from the first point of each ring, along its strip, tells which rings it lies in. Rings do not meet, so what
 * is true of the point is true of the ring.
 */
export function* areNested(polygons: Polygons, edges: Edges, strips: Strips): InPieces<boolean> {
  if (edges.count === 0 || edges.ring[edges.count - 1] === 0) return true; // one ring
  const polygonOf = polygons.flatMap((rings, p) => rings.map(() => p));
  const around = new RingsAround(edges, strips, polygonOf.length);
  const turns = new Turns(COMPARISONS);
  for (let first = 0; first < edges.count; first++) {
    const ring = edges.ring[first];
    if (first > 0 && edges.ring[first - 1] === ring) continue;
    if (!isPlaced(ring, around.find(first), polygonOf)) return false;
    if (turns.isOver(around.looked)) yield;
  }
  return true;
}

/** A hole lies in its outer ring and no further ring of its polygon; an outer ring, where in another's, in a hole of that. */
function isPlaced(ring: number, around: readonly number[], polygonOf: readonly number[]): boolean {
  const isOuter = (r: number) => r === 0 || polygonOf[r] !== polygonOf[r - 1];
  const own = around.filter((other) => polygonOf[other] === polygonOf[ring]);
  if (!isOuter(ring)) return own.length === 1 && isOuter(own[0]);
  // ascending, so rings of one polygon come side by side: its outer ring and one hole
  return around.every((other, k) => polygonOf[around[isOuter(other) ? k + 1 : k - 1]] === polygonOf[other]);
}

/** Which rings a ring lies in. */
export class RingsAround {
  /** Edges looked at for the last answer. */
  looked = 0;
  private readonly edges: Edges;
  private readonly strips: Strips;
  private readonly isOdd: Uint8Array;

  constructor(edges: Edges, strips: Strips, rings: number) {
    this.edges = edges;
    this.strips = strips;
    this.isOdd = new Uint8Array(rings);
  }

  /** The other rings that hold the beginning of an edge, ascending: those that its ray crosses an odd number of times. */
  find(edge: number): number[] {
    const { along, across, start, items, at } = this.strips;
    const [x, y, strip] = [along[0][edge], across[0][edge], at(across[0][edge])];
    const { ring } = this.edges;
    const crossed: number[] = [];
    for (let k = start[strip]; k < start[strip + 1]; k++) {
      const e = items[k];
      const [ay, by] = [across[0][e], across[1][e]];
      if (ay > y === by > y || ring[e] === ring[edge]) continue;
      const ax = along[0][e];
      const side = (along[1][e] - ax) * (y - ay) - (by - ay) * (x - ax);
      if (by > ay ? side <= 0 : side >= 0) continue;
      this.isOdd[ring[e]] ^= 1;
      crossed.push(ring[e]);
    }
    this.looked = start[strip + 1] - start[strip];
    return this.oddOf(crossed);
  }

  /** Clears the marks it reads. */
  private oddOf(crossed: readonly number[]): number[] {
    const odd = crossed.filter((ring) => {
      const is = this.isOdd[ring] === 1;
      this.isOdd[ring] = 0;
      return is;
    });
    return odd.sort((a, b) => a - b);
  }
}
