/** Whether polygons on whole units are sound: no ring meets itself or another, holes lie in their outer ring and nowhere else. */

import type { Box } from './clip.ts';

/** Polygons of one feature; a polygon is its outer ring and its holes, a ring x, y, x, y… open. */
export type Polygons = readonly (readonly (readonly number[])[])[];

/**
 * Stricter than the standard, which lets rings touch in single points: true is certain, false only sends the feature to
 * be mended (geos.ts). Exact for features less than 2^26 units wide.
 */
export function areSound(polygons: Polygons): boolean {
  const rings = polygons.flat();
  if (rings.length === 1 && rings[0].length === 6) return true; // a triangle
  return !meet(edgesOf(rings)) && areNested(polygons);
}

/** The same of sound polygons that a box has cut: only what the cut made, edges that end on the box, can meet anything. */
export function areSoundWhereCut(polygons: Polygons, box: Box): boolean {
  const edges = edgesOf(polygons.flat());
  const onBox = (x: number, y: number) => x === box.minX || x === box.maxX || y === box.minY || y === box.maxY;
  for (let e = 0; e < edges.count; e++) {
    if (!onBox(edges.ax[e], edges.ay[e]) && !onBox(edges.bx[e], edges.by[e])) continue;
    for (let f = 0; f < edges.count; f++) if (f !== e && doMeet(edges, e, f)) return false;
  }
  return areNested(polygons);
}

interface Edges {
  readonly count: number;
  readonly ax: Float64Array;
  readonly ay: Float64Array;
  readonly bx: Float64Array;
  readonly by: Float64Array;
  /** The edge that begins where this one ends. */
  readonly next: Uint32Array;
}

function edgesOf(rings: readonly (readonly number[])[]): Edges {
  const count = rings.reduce((sum, ring) => sum + ring.length / 2, 0);
  const axis = () => new Float64Array(count);
  const edges = { count, ax: axis(), ay: axis(), bx: axis(), by: axis(), next: new Uint32Array(count) };
  let at = 0;
  for (const ring of rings) {
    const first = at;
    for (let i = 0; i < ring.length; i += 2, at++) {
      const after = i + 2 < ring.length ? i + 2 : 0;
      edges.ax[at] = ring[i];
      edges.ay[at] = ring[i + 1];
      edges.bx[at] = ring[after];
      edges.by[at] = ring[after + 1];
      edges.next[at] = after === 0 ? first : at + 1;
    }
  }
  return edges;
}

/** Whether any two edges meet. They come by where they begin along the longer side of the whole; each is held against those that have not ended yet. */
function meet(edges: Edges): boolean {
  const { count, ax, ay, bx, by } = edges;
  const isWide = spanOf(ax) >= spanOf(ay);
  const [a, b] = isWide ? [ax, bx] : [ay, by];
  const low = new Float64Array(count);
  for (let e = 0; e < count; e++) low[e] = Math.min(a[e], b[e]);
  const order = new Uint32Array(count).map((_, e) => e).sort((e, f) => low[e] - low[f]);
  const open = new Uint32Array(count);
  let size = 0;
  for (const e of order) {
    let kept = 0;
    for (let k = 0; k < size; k++) {
      const f = open[k];
      if (Math.max(a[f], b[f]) < low[e]) continue;
      open[kept++] = f;
      if (doMeet(edges, e, f)) return true;
    }
    open[kept++] = e;
    size = kept;
  }
  return false;
}

/** Whether two edges have a point in common that is not the one between neighbours. Innermost of the work (`npm run bench -- pyramid`). */
function doMeet({ ax, ay, bx, by, next }: Edges, e: number, f: number): boolean {
  if (ax[e] < ax[f] && ax[e] < bx[f] && bx[e] < ax[f] && bx[e] < bx[f]) return false;
  if (ax[e] > ax[f] && ax[e] > bx[f] && bx[e] > ax[f] && bx[e] > bx[f]) return false;
  if (ay[e] < ay[f] && ay[e] < by[f] && by[e] < ay[f] && by[e] < by[f]) return false;
  if (ay[e] > ay[f] && ay[e] > by[f] && by[e] > ay[f] && by[e] > by[f]) return false;
  const ex = bx[e] - ax[e];
  const ey = by[e] - ay[e];
  const fx = bx[f] - ax[f];
  const fy = by[f] - ay[f];
  if (next[f] === e || next[e] === f) return ex * fy === ey * fx && ex * fx + ey * fy < 0; // one runs back over the other
  const begin = ex * (ay[f] - ay[e]) - ey * (ax[f] - ax[e]);
  const end = ex * (by[f] - ay[e]) - ey * (bx[f] - ax[e]);
  if ((begin > 0 && end > 0) || (begin < 0 && end < 0)) return false;
  const from = fx * (ay[e] - ay[f]) - fy * (ax[e] - ax[f]);
  const to = fx * (by[e] - ay[f]) - fy * (bx[e] - ax[f]);
  return !((from > 0 && to > 0) || (from < 0 && to < 0));
}

function spanOf(values: Float64Array): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return most - least;
}

/** Of rings that do not meet: each hole in its outer ring, in no other hole, and no polygon in another. */
function areNested(polygons: Polygons): boolean {
  return polygons.every(([outer, ...holes], p) => {
    const isAlone = polygons.every((other, q) => q === p || !isInPolygon(outer, other));
    return (
      isAlone &&
      holes.every((hole, h) => isInRing(hole, outer) && holes.every((other, o) => o === h || !isInRing(hole, other)))
    );
  });
}

function isInPolygon(ring: readonly number[], [outer, ...holes]: Polygons[number]): boolean {
  return isInRing(ring, outer) && !holes.some((hole) => isInRing(ring, hole));
}

/** Even-odd, by the first point of a ring that does not meet the other. */
function isInRing([x, y]: readonly number[], ring: readonly number[]): boolean {
  let isIn = false;
  for (let i = 0, before = ring.length - 2; i < ring.length; before = i, i += 2) {
    const [ax, ay, bx, by] = [ring[before], ring[before + 1], ring[i], ring[i + 1]];
    if (ay > y === by > y) continue;
    const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    if (by > ay ? side > 0 : side < 0) isIn = !isIn;
  }
  return isIn;
}
