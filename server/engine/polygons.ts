/** Points, distances and areas of packed polygons. Integer millimetres; even-odd over all rings of a polygon. */
import { roundHalfUp } from './geodesy.ts';

/** Polygons as WaterBodies pack them; a set of towns or zones has no more than this. */
export interface Polygons {
  count: number;
  ringsOf: Uint32Array; // count + 1: polygon i has rings ringsOf[i] .. ringsOf[i + 1] - 1
  first: Uint32Array; // rings + 1: ring r has vertices first[r] .. first[r + 1] - 1, last = first
  x: Float64Array;
  y: Float64Array;
}

/**
 * Twice the signed area of o, a, b: positive when a→b passes o on its left. Exact for integers that differ by less
 * than 2^26 mm.
 */
export function cross(ox: number, oy: number, ax: number, ay: number, bx: number, by: number): number {
  return (ax - ox) * (by - oy) - (ay - oy) * (bx - ox);
}

/** Whether a point lies in polygon i or on its edge. */
export function isInside(polygons: Polygons, i: number, px: number, py: number): boolean {
  let inside = false;
  for (let r = polygons.ringsOf[i]; r < polygons.ringsOf[i + 1]; r++) {
    const side = sideOfRing(polygons, r, px, py);
    if (side === 0) return true;
    if (side > 0) inside = !inside;
  }
  return inside;
}

/** 1 inside a ring, -1 outside, 0 on its edge. */
function sideOfRing({ first, x, y }: Polygons, r: number, px: number, py: number): number {
  let side = -1;
  for (let v = first[r]; v + 1 < first[r + 1]; v++) {
    const [ax, ay, bx, by] = [x[v], y[v], x[v + 1], y[v + 1]];
    if (ay > py === by > py && ay !== py && by !== py) continue; // neither crosses the height of the point nor touches it
    const turn = cross(px, py, ax, ay, bx, by);
    if (turn === 0 && isBetween(px, py, ax, ay, bx, by)) return 0;
    if (ay > py !== by > py && turn > 0 === by > ay) side = -side;
  }
  return side;
}

/** For a point in line with a and b. */
function isBetween(px: number, py: number, ax: number, ay: number, bx: number, by: number): boolean {
  return (px - ax) * (px - bx) + (py - ay) * (py - by) <= 0;
}

/**
 * Distance from a point to the edge of polygon i in whole mm, to the rounded nearest point as everywhere; Infinity
 * without rings.
 */
export function distanceToEdgeMm({ ringsOf, first, x, y }: Polygons, i: number, px: number, py: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let r = ringsOf[i]; r < ringsOf[i + 1]; r++)
    for (let v = first[r]; v + 1 < first[r + 1]; v++)
      best = Math.min(best, squaredDistance(px, py, x[v], y[v], x[v + 1], y[v + 1]));
  return roundHalfUp(Math.sqrt(best));
}

/** Squared distance in mm² to the nearest point of a→b, that point rounded to 1 mm: an exact integer. */
export function squaredDistance(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const t = parameter(px, py, ax, ay, bx, by);
  const ex = ax + roundHalfUp(t * (bx - ax)) - px;
  const ey = ay + roundHalfUp(t * (by - ay)) - py;
  return ex * ex + ey * ey;
}

/** Where along a→b the nearest point lies, 0 to 1; 0 on a segment without length. */
export function parameter(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  if (squared === 0) return 0;
  return Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / squared));
}

/** Area of polygon i in mm², holes taken out whichever way their rings turn. */
export function areaMm2(polygons: Polygons, i: number): number {
  let area = 0;
  for (let r = polygons.ringsOf[i]; r < polygons.ringsOf[i + 1]; r++)
    area += (isHole(polygons, i, r) ? -1 : 1) * Math.abs(doubleRingArea(polygons, r));
  return area / 2;
}

/** A ring is a hole when an odd number of the polygon's other rings hold it. */
function isHole(polygons: Polygons, i: number, ring: number): boolean {
  let hole = false;
  for (let r = polygons.ringsOf[i]; r < polygons.ringsOf[i + 1]; r++)
    if (r !== ring && holds(polygons, r, ring)) hole = !hole;
  return hole;
}

/** Rings of a valid polygon touch in points only, so the first vertex off the other ring decides. */
function holds(polygons: Polygons, outer: number, inner: number): boolean {
  const { first, x, y } = polygons;
  for (let v = first[inner]; v < first[inner + 1]; v++) {
    const side = sideOfRing(polygons, outer, x[v], y[v]);
    if (side !== 0) return side > 0;
  }
  return false;
}

function doubleRingArea({ first, x, y }: Polygons, r: number): number {
  const v0 = first[r];
  let sum = 0;
  for (let v = v0 + 1; v + 1 < first[r + 1]; v++) sum += cross(x[v0], y[v0], x[v], y[v], x[v + 1], y[v + 1]);
  return sum;
}
