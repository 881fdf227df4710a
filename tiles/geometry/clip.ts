/** Clipping against a box, edges included. All coordinates are whole tile units. */

export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** The part of a segment that clipSegment left. */
export const clipped = { ax: 0, ay: 0, bx: 0, by: 0 };

/**
 * Liang-Barsky; false when nothing of a→b is in the box, else the rest is in `clipped`, rounded to whole units.
 *
 *     a ───|───────|─── b        →        |───────|
 */
export function clipSegment(ax: number, ay: number, bx: number, by: number, box: Box): boolean {
  const dx = bx - ax;
  const dy = by - ay;
  let from = 0;
  let to = 1;
  for (let side = 0; side < 4; side++) {
    const p = side === 0 ? -dx : side === 1 ? dx : side === 2 ? -dy : dy;
    const q = side === 0 ? ax - box.minX : side === 1 ? box.maxX - ax : side === 2 ? ay - box.minY : box.maxY - ay;
    if (p === 0 && q < 0) return false;
    if (p < 0) from = Math.max(from, q / p);
    if (p > 0) to = Math.min(to, q / p);
  }
  if (from > to) return false;
  clipped.ax = from > 0 ? Math.round(ax + from * dx) : ax;
  clipped.ay = from > 0 ? Math.round(ay + from * dy) : ay;
  clipped.bx = to < 1 ? Math.round(ax + to * dx) : bx;
  clipped.by = to < 1 ? Math.round(ay + to * dy) : by;
  return true;
}

/**
 * Sutherland-Hodgman on an open ring x, y, x, y…; the answer may run along the box's edges more than once (clean it
 * with dropSpikes).
 */
export function clipRing(ring: number[], box: Box): number[] {
  let points = clipAxis(ring, 0, box.minX, 1);
  points = clipAxis(points, 0, box.maxX, -1);
  points = clipAxis(points, 1, box.minY, 1);
  return clipAxis(points, 1, box.maxY, -1);
}

/** Keeps the side of the line axis = bound where sign × (coordinate - bound) >= 0. */
function clipAxis(points: number[], axis: 0 | 1, bound: number, sign: 1 | -1): number[] {
  const kept: number[] = [];
  const size = points.length;
  for (let i = 0; i < size; i += 2) {
    const before = i === 0 ? size - 2 : i - 2;
    const here = sign * (points[i + axis] - bound);
    const there = sign * (points[before + axis] - bound);
    if (here >= 0 !== there >= 0) {
      const t = there / (there - here);
      const other = points[before + 1 - axis] + t * (points[i + 1 - axis] - points[before + 1 - axis]);
      if (axis === 0) kept.push(bound, Math.round(other));
      else kept.push(Math.round(other), bound);
    }
    if (here >= 0) kept.push(points[i], points[i + 1]);
  }
  return kept;
}
