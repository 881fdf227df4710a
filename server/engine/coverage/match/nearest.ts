/** Nearest points on routes. Hot loops, timed by scripts/bench/coverage.ts; results land in space.near. */
import { RUN } from '../../segments/reach-grid.ts';
import type { Workspace } from './workspace.ts';

/** Fields of space.near. */
export const NEAR_SQUARE = 0; // exact: the point is rounded to whole mm
export const NEAR_MEASURE = 1;
export const NEAR_X = 2;
export const NEAR_Y = 3;
export const NEAR_SEGMENT = 4;
/** First and last segment in reach, as nearestOfRuns leaves them. */
export const NEAR_FIRST = 5;
export const NEAR_LAST = 6;

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
  const { x, y, m } = space.index.segments;
  const start = m[segment] + shift;
  const length = m[segment + 1] - m[segment];
  if (start > high || start + length < low) return;
  const ax = px - x[segment];
  const ay = py - y[segment];
  const dx = x[segment + 1] - x[segment];
  const dy = y[segment + 1] - y[segment];
  const dot = ax * dx + ay * dy;
  const square = dx * dx + dy * dy;
  let t = dot <= 0 ? 0 : dot >= square ? 1 : dot / square;
  if (start < low && length > 0) t = Math.max((low - start) / length, t);
  if (start + length > high && length > 0) t = Math.min((high - start) / length, t);
  const stepX = Math.floor(t * dx + 0.5);
  const stepY = Math.floor(t * dy + 0.5);
  const distance = (ax - stepX) * (ax - stepX) + (ay - stepY) * (ay - stepY);
  const { near } = space;
  if (distance >= near[NEAR_SQUARE]) return;
  near[NEAR_SQUARE] = distance;
  near[NEAR_MEASURE] = start + Math.floor(t * length + 0.5);
  near[NEAR_X] = x[segment] + stepX;
  near[NEAR_Y] = y[segment] + stepY;
  near[NEAR_SEGMENT] = segment;
}

/**
 * The nearest point of runs from .. to - 1 of the grid, which are of one route and ascending, if it is within reach;
 * else NEAR_SQUARE is Infinity. Also the first and the last segment in reach.
 *
 * Hot: once for every route near each of 120 000 chords (scripts/bench/coverage.ts), hence each vertex read once, and a
 * division only where the foot of the perpendicular lies inside a segment in reach.
 */
export function nearestOfRuns(
  space: Workspace,
  from: number,
  to: number,
  px: number,
  py: number,
  reachSquare: number,
): void {
  const { x, y } = space.index.segments;
  const { run } = space.reach.grid;
  let least = Number.POSITIVE_INFINITY;
  let nearest = -1;
  let nearestT = 0;
  let first = -1;
  let last = -1;
  for (let k = RUN * from; k < RUN * to; k += RUN) {
    const end = run[k + 1];
    let ax = px - x[run[k]];
    let ay = py - y[run[k]];
    for (let s = run[k]; s < end; s++) {
      const bx = px - x[s + 1];
      const by = py - y[s + 1];
      const dx = ax - bx;
      const dy = ay - by;
      const dot = ax * dx + ay * dy;
      const square = dx * dx + dy * dy;
      let t = 0;
      let distance = ax * ax + ay * ay;
      if (dot > 0 && dot >= square) {
        t = 1;
        distance = bx * bx + by * by;
      } else if (dot > 0) {
        const cross = ax * dy - ay * dx;
        if (cross * cross <= reachSquare * square) {
          t = dot / square;
          const ex = ax - Math.floor(t * dx + 0.5);
          const ey = ay - Math.floor(t * dy + 0.5);
          distance = ex * ex + ey * ey;
        }
      }
      ax = bx;
      ay = by;
      if (distance > reachSquare) continue;
      if (first < 0) first = s;
      last = s;
      if (distance >= least) continue;
      least = distance;
      nearest = s;
      nearestT = t;
    }
  }
  if (nearest >= 0) settleNear(space, nearest, nearestT, least, first, last);
  else clearNear(space);
}

/** The nearest point of a whole route. */
export function nearestOfRoute(space: Workspace, route: number, px: number, py: number): void {
  const { first } = space.index.segments;
  clearNear(space);
  for (let s = first[route]; s + 1 < first[route + 1]; s++) tryWindow(space, s, px, py, 0, Number.POSITIVE_INFINITY, 0);
}

function settleNear(space: Workspace, segment: number, t: number, square: number, first: number, last: number): void {
  const { x, y, m } = space.index.segments;
  const { near } = space;
  near[NEAR_SQUARE] = square;
  near[NEAR_MEASURE] = m[segment] + Math.floor(t * (m[segment + 1] - m[segment]) + 0.5);
  near[NEAR_X] = x[segment] + Math.floor(t * (x[segment + 1] - x[segment]) + 0.5);
  near[NEAR_Y] = y[segment] + Math.floor(t * (y[segment + 1] - y[segment]) + 0.5);
  near[NEAR_SEGMENT] = segment;
  near[NEAR_FIRST] = first;
  near[NEAR_LAST] = last;
}

/** Distance of a point from a route by what space.near holds of it: whole mm, negative right of it. */
export function signedNear(space: Workspace, route: number, px: number, py: number): number {
  const { near } = space;
  const distance = Math.floor(Math.sqrt(near[NEAR_SQUARE]) + 0.5);
  return signedFrom(space, route, near[NEAR_SEGMENT], near[NEAR_MEASURE], distance, px, py);
}

//   p ●  · · ──────────── route    50 m past the end is not 50 m across: what runs on is the line of the end's segment,
//                                  else a crew that walks a short river and past its ends is taken to cross it
/** Distance of a point from a route whose nearest point lies on a segment at a measure, `distance` mm away: signed. */
export function signedFrom(
  space: Workspace,
  route: number,
  segment: number,
  measure: number,
  distance: number,
  px: number,
  py: number,
): number {
  const { closed, lengthMm } = space.index;
  const side = sideOfSegment(space, segment, px, py);
  if (side === 0) return 0; // also of a segment without length, which has no line
  const isAtEnd = closed[route] === 0 && (measure === 0 || measure === lengthMm[route]);
  return side * (isAtEnd ? Math.floor(lineDistance(space, segment, px, py) + 0.5) : distance);
}

/** 1 when the point lies left of the segment, -1 right, 0 on its line. */
export function sideOfSegment(space: Workspace, segment: number, px: number, py: number): number {
  return Math.sign(crossProduct(space, segment, px, py));
}

/** From the line of a segment, which runs on past both its ends. */
function lineDistance(space: Workspace, segment: number, px: number, py: number): number {
  const { x, y } = space.index.segments;
  const dx = x[segment + 1] - x[segment];
  const dy = y[segment + 1] - y[segment];
  return Math.abs(crossProduct(space, segment, px, py)) / Math.sqrt(dx * dx + dy * dy);
}

function crossProduct({ index }: Workspace, segment: number, px: number, py: number): number {
  const { x, y } = index.segments;
  const s = segment;
  return (x[s + 1] - x[s]) * (py - y[s]) - (y[s + 1] - y[s]) * (px - x[s]);
}
