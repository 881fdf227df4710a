/** Is a point in a water, and how far is it from one. Exact on integer millimetres. */
import { slabAt, type WaterIndex } from './water-index.ts';

/** Even-odd over all rings of the body; a point on an edge is inside. */
export function isInWater(water: WaterIndex, body: number, px: number, py: number): boolean {
  return isInRings(water, body, px, py, false);
}

/** Whether a point lies in the body or on an island in it, which is in any of its rings; on an edge is inside. */
export function isInWaterOrIsland(water: WaterIndex, body: number, px: number, py: number): boolean {
  return isInRings(water, body, px, py, true);
}

function isInRings(water: WaterIndex, body: number, px: number, py: number, inAny: boolean): boolean {
  const { box, edge, ring, start } = water;
  const b = 4 * body;
  if (px < box[b] || px > box[b + 2] || py < box[b + 1] || py > box[b + 3]) return false;
  const slab = slabAt(water, body, py);
  let isInside = false;
  for (let i = start[slab]; i < start[slab + 1]; i++) {
    if (inAny && isInside && ring[i] !== ring[i - 1]) return true;
    const ax = edge[4 * i];
    const ay = edge[4 * i + 1];
    const bx = edge[4 * i + 2];
    const by = edge[4 * i + 3];
    if (py < Math.min(ay, by) || py > Math.max(ay, by)) continue;
    const cross = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
    if (cross === 0 && px >= Math.min(ax, bx) && px <= Math.max(ax, bx)) return true;
    if (ay > py !== by > py && cross > 0 === by > ay) isInside = !isInside;
  }
  return isInside;
}

/** 0 inside, else the distance to the nearest edge in whole mm; Infinity when that is more than `limitMm`. */
export function waterDistance(water: WaterIndex, body: number, px: number, py: number, limitMm: number): number {
  const { box } = water;
  const b = 4 * body;
  const reach = limitMm + 2; // nearest points are rounded
  if (px < box[b] - reach || px > box[b + 2] + reach || py < box[b + 1] - reach || py > box[b + 3] + reach)
    return Number.POSITIVE_INFINITY;
  if (isInWater(water, body, px, py)) return 0;
  const distance = Math.floor(Math.sqrt(leastSquare(water, body, px, py, reach)) + 0.5);
  return distance <= limitMm ? distance : Number.POSITIVE_INFINITY;
}

/** Distance to the nearest edge from wherever, in whole mm; at most `limitMm`. */
export function edgeDistance(water: WaterIndex, body: number, px: number, py: number, limitMm: number): number {
  return Math.min(limitMm, Math.floor(Math.sqrt(leastSquare(water, body, px, py, limitMm + 2)) + 0.5));
}

function leastSquare(water: WaterIndex, body: number, px: number, py: number, reach: number): number {
  const { edge, start } = water;
  let least = Number.POSITIVE_INFINITY;
  const end = start[slabAt(water, body, py + reach) + 1];
  for (let i = start[slabAt(water, body, py - reach)]; i < end; i++) {
    const ax = edge[4 * i];
    const ay = edge[4 * i + 1];
    const dx = edge[4 * i + 2] - ax;
    const dy = edge[4 * i + 3] - ay;
    if (px < ax + Math.min(0, dx) - reach || px > ax + Math.max(0, dx) + reach) continue;
    const square = dx * dx + dy * dy;
    let t = square > 0 ? ((px - ax) * dx + (py - ay) * dy) / square : 0;
    t = Math.max(0, Math.min(1, t));
    const ex = px - (ax + Math.floor(t * dx + 0.5));
    const ey = py - (ay + Math.floor(t * dy + 0.5));
    least = Math.min(least, ex * ex + ey * ey);
  }
  return least;
}

/** Whether any edge of the body comes into a box: if none does, all of the box is inside or all of it outside. */
export function hasEdgeInBox(
  water: WaterIndex,
  body: number,
  left: number,
  bottom: number,
  right: number,
  top: number,
): boolean {
  const { edge, start } = water;
  const end = start[slabAt(water, body, top) + 1];
  for (let i = 4 * start[slabAt(water, body, bottom)]; i < 4 * end; i += 4) {
    if (Math.max(edge[i], edge[i + 2]) < left || Math.min(edge[i], edge[i + 2]) > right) continue;
    if (Math.max(edge[i + 1], edge[i + 3]) >= bottom && Math.min(edge[i + 1], edge[i + 3]) <= top) return true;
  }
  return false;
}
