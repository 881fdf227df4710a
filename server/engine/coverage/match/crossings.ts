/** A track that only goes over a river covers nothing of it. */
import { isInWater } from '../index/water-tests.ts';
import { COS_10_DEGREES, CROSSING_APART_MM, CROSSING_MM } from '../parameters.ts';
import { apart } from './continuity.ts';
import { routeSpan } from './direction.ts';
import { NEAR_MEASURE, NEAR_SEGMENT, NEAR_SQUARE, nearestOfRoute, sideOfSegment } from './nearest.ts';
import type { Workspace } from './workspace.ts';

//            ╱ after
//   ────────╱───────── route: short, askew, and the track before and after it on opposite sides, far enough apart
//   before ╱
/** Chords from .. to - 1 are the run, which covers low .. high. */
export function isCrossing(space: Workspace, from: number, to: number, low: number, high: number): boolean {
  if (high - low >= CROSSING_MM || isShore(space, from) || !isAskew(space, from, to, low, high)) return false;
  for (let chord = from; chord < to; chord++) if (isOnWater(space, chord)) return false;
  return goesOver(space, from, to);
}

/** A crew on a lake or pond does not cross its shore: the water lies on one side of it only. */
function isShore({ index, states, chosen }: Workspace, from: number): boolean {
  const { start } = index.waters.lakes;
  const route = states.route[chosen[from]];
  return start[route + 1] > start[route];
}

/** Whether the way from the run's start to its end lies 10° or more off the way between the ends of its range. */
function isAskew(space: Workspace, from: number, to: number, low: number, high: number): boolean {
  const { markX, markY, states, chosen, point } = space;
  const state = chosen[from];
  const x = markX[2 * to] - markX[2 * from];
  const y = markY[2 * to] - markY[2 * from];
  routeSpan(space, states.route[state], states.segment[state], low, high);
  const squares = (x * x + y * y) * (point[0] * point[0] + point[1] * point[1]);
  return Math.abs(x * point[0] + y * point[1]) <= COS_10_DEGREES * Math.sqrt(squares);
}

/** Whether the chord's point on the route lies in any water of the route's river. */
function isOnWater(space: Workspace, chord: number): boolean {
  const { states, chosen, index } = space;
  const state = chosen[chord];
  const { start, body } = index.waters.all;
  for (let i = start[states.route[state]]; i < start[states.route[state] + 1]; i++)
    if (isInWater(index.water, body[i], states.x[state], states.y[state])) return true;
  return false;
}

function goesOver(space: Workspace, from: number, to: number): boolean {
  const { markX, markY, near, states, chosen } = space;
  const route = states.route[chosen[from]];
  const before = 2 * Math.max(0, from - 1);
  nearestOfRoute(space, route, markX[before], markY[before]);
  const sideBefore = sideOfSegment(space, near[NEAR_SEGMENT], markX[before], markY[before]);
  const distanceBefore = Math.floor(Math.sqrt(near[NEAR_SQUARE]) + 0.5);
  const measureBefore = near[NEAR_MEASURE];
  const after = 2 * Math.min(space.chords, to + 1);
  nearestOfRoute(space, route, markX[after], markY[after]);
  const sideAfter = sideOfSegment(space, near[NEAR_SEGMENT], markX[after], markY[after]);
  const sum = distanceBefore + Math.floor(Math.sqrt(near[NEAR_SQUARE]) + 0.5);
  if (sideBefore * sideAfter >= 0 || sum <= CROSSING_APART_MM) return false;
  return 10 * sum >= 3 * apart(space, route, measureBefore, near[NEAR_MEASURE]);
}
