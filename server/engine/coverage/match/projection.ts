/** Where the ends of a counted chord fall on its route. */
import { NO_BODY } from '../index/route-waters.ts';
import { POLYGON_PROJECTION_MM, PROJECTION_MM } from '../parameters.ts';
import { clearNear, NEAR_MEASURE, signedNear, tryWindow } from './nearest.ts';
import type { Workspace } from './workspace.ts';

/** Measure of the route's nearest point to mark `mark` near a state's own; on a closed route it may be < 0 or > length. */
export function projectMark(space: Workspace, state: number, mark: number): number {
  const { states, index } = space;
  const route = states.route[state];
  const reach = states.body[state] === NO_BODY ? PROJECTION_MM : POLYGON_PROJECTION_MM;
  const low = states.measure[state] - reach;
  const high = states.measure[state] + reach;
  if (index.closed[route] === 0)
    return projectAlong(space, state, mark, Math.max(0, low), Math.min(index.lengthMm[route], high));
  clearNear(space);
  tryRound(space, route, states.segment[state], space.markX[mark], space.markY[mark], low, high);
  return space.near[NEAR_MEASURE];
}

/** Distance of mark `mark` from the route near a state's own point: whole mm, negative right of it. */
export function signedFoot(space: Workspace, state: number, mark: number): number {
  const { states, index, markX, markY } = space;
  const route = states.route[state];
  const reach = states.body[state] === NO_BODY ? PROJECTION_MM : POLYGON_PROJECTION_MM;
  const low = states.measure[state] - reach;
  const high = states.measure[state] + reach;
  clearNear(space);
  if (index.closed[route] === 1) tryRound(space, route, states.segment[state], markX[mark], markY[mark], low, high);
  else tryAlong(space, state, mark, Math.max(0, low), Math.min(index.lengthMm[route], high));
  return signedNear(space, route, markX[mark], markY[mark]);
}

/** The nearest point in a window of an open route, into space.near. */
function tryAlong(space: Workspace, state: number, mark: number, low: number, high: number): void {
  const { first, m } = space.index.segments;
  const begin = first[space.states.route[state]];
  const end = first[space.states.route[state] + 1] - 1;
  let s = space.states.segment[state];
  while (s > begin && m[s] >= low) s--;
  for (; s < end && m[s] <= high; s++) tryWindow(space, s, space.markX[mark], space.markY[mark], low, high, 0);
}

/**
 * The nearest point's measure in a window of an open route; of equally near ones the lowest.
 *
 * Hot: twice for each of 120 000 chords (scripts/bench/coverage.ts), hence tryWindow written out without what a
 * measure does not need.
 */
function projectAlong(space: Workspace, state: number, mark: number, low: number, high: number): number {
  const { first, x, y, m } = space.index.segments;
  const begin = first[space.states.route[state]];
  const end = first[space.states.route[state] + 1] - 1;
  const px = space.markX[mark];
  const py = space.markY[mark];
  let s = space.states.segment[state];
  while (s > begin && m[s] >= low) s--;
  let least = Number.POSITIVE_INFINITY;
  let nearest = 0;
  for (; s < end && m[s] <= high; s++) {
    const start = m[s];
    const length = m[s + 1] - start;
    if (start + length < low) continue;
    const dx = x[s + 1] - x[s];
    const dy = y[s + 1] - y[s];
    const ax = px - x[s];
    const ay = py - y[s];
    const dot = ax * dx + ay * dy;
    const square = dx * dx + dy * dy;
    let t = dot <= 0 ? 0 : dot >= square ? 1 : dot / square;
    if (length > 0 && start < low) t = Math.max((low - start) / length, t);
    if (length > 0 && start + length > high) t = Math.min((high - start) / length, t);
    const ex = ax - Math.floor(t * dx + 0.5);
    const ey = ay - Math.floor(t * dy + 0.5);
    const distance = ex * ex + ey * ey;
    if (distance >= least) continue;
    least = distance;
    nearest = start + Math.floor(t * length + 0.5);
  }
  return nearest;
}

/** The nearest point in a window of a closed route, into space.near: the walk goes on over the seam with measures a turn lower or higher. */
export function tryRound(
  space: Workspace,
  route: number,
  segment: number,
  px: number,
  py: number,
  low: number,
  high: number,
): void {
  const { segments, lengthMm } = space.index;
  const { m } = segments;
  const first = segments.first[route];
  const last = segments.first[route + 1] - 2;
  let s = segment;
  let shift = 0;
  while (m[s] + shift >= low) {
    if (s > first) s--;
    else {
      s = last;
      shift -= lengthMm[route];
    }
  }
  while (m[s] + shift <= high) {
    if (m[s + 1] + shift >= low) tryWindow(space, s, px, py, low, high, shift);
    if (s < last) s++;
    else {
      s = first;
      shift += lengthMm[route];
    }
  }
}
