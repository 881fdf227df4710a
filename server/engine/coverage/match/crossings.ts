/** A track that only goes over a river covers nothing of it. */
import { isInWater } from '../index/water-tests.ts';
import { ALONE_CHORDS, COS_10_DEGREES, COS_20_DEGREES, CROSSING_APART_MM, CROSSING_MM } from '../parameters.ts';
import { apart } from './continuity.ts';
import { routeSpan } from './direction.ts';
import { lineDistance, NEAR_MEASURE, NEAR_SEGMENT, NEAR_SQUARE, nearestOfRoute, sideOfSegment } from './nearest.ts';
import { NONE, type Workspace } from './workspace.ts';

/** Chords from .. to - 1, which cover low .. high, and whether the run turns in from another route or out into one. */
export interface Run {
  from: number;
  to: number;
  low: number;
  high: number;
  turnsIn: boolean;
  turnsOut: boolean;
}

//            ╱ after
//   ────────╱───────── route: short, and the track before and after it on opposite sides, far enough apart
//   before ╱
/** Whether a run only passes over its route. */
export function isCrossing(space: Workspace, run: Run): boolean {
  const { from, to, low, high } = run;
  if ((run.turnsIn && run.turnsOut) || high - low >= CROSSING_MM || isShore(space, from)) return false;
  for (let chord = from; chord < to; chord++) if (isOnWater(space, chord)) return false;
  const alone = isAlone(space, run);
  return (alone || isAskew(space, run, COS_10_DEGREES)) && goesOver(space, run, alone);
}

/** A crew on a lake or pond does not cross its shore: the water lies on one side of it only. */
function isShore({ index, states, chosen }: Workspace, from: number): boolean {
  const { start } = index.waters.lakes;
  const route = states.route[chosen[from]];
  return start[route + 1] > start[route];
}

/** Whether the way from the run's start to its end lies an angle or more off the way between the ends of its range. */
function isAskew(space: Workspace, { from, to, low, high }: Run, cosine: number): boolean {
  const { markX, markY, states, chosen, point } = space;
  const state = chosen[from];
  const x = markX[2 * to] - markX[2 * from];
  const y = markY[2 * to] - markY[2 * from];
  routeSpan(space, states.route[state], states.segment[state], low, high);
  const squares = (x * x + y * y) * (point[0] * point[0] + point[1] * point[1]);
  return Math.abs(x * point[0] + y * point[1]) <= cosine * Math.sqrt(squares);
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

/** Whether the piece goes elsewhere, and counts for the route nowhere near: else a receiver's jump cut a travel in two. */
function isAlone({ states, chosen, chords }: Workspace, { from, to }: Run): boolean {
  if (from === 0 && to === chords) return false;
  const route = states.route[chosen[from]];
  const isSame = (chord: number) => chosen[chord] !== NONE && states.route[chosen[chord]] === route;
  for (let chord = Math.max(0, from - ALONE_CHORDS); chord < from; chord++) if (isSame(chord)) return false;
  for (let chord = to; chord < Math.min(chords, to + ALONE_CHORDS); chord++) if (isSame(chord)) return false;
  return true;
}

/**
 * Whether the track passes the line from a chord before the run to a chord after it, or from or to the run's own end where the
 * piece ends or the run turns: what follows a turn lies on other water, unless the run does not keep to its own at all. Alone
 * at an end of the piece it may end on the line.
 */
function goesOver(space: Workspace, run: Run, alone: boolean): boolean {
  const { near, states, chosen, chords } = space;
  const { from, to } = run;
  const route = states.route[chosen[from]];
  const turns = (run.turnsIn || run.turnsOut) && !isAskew(space, run, COS_20_DEGREES);
  const before = signedDistance(space, route, turns && run.turnsIn ? from : Math.max(0, from - 1));
  const measureBefore = near[NEAR_MEASURE];
  const after = signedDistance(space, route, turns && run.turnsOut ? to : Math.min(chords, to + 1));
  const mayEndThere = alone && (from === 0 || to === chords);
  if (before * after >= 0 && !mayEndThere) return false;
  const change = Math.abs(before - after);
  return change > CROSSING_APART_MM && 10 * change >= 3 * apart(space, route, measureBefore, near[NEAR_MEASURE]);
}

//   before ●  · · ──────────── route    50 m past the end is not 50 m across: what runs on is the line of the end's segment,
//                                       else a crew that walks a short river and past its ends is taken to cross it
/** Of the start of a chord from a route, whole mm, negative right of it; where it is nearest stays in space.near. */
function signedDistance(space: Workspace, route: number, chord: number): number {
  const { markX, markY, near } = space;
  const [x, y] = [markX[2 * chord], markY[2 * chord]];
  nearestOfRoute(space, route, x, y);
  const segment = near[NEAR_SEGMENT];
  const side = sideOfSegment(space, segment, x, y);
  if (side === 0) return 0; // also of a segment without length, which has no line
  const distance = isAtEnd(space, route) ? lineDistance(space, segment, x, y) : Math.sqrt(near[NEAR_SQUARE]);
  return side * Math.floor(distance + 0.5);
}

/** Whether the nearest point is an end of the route: a closed one has none. */
function isAtEnd({ index, near }: Workspace, route: number): boolean {
  const measure = near[NEAR_MEASURE];
  return index.closed[route] === 0 && (measure === 0 || measure === index.lengthMm[route]);
}
