/** Whether a line touches a zone: a vertex in it or on its boundary, or a segment that meets it. Exact on whole millimetres. */
import { cross } from '../polygons.ts';
import { edgeNear } from './edge-tree.ts';
import { type ZoneIndex, zoneHolds } from './zone-index.ts';

/** Vertices in plane millimetres, one after the other. */
export interface Line {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

/** A line of one vertex touches where that vertex does; a line without vertices touches nothing. */
export function lineTouches(index: ZoneIndex, zone: number, { x, y }: Line): boolean {
  for (let v = 0; v < x.length; v++) if (zoneHolds(index, zone, x[v], y[v])) return true;
  // both ends outside: the segment passes through, or touches a corner
  for (let v = 0; v + 1 < x.length; v++) if (segmentMeetsEdge(index, zone, x[v], y[v], x[v + 1], y[v + 1])) return true;
  return false;
}

function segmentMeetsEdge(index: ZoneIndex, zone: number, ax: number, ay: number, bx: number, by: number): boolean {
  const { x, y } = index.tree.polygons;
  const box = [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)] as const;
  return edgeNear(index.tree, zone, box, (v) => segmentsMeet([ax, ay, bx, by], [x[v], y[v], x[v + 1], y[v + 1]]));
}

type Segment = readonly [ax: number, ay: number, bx: number, by: number];

/** Both straddle the other's line, or end on it. Segments in one line meet where their boxes do. */
function segmentsMeet([ax, ay, bx, by]: Segment, [cx, cy, dx, dy]: Segment): boolean {
  const c = Math.sign(cross(ax, ay, bx, by, cx, cy));
  const d = Math.sign(cross(ax, ay, bx, by, dx, dy));
  const a = Math.sign(cross(cx, cy, dx, dy, ax, ay));
  const b = Math.sign(cross(cx, cy, dx, dy, bx, by));
  if (c * d > 0 || a * b > 0) return false;
  return overlap(ax, bx, cx, dx) && overlap(ay, by, cy, dy);
}

function overlap(a: number, b: number, c: number, d: number): boolean {
  return Math.min(a, b) <= Math.max(c, d) && Math.min(c, d) <= Math.max(a, b);
}
