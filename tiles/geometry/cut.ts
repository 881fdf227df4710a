/** Ranges of measure on routes, as lines. */
import type { InPieces } from '../../server/engine/in-pieces.ts';
import type { WorldLines } from './world.ts';

/** Ranges [fromMm[i], toMm[i]) on route[i] (an index into the routes). */
export interface RouteRanges {
  readonly route: Int32Array | Uint32Array;
  readonly fromMm: Float64Array;
  readonly toMm: Float64Array;
}

/** Ranges cut in one piece of work: some milliseconds. */
const PIECE = 500;

/**
 * Cuts packed routes: line i is range i. Vertices keep the importance they have on the whole route, so a range is
 * simplified exactly as the river under it; its two ends are always kept.
 *
 * @param m measure of each vertex of `routes` in mm, ascending along a route.
 */
export function* cutRanges(routes: WorldLines, m: Float64Array, ranges: RouteRanges): InPieces<WorldLines> {
  const count = ranges.route.length;
  const first = new Uint32Array(count + 1);
  const spans = new Uint32Array(count * 2); // vertices strictly inside each range
  for (let i = 0; i < count; i++) {
    const route = ranges.route[i];
    const start = lowerBound(m, routes.first[route], routes.first[route + 1], ranges.fromMm[i], true);
    const end = lowerBound(m, start, routes.first[route + 1], ranges.toMm[i], false);
    spans[2 * i] = start;
    spans[2 * i + 1] = end;
    first[i + 1] = first[i] + (end - start) + 2;
  }
  const size = first[count];
  const cut = { x: new Int32Array(size), y: new Int32Array(size), importance: new Float32Array(size) };
  for (let i = 0; i < count; i++) {
    if (i % PIECE === 0) yield;
    const [start, end] = [spans[2 * i], spans[2 * i + 1]];
    putPoint(cut, first[i], routes, m, ranges.route[i], start, ranges.fromMm[i]);
    putInside(cut, first[i] + 1, routes, start, end);
    putPoint(cut, first[i + 1] - 1, routes, m, ranges.route[i], end, ranges.toMm[i]);
  }
  return { count, first, ...cut };
}

/** Copies the vertices start .. end - 1. */
function putInside(target: Target, at: number, routes: WorldLines, start: number, end: number): void {
  target.x.set(routes.x.subarray(start, end), at);
  target.y.set(routes.y.subarray(start, end), at);
  target.importance.set(routes.importance.subarray(start, end), at);
}

/** The first vertex of from..to-1 whose measure is >= `value` (> when `after`), else `to`. */
function lowerBound(m: Float64Array, from: number, to: number, value: number, after: boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (m[middle] < value || (after && m[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Target = { x: Int32Array; y: Int32Array; importance: Float32Array };

/** Writes the point at `measure`, which lies between vertices next - 1 and next of the route. */
function putPoint(
  target: Target,
  at: number,
  routes: WorldLines,
  m: Float64Array,
  route: number,
  next: number,
  measure: number,
): void {
  const b = Math.min(Math.max(next, routes.first[route] + 1), routes.first[route + 1] - 1);
  const a = b - 1;
  const span = m[b] - m[a];
  const t = span > 0 ? Math.min(1, Math.max(0, (measure - m[a]) / span)) : 0;
  target.x[at] = Math.round(routes.x[a] + t * (routes.x[b] - routes.x[a]));
  target.y[at] = Math.round(routes.y[a] + t * (routes.y[b] - routes.y[a]));
  target.importance[at] = Number.POSITIVE_INFINITY;
}
