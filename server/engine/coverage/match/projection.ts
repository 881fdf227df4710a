/** Where the ends of a counted chord fall on its route. */
import { NO_BODY } from '../index/route-waters.ts';
import { LENGTH, MEASURE, RECORD } from '../index/segments.ts';
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
  const { record, firstOf } = space.index.segments;
  let s = segment;
  while (s > firstOf[route] && record[s * RECORD + MEASURE] >= low) s--;
  for (; s < firstOf[route + 1] && record[s * RECORD + MEASURE] <= high; s++)
    tryWindow(space, s, space.markX[mark], space.markY[mark], low, high, 0);
}

/** The same on a closed route: the walk goes on over the seam with measures a turn lower or higher. */
function tryRound(space: Workspace, route: number, segment: number, mark: number, low: number, high: number): void {
  const { segments, lengthMm } = space.index;
  const { record, firstOf } = segments;
  const first = firstOf[route];
  const last = firstOf[route + 1] - 1;
  let s = segment;
  let shift = 0;
  while (record[s * RECORD + MEASURE] + shift >= low) {
    if (s > first) s--;
    else {
      s = last;
      shift -= lengthMm[route];
    }
  }
  while (record[s * RECORD + MEASURE] + shift <= high) {
    if (record[s * RECORD + MEASURE] + record[s * RECORD + LENGTH] + shift >= low)
      tryWindow(space, s, space.markX[mark], space.markY[mark], low, high, shift);
    if (s < last) s++;
    else {
      s = first;
      shift += lengthMm[route];
    }
  }
}
