/** Where the ends of a counted chord fall on its route. */
import { NO_BODY } from '../index/route-waters.ts';
import { POLYGON_PROJECTION_MM, PROJECTION_MM } from '../parameters.ts';
import { clearNear, NEAR_MEASURE, tryWindow } from './nearest.ts';
import type { Workspace } from './workspace.ts';

/** Measure of the route's nearest point to mark `mark` near a state's own; on a closed route it may be < 0 or > length. */
export function projectMark(space: Workspace, state: number, mark: number): number {
  const { states, index } = space;
  const route = states.route[state];
  const reach = states.body[state] === NO_BODY ? PROJECTION_MM : POLYGON_PROJECTION_MM;
  const low = states.measure[state] - reach;
  const high = states.measure[state] + reach;
  clearNear(space);
  if (index.closed[route] === 1) tryRound(space, route, states.segment[state], mark, low, high);
  else tryAlong(space, route, states.segment[state], mark, Math.max(0, low), Math.min(index.lengthMm[route], high));
  return space.near[NEAR_MEASURE];
}

function tryAlong(space: Workspace, route: number, segment: number, mark: number, low: number, high: number): void {
  const { first, m } = space.index.segments;
  const last = first[route + 1] - 2;
  let s = segment;
  while (s > first[route] && m[s] >= low) s--;
  for (; s <= last && m[s] <= high; s++) tryWindow(space, s, space.markX[mark], space.markY[mark], low, high, 0);
}

/** The same on a closed route: the walk goes on over the seam with measures a turn lower or higher. */
function tryRound(space: Workspace, route: number, segment: number, mark: number, low: number, high: number): void {
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
    if (m[s + 1] + shift >= low) tryWindow(space, s, space.markX[mark], space.markY[mark], low, high, shift);
    if (s < last) s++;
    else {
      s = first;
      shift += lengthMm[route];
    }
  }
}
