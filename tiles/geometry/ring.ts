/** One ring on whole units: without what has no width, and its area. */
import type { Box } from './clip.ts';

/** Tile units that may be lost of an area: half a pixel where a tile is shown 1024 wide. */
export const REACH = 2;

/**
 * Drops repeated points, points on the straight line between their neighbours, and spikes (there and back):
 *
 *     a ──── b ──── c   b goes        a ════ b   (a→b→a) b goes
 *
 * The ring comes and goes open. Fewer than three points, or no area, gives an empty ring.
 */
export function dropSpikes(points: number[]): number[] {
  let kept = points;
  for (;;) {
    const next = dropOnce(kept);
    if (next.length === kept.length) break;
    kept = next;
  }
  return kept.length >= 6 && ringArea2(kept) !== 0 ? kept : [];
}

/**
 * A ring without spikes, unless more than REACH would be lost with them: then with them, for what is narrower than a unit
 * is still an area (narrow.ts). Ways along the box are what clipping made, and always go.
 */
export function tidyRing(points: number[], box?: Box): number[] {
  const sound = dropSpikes(points);
  if (lengthIn(points, box) - lengthIn(sound, box) <= 2 * REACH) return sound;
  return points.filter((_, i) => {
    const k = i - (i % 2);
    const before = (k || points.length) - 2;
    return points[k] !== points[before] || points[k + 1] !== points[before + 1];
  });
}

/** Along both axes together, so that it is the same in whole units without points on straight lines; without ways along the box. */
export function lengthIn(points: readonly number[], box?: Box): number {
  const size = points.length;
  let length = 0;
  for (let i = 0, before = size - 2; i < size; before = i, i += 2) {
    if (box && isAlong(box, points[before], points[before + 1], points[i], points[i + 1])) continue;
    length += Math.abs(points[i] - points[before]) + Math.abs(points[i + 1] - points[before + 1]);
  }
  return length;
}

/** Whether a way runs along a side of the box. */
export function isAlong(box: Box, ax: number, ay: number, bx: number, by: number): boolean {
  return (ax === bx && (ax === box.minX || ax === box.maxX)) || (ay === by && (ay === box.minY || ay === box.maxY));
}

/** One round: each point is judged by the kept one before it and the next one after it, around the seam too. */
function dropOnce(points: number[]): number[] {
  const kept: number[] = [];
  const size = points.length;
  for (let i = 0; i < size; i += 2) {
    const before = kept.length > 0 ? kept.length - 2 : -1;
    const ax = before >= 0 ? kept[before] : points[size - 2];
    const ay = before >= 0 ? kept[before + 1] : points[size - 1];
    const [next, after] = i + 2 < size || kept.length === 0 ? [points, (i + 2) % size] : [kept, 0];
    const cross =
      (points[i] - ax) * (next[after + 1] - points[i + 1]) - (points[i + 1] - ay) * (next[after] - points[i]);
    if (cross !== 0) kept.push(points[i], points[i + 1]);
  }
  return kept;
}

/** Twice the area by the surveyor's formula, relative to the first point so that it stays exact. */
export function ringArea2(points: readonly number[]): number {
  let area2 = 0;
  for (let i = 2; i + 3 < points.length; i += 2) {
    const ax = points[i] - points[0];
    const ay = points[i + 1] - points[1];
    area2 += ax * (points[i + 3] - points[1]) - ay * (points[i + 2] - points[0]);
  }
  return area2;
}

/** A point inside a ring, on no whole unit across. */
export function pointInside(points: readonly number[]): [x: number, y: number] {
  let y = Number.POSITIVE_INFINITY;
  for (let i = 1; i < points.length; i += 2) y = Math.min(y, points[i] + 0.5);
  const [first, second] = crossings(points, y).sort((a, b) => a - b);
  return [(first + second) / 2, y];
}

/** @param y on no whole unit, where points are */
export function isInside(points: readonly number[], [x, y]: readonly [number, number]): boolean {
  return crossings(points, y).filter((at) => at > x).length % 2 === 1;
}

/** Where a ring crosses the line at y. */
function crossings(points: readonly number[], y: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const after = i + 2 < points.length ? i + 2 : 0;
    const [ay, by] = [points[i + 1], points[after + 1]];
    if (ay > y !== by > y) found.push(points[i] + ((points[after] - points[i]) * (y - ay)) / (by - ay));
  }
  return found;
}

/** From where to where it reaches along an axis. */
export function extent(points: readonly number[], axis: 0 | 1): [least: number, most: number] {
  const bounds: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = axis; i < points.length; i += 2) {
    bounds[0] = Math.min(bounds[0], points[i]);
    bounds[1] = Math.max(bounds[1], points[i]);
  }
  return bounds;
}
