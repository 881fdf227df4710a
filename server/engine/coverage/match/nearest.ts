/** Nearest points on routes. Hot loops, timed by scripts/bench/coverage.ts; results land in space.near. */
import { AX, AY, DX, DY, LENGTH, MEASURE, RECORD, SQUARE } from '../index/segments.ts';
import type { Workspace } from './workspace.ts';

/** Fields of space.near. */
export const NEAR_SQUARE = 0; // exact: the point is rounded to whole mm
export const NEAR_MEASURE = 1;
export const NEAR_X = 2;
export const NEAR_Y = 3;
export const NEAR_SEGMENT = 4;

export function clearNear(space: Workspace): void {
  space.near[NEAR_SQUARE] = Number.POSITIVE_INFINITY;
}

/**
 * Takes the segment's nearest point to (px, py) with a measure in low..high if it is nearer than what was found so far;
 * segments asked in order of measure leave ties with the lower one. `shift` is added to the measures: whole turns of a
 * closed route. Divides only where the foot of the perpendicular lies inside the segment or the window cuts it.
 */
export function tryWindow(
  space: Workspace,
  segment: number,
  px: number,
  py: number,
  low: number,
  high: number,
  shift: number,
): void {
  const { record } = space.index.segments;
  const k = segment * RECORD;
  const start = record[k + MEASURE] + shift;
  const length = record[k + LENGTH];
  if (start > high || start + length < low) return;
  const x = px - record[k + AX];
  const y = py - record[k + AY];
  const dx = record[k + DX];
  const dy = record[k + DY];
  const dot = x * dx + y * dy;
  const square = record[k + SQUARE];
  let t = dot <= 0 ? 0 : dot >= square ? 1 : dot / square;
  if (start < low && length > 0) t = Math.max((low - start) / length, t);
  if (start + length > high && length > 0) t = Math.min((high - start) / length, t);
  const stepX = Math.floor(t * dx + 0.5);
  const stepY = Math.floor(t * dy + 0.5);
  const distance = (x - stepX) * (x - stepX) + (y - stepY) * (y - stepY);
  const { near } = space;
  if (distance >= near[NEAR_SQUARE]) return;
  near[NEAR_SQUARE] = distance;
  near[NEAR_MEASURE] = start + Math.floor(t * length + 0.5);
  near[NEAR_X] = record[k + AX] + stepX;
  near[NEAR_Y] = record[k + AY] + stepY;
  near[NEAR_SEGMENT] = segment;
}

/**
 * The nearest of segments items[from] .. items[to - 1], which are of one route and ascending, if it is within reach;
 * else NEAR_SQUARE is Infinity. Most segments of a cell are out of reach: they are told without a division.
 */
export function nearestOfItems(
  space: Workspace,
  from: number,
  to: number,
  px: number,
  py: number,
  reachSquare: number,
): void {
  const { record } = space.index.segments;
  const { items } = space.index.grid;
  let least = Number.POSITIVE_INFINITY;
  let bestSegment = -1;
  let bestT = 0;
  for (let i = from; i < to; i++) {
    const k = items[i] * RECORD;
    const x = px - record[k + AX];
    const y = py - record[k + AY];
    const dx = record[k + DX];
    const dy = record[k + DY];
    const square = record[k + SQUARE];
    const dot = x * dx + y * dy;
    let t = 0;
    let ex = x;
    let ey = y;
    if (dot > 0 && dot >= square) {
      t = 1;
      ex = x - dx;
      ey = y - dy;
    } else if (dot > 0) {
      const cross = x * dy - y * dx;
      if (cross * cross > reachSquare * square) continue;
      t = dot / square;
      ex = x - Math.floor(t * dx + 0.5);
      ey = y - Math.floor(t * dy + 0.5);
    }
    const distance = ex * ex + ey * ey;
    if (distance < least) {
      least = distance;
      bestSegment = items[i];
      bestT = t;
    }
  }
  if (least <= reachSquare) settleNear(space, bestSegment, bestT, least);
  else clearNear(space);
}

/** The nearest point of a whole route. */
export function nearestOfRoute(space: Workspace, route: number, px: number, py: number): void {
  const { firstOf } = space.index.segments;
  clearNear(space);
  for (let s = firstOf[route]; s < firstOf[route + 1]; s++) tryWindow(space, s, px, py, 0, Number.POSITIVE_INFINITY, 0);
}

function settleNear(space: Workspace, segment: number, t: number, square: number): void {
  const { record } = space.index.segments;
  const { near } = space;
  const k = segment * RECORD;
  near[NEAR_SQUARE] = square;
  near[NEAR_MEASURE] = record[k + MEASURE] + Math.floor(t * record[k + LENGTH] + 0.5);
  near[NEAR_X] = record[k + AX] + Math.floor(t * record[k + DX] + 0.5);
  near[NEAR_Y] = record[k + AY] + Math.floor(t * record[k + DY] + 0.5);
  near[NEAR_SEGMENT] = segment;
}

/** 1 when the point lies left of the segment, -1 right, 0 on its line. */
export function sideOfSegment(space: Workspace, segment: number, px: number, py: number): number {
  const { record } = space.index.segments;
  const k = segment * RECORD;
  return Math.sign(record[k + DX] * (py - record[k + AY]) - record[k + DY] * (px - record[k + AX]));
}
