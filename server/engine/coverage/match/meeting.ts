/** Where two routes meet at a turn from one into the other. */
import { MEETING_MM, MEETING_REACH_MM } from '../parameters.ts';
import { turnsBack } from './measures.ts';
import { clearNear, NEAR_MEASURE, NEAR_SQUARE, tryWindow } from './nearest.ts';
import { tryRound } from './projection.ts';
import type { Workspace } from './workspace.ts';

/** Fields of space.meeting. */
export const MEETS_FIRST = 0;
export const MEETS_SECOND = 1;
const LEAST = 2;

//   ──────────┬────  first: the track comes along it,
//             │      and goes on along second; where a vertex of one is on the other, both were travelled up to there
/**
 * Whether the routes of two states meet near both, and into space.meeting where: the measures on the first and on the
 * second route, unwrapped about the states' own. Of several places that with the least way on both; then a vertex of the
 * first before one of the second, then the lower.
 */
export function findMeeting(space: Workspace, first: number, second: number): boolean {
  const { states, meeting } = space;
  if (states.route[first] === states.route[second]) return false;
  meeting[LEAST] = Number.POSITIVE_INFINITY;
  tryVertices(space, first, second, MEETS_FIRST);
  tryVertices(space, second, first, MEETS_SECOND);
  return meeting[LEAST] < Number.POSITIVE_INFINITY;
}

/** Vertices of a's route in reach of a against b's route; `own` is the field of a's measure. */
function tryVertices(space: Workspace, a: number, b: number, own: number): void {
  const { states, index } = space;
  const { first, m } = index.segments;
  const route = states.route[a];
  const at = states.measure[a];
  const last = first[route + 1] - 1;
  boundWindow(space, b);
  if (index.closed[route] === 0) {
    let v = states.segment[a];
    while (v > first[route] && m[v - 1] >= at - MEETING_REACH_MM) v--;
    for (; v <= last && m[v] <= at + MEETING_REACH_MM; v++) tryVertex(space, v, m[v], a, b, own);
    return;
  }
  const length = index.lengthMm[route];
  for (let v = first[route]; v <= last; v++)
    tryVertex(space, v, m[v] + turnsBack(m[v] - at, length) * length, a, b, own);
}

function tryVertex(space: Workspace, v: number, measure: number, a: number, b: number, own: number): void {
  const { near, meeting, states, box } = space;
  const { x, y } = space.index.segments;
  const way = Math.abs(measure - states.measure[a]);
  if (way > MEETING_REACH_MM) return;
  if (x[v] < box[0] || x[v] > box[2] || y[v] < box[1] || y[v] > box[3]) return;
  nearestInReach(space, b, x[v], y[v]);
  if (Math.floor(Math.sqrt(near[NEAR_SQUARE]) + 0.5) > MEETING_MM) return;
  const sum = way + Math.abs(near[NEAR_MEASURE] - states.measure[b]);
  if (sum >= meeting[LEAST]) return;
  meeting[LEAST] = sum;
  meeting[own] = measure;
  meeting[1 - own] = near[NEAR_MEASURE];
}

function nearestInReach(space: Workspace, state: number, px: number, py: number): void {
  const { states, index } = space;
  const { first, m } = index.segments;
  const low = states.measure[state] - MEETING_REACH_MM;
  const high = states.measure[state] + MEETING_REACH_MM;
  const route = states.route[state];
  clearNear(space);
  let s = states.segment[state];
  if (index.closed[route] === 1) {
    tryRound(space, route, s, px, py, low, high);
    return;
  }
  while (s > first[route] && m[s] >= low) s--;
  for (; s + 1 < first[route + 1] && m[s] <= high; s++)
    if (mayMeet(space, s, px, py)) tryWindow(space, s, px, py, low, high, 0);
}

/** Whether a point is as near to a segment's box as a meeting: most are not, and need no division. */
function mayMeet({ index }: Workspace, s: number, px: number, py: number): boolean {
  const { x, y } = index.segments;
  const ax = x[s] - px;
  const bx = x[s + 1] - px;
  if ((ax > NEAR_MM && bx > NEAR_MM) || (ax < -NEAR_MM && bx < -NEAR_MM)) return false;
  const ay = y[s] - py;
  const by = y[s + 1] - py;
  return !((ay > NEAR_MM && by > NEAR_MM) || (ay < -NEAR_MM && by < -NEAR_MM));
}

/** Nearest points are rounded. */
const NEAR_MM = MEETING_MM + 2;

/** Into space.box what the segments in reach of a state lie in, and what is as near as a meeting: most vertices do not. */
function boundWindow(space: Workspace, state: number): void {
  const { states, index, box } = space;
  const { first, x, y, m } = index.segments;
  const route = states.route[state];
  if (index.closed[route] === 1) {
    box.set(EVERYWHERE);
    return;
  }
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  const low = states.measure[state] - MEETING_REACH_MM;
  const high = states.measure[state] + MEETING_REACH_MM;
  let v = states.segment[state];
  while (v > first[route] && m[v] >= low) v--;
  for (; v < first[route + 1]; v++) {
    if (x[v] < left) left = x[v];
    if (x[v] > right) right = x[v];
    if (y[v] < bottom) bottom = y[v];
    if (y[v] > top) top = y[v];
    if (m[v] > high) break;
  }
  box[0] = left - NEAR_MM;
  box[1] = bottom - NEAR_MM;
  box[2] = right + NEAR_MM;
  box[3] = top + NEAR_MM;
}

const EVERYWHERE = [-Infinity, -Infinity, Infinity, Infinity];
