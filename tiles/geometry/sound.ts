/** Whether polygons on whole units are sound: no ring meets itself or another, holes lie in their outer ring and nowhere else. */

import type { Box } from './clip.ts';
import { doMeet, type Edges, edgesOf } from './edges.ts';
import { type InPieces, Turns } from './in-pieces.ts';
import { areNested } from './nested.ts';
import { type Strips, stripsOf } from './strips.ts';

/** Polygons of one feature; a polygon is its outer ring and its holes, a ring x, y, x, y… open. */
export type Polygons = readonly (readonly (readonly number[])[])[];

/**
 * Stricter than the standard, which lets rings touch in single points: true is certain, false only sends the feature to
 * be mended (geos.ts). Exact for features less than 2^26 units wide.
 */
export function* areSound(polygons: Polygons): InPieces<boolean> {
  const rings = polygons.flat();
  if (rings.length === 0 || (rings.length === 1 && rings[0].length === 6)) return true; // a triangle
  const edges = edgesOf(rings);
  const strips = stripsOf(edges);
  return !(yield* doAnyMeet(edges, strips)) && (yield* areNested(polygons, edges, strips));
}

/** The same of sound polygons that a box has cut: only what the cut made, edges that end on the box, can meet anything. */
export function* areSoundWhereCut(polygons: Polygons, box: Box): InPieces<boolean> {
  const edges = edgesOf(polygons.flat());
  if (edges.count === 0) return true;
  const strips = stripsOf(edges);
  return !(yield* doAnyMeet(edges, strips, cutEdges(edges, box))) && (yield* areNested(polygons, edges, strips));
}

function cutEdges({ ax, ay, bx, by }: Edges, box: Box): Uint8Array {
  const isOnBox = (x: number, y: number) => x === box.minX || x === box.maxX || y === box.minY || y === box.maxY;
  return Uint8Array.from(ax, (x, e) => Number(isOnBox(x, ay[e]) || isOnBox(bx[e], by[e])));
}

/**
 * Whether any two edges meet: in each strip they come by where they begin along it, and each is held against those that
 * have not ended yet.
 *
 * @param isAsked 1 for the edges that are looked at; the others are not held against each other.
 */
function* doAnyMeet(edges: Edges, strips: Strips, isAsked?: Uint8Array): InPieces<boolean> {
  const { low, start, items } = strips;
  const sweep = new Sweep(edges, strips, isAsked);
  const turns = new Turns();
  for (let strip = 0; strip < strips.count; strip++) {
    sweep.size = 0;
    for (const e of items.subarray(start[strip], start[strip + 1]).sort((e, f) => low[e] - low[f])) {
      if (turns.isOver(sweep.size + 1)) yield;
      if (sweep.meets(e)) return true;
    }
  }
  return false;
}

/** The edges that the next one may meet. A hot loop: apart from what yields, which is not optimised as well. */
class Sweep {
  size = 0;
  private readonly open: Uint32Array;
  private readonly edges: Edges;
  private readonly strips: Strips;
  private readonly isAsked: Uint8Array | undefined;

  constructor(edges: Edges, strips: Strips, isAsked?: Uint8Array) {
    this.open = new Uint32Array(edges.count);
    this.edges = edges;
    this.strips = strips;
    this.isAsked = isAsked;
  }

  /** Takes the edge in, unless it meets one. */
  meets(e: number): boolean {
    const { open, edges, isAsked, strips } = this;
    const { low, high } = strips;
    let kept = 0;
    for (let k = 0; k < this.size; k++) {
      const f = open[k];
      if (high[f] < low[e]) continue;
      open[kept++] = f;
      if (isAsked !== undefined && isAsked[e] + isAsked[f] === 0) continue;
      if (doMeet(edges, e, f)) return true;
    }
    open[kept++] = e;
    this.size = kept;
    return false;
  }
}
