/** A run, and what crossings and passages ask of it. */
import { NO_BODY } from '../index/route-waters.ts';
import { isInWaterOrIsland } from '../index/water-tests.ts';
import { routeSpan } from './direction.ts';
import { nearestOfRoute, signedNear } from './nearest.ts';
import type { Workspace } from './workspace.ts';

/** Chords from .. to - 1, which cover low .. high, and whether the run turns in from another route or out into one. */
export interface Run {
  from: number;
  to: number;
  low: number;
  high: number;
  turnsIn: boolean;
  turnsOut: boolean;
}

/** Whether the way from the run's start to its end lies an angle or more off the way between the ends of its range. */
export function isAskew(space: Workspace, { from, to, low, high }: Run, cosine: number): boolean {
  const { markX, markY, states, chosen, point } = space;
  const state = chosen[from];
  const x = markX[2 * to] - markX[2 * from];
  const y = markY[2 * to] - markY[2 * from];
  routeSpan(space, states.route[state], states.segment[state], low, high);
  const squares = (x * x + y * y) * (point[0] * point[0] + point[1] * point[1]);
  return Math.abs(x * point[0] + y * point[1]) <= cosine * Math.sqrt(squares);
}

/** Whether the chord's point on the route lies in any water of the route's river, or on an island in it. */
export function isOnWater(space: Workspace, chord: number): boolean {
  const { states, chosen, index } = space;
  const state = chosen[chord];
  const { start, body } = index.waters.all;
  for (let i = start[states.route[state]]; i < start[states.route[state] + 1]; i++)
    if (isInWaterOrIsland(index.water, body[i], states.x[state], states.y[state])) return true;
  return false;
}

/** Width of the widest river polygon that points of the run's chords lie in, 0 in none, NaN where one lies in other water. */
export function widestPolygon(space: Workspace, { from, to }: Run): number {
  const { states, chosen, index } = space;
  let width = 0;
  for (let chord = from; chord < to; chord++) {
    const body = states.body[chosen[chord]];
    if (body !== NO_BODY) width = Math.max(width, index.water.widthMm[body]);
    else if (isOnWater(space, chord)) return Number.NaN;
  }
  return width;
}

/** A crew on a lake or pond does not cross its shore: the water lies on one side of it only. */
export function isShore({ index }: Workspace, route: number): boolean {
  const { start } = index.waters.lakes;
  return start[route + 1] > start[route];
}

/** Of the start of a chord from a route, whole mm, negative right of it; where it is nearest stays in space.near. */
export function signedDistance(space: Workspace, route: number, chord: number): number {
  const { markX, markY } = space;
  nearestOfRoute(space, route, markX[2 * chord], markY[2 * chord]);
  return signedNear(space, route, markX[2 * chord], markY[2 * chord]);
}
