/** The routes a chord could count for. */

import { RUN } from '../../segments/reach-grid.ts';
import { ASK, NO_BODY } from '../index/route-waters.ts';
import { isInWater, isInWaterOrIsland, waterDistance } from '../index/water-tests.ts';
import {
  ASKEW_COST,
  COS_40_DEGREES,
  FAR_COST,
  LAKE_TOLERANCE_MM,
  LIMB_MM,
  LIMB_ROUTE_MM,
  POLYGON_REACH_MM,
  POLYGON_TOLERANCE_MM,
  WIDE_MM,
} from '../parameters.ts';
import { isAlong, routeDirection } from './direction.ts';
import { piecePoint } from './lay-chords.ts';
import { weighNearerLines } from './nearer-lines.ts';
import {
  clearNear,
  NEAR_FIRST,
  NEAR_LAST,
  NEAR_MEASURE,
  NEAR_SEGMENT,
  NEAR_SQUARE,
  NEAR_X,
  NEAR_Y,
  nearestOfRuns,
  tryWindow,
} from './nearest.ts';
import { NONE, type Workspace } from './workspace.ts';

/** Writes the states of every chord of the piece: its candidates in their order, none last. */
export function findCandidates(space: Workspace): void {
  const { states, chords } = space;
  states.count = 0;
  for (let chord = 0; chord < chords; chord++) {
    states.reserve(64, chord);
    states.first[chord] = states.count;
    askCell(space, chord);
    weighNearerLines(space, chord);
    states.settle(states.first[chord]);
    states.reserve(1, chord);
    states.route[states.count] = NONE;
    states.order[states.count] = states.count;
    states.first[chord + 1] = ++states.count;
  }
}

/** The chord's cell lists runs by route: one nearest point each, and other limbs where the route is long. */
function askCell(space: Workspace, chord: number): void {
  const { lengthMm } = space.index;
  const { grid, routeMm } = space.reach;
  const px = space.markX[2 * chord + 1];
  const py = space.markY[2 * chord + 1];
  const column = Math.floor((px - grid.left) / grid.cellMm);
  const row = Math.floor((py - grid.bottom) / grid.cellMm);
  if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) return;
  const end = grid.start[row * grid.columns + column + 1];
  let from = grid.start[row * grid.columns + column];
  while (from < end) {
    const route = grid.run[RUN * from + 2];
    let to = from + 1;
    while (to < end && grid.run[RUN * to + 2] === route) to++;
    const reach = routeMm[route];
    nearestOfRuns(space, from, to, px, py, reach * reach);
    if (space.near[NEAR_SQUARE] < Number.POSITIVE_INFINITY) {
      const measure = space.near[NEAR_MEASURE];
      consider(space, chord, route);
      if (lengthMm[route] > LIMB_ROUTE_MM) considerLimbs(space, chord, from, to, measure);
    }
    from = to;
  }
}

//        ╭──●─╮      a chord near one limb of a meander may belong to the other:
//   ─────╯  ✕ ╰───   the nearest points more than 60 m of measure before and after are asked too
//        ──●──
function considerLimbs(space: Workspace, chord: number, from: number, to: number, measure: number): void {
  const { lengthMm, closed } = space.index;
  const route = space.reach.grid.run[RUN * from + 2];
  const length = lengthMm[route];
  if (closed[route] === 0) {
    considerOpenLimbs(space, chord, from, to, measure);
    return;
  }
  const low = (measure + LIMB_MM) % length;
  const high = (measure - LIMB_MM + length) % length;
  if (low <= high) considerLimb(space, chord, from, to, low, high, 1, 0);
  else considerLimb(space, chord, from, to, 0, high, low, length);
}

/** Only segments in reach are asked, of them only those that go so far: on a straight stretch none does, or one at each end. */
function considerOpenLimbs(space: Workspace, chord: number, from: number, to: number, measure: number): void {
  const { near } = space;
  const { m } = space.index.segments;
  const [below, above] = [measure - LIMB_MM, measure + LIMB_MM];
  const [first, last] = [near[NEAR_FIRST], near[NEAR_LAST]];
  let past = first;
  while (past <= last && m[past] <= below) past++;
  let before = last;
  while (before >= first && m[before + 1] >= above) before--;
  if (past > first) {
    near[NEAR_LAST] = past - 1;
    considerLimb(space, chord, from, to, 0, below, 1, 0);
  }
  if (before < last) {
    near[NEAR_FIRST] = before + 1;
    near[NEAR_LAST] = last;
    considerLimb(space, chord, from, to, above, Number.POSITIVE_INFINITY, 1, 0);
  }
}

/** The nearest point with a measure in low..high, or in the second window where that is not empty. */
function considerLimb(
  space: Workspace,
  chord: number,
  from: number,
  to: number,
  low: number,
  high: number,
  low2: number,
  high2: number,
): void {
  const { segments } = space.index;
  const { grid, routeMm } = space.reach;
  const px = space.markX[2 * chord + 1];
  const py = space.markY[2 * chord + 1];
  const first = space.near[NEAR_FIRST];
  const last = space.near[NEAR_LAST];
  clearNear(space);
  for (let k = RUN * from; k < RUN * to; k += RUN)
    for (let s = Math.max(first, grid.run[k]); s < grid.run[k + 1] && s <= last; s++) {
      if (segments.m[s] <= high) tryWindow(space, s, px, py, low, high, 0);
      if (low2 <= high2 && segments.m[s + 1] >= low2) tryWindow(space, s, px, py, low2, high2, 0);
    }
  const route = grid.run[RUN * from + 2];
  if (space.near[NEAR_SQUARE] <= routeMm[route] * routeMm[route]) consider(space, chord, route);
}

/** Writes a state for the point in space.near if it is in tolerance; it costs more where the chord heads elsewhere. */
function consider(space: Workspace, chord: number, route: number): void {
  const { near, states } = space;
  const x = near[NEAR_X];
  const y = near[NEAR_Y];
  const segment = near[NEAR_SEGMENT];
  const measure = near[NEAR_MEASURE];
  const lineMm = Math.floor(Math.sqrt(near[NEAR_SQUARE]) + 0.5);
  const body = riverPolygonAt(space, route, segment, x, y);
  const d = body === NO_BODY ? scaledLine(space, chord, route, lineMm) : scaledPolygon(space, chord, body, lineMm);
  if (d < 0) return;
  states.reserve(64, chord);
  const state = states.count;
  states.route[state] = route;
  states.segment[state] = segment;
  states.body[state] = body;
  states.measure[state] = measure;
  states.x[state] = x;
  states.y[state] = y;
  states.lineMm[state] = lineMm;
  states.d[state] = d;
  states.cost[state] =
    Math.min(d * d, FAR_COST) + (headsAlong(space, chord, route, segment, measure, body) ? 0 : ASKEW_COST);
  states.count++;
}

/** The river polygon of lowest id that a point of the route lies in, or on an island in it; or NO_BODY. */
function riverPolygonAt(space: Workspace, route: number, segment: number, x: number, y: number): number {
  const { rivers, ofSegment } = space.index.waters;
  if (ofSegment[segment] !== ASK) return ofSegment[segment];
  for (let i = rivers.start[route]; i < rivers.start[route + 1]; i++)
    if (isInWaterOrIsland(space.index.water, rivers.body[i], x, y)) return rivers.body[i];
  return NO_BODY;
}

/** Scaled distance on a river's polygon, or -1 out of tolerance. */
function scaledPolygon(space: Workspace, chord: number, body: number, lineMm: number): number {
  const { water } = space.index;
  if (!(lineMm <= water.widthMm[body] + POLYGON_REACH_MM)) return -1;
  const px = space.markX[2 * chord + 1];
  const py = space.markY[2 * chord + 1];
  const distance = waterDistance(water, body, px, py, POLYGON_TOLERANCE_MM);
  return distance <= POLYGON_TOLERANCE_MM ? Math.floor((distance * 25) / 15 + 0.5) : -1;
}

/** Scaled distance from a line; a lake's or pond's shore lets in more on its water. */
function scaledLine(space: Workspace, chord: number, route: number, lineMm: number): number {
  const { lakes } = space.index.waters;
  const px = space.markX[2 * chord + 1];
  const py = space.markY[2 * chord + 1];
  if (lineMm <= LAKE_TOLERANCE_MM)
    for (let i = lakes.start[route]; i < lakes.start[route + 1]; i++)
      if (isInWater(space.index.water, lakes.body[i], px, py)) return Math.floor((lineMm * 25) / 60 + 0.5);
  return lineMm <= space.reach.lineToleranceMm ? lineMm : -1;
}

/** On a wide river the heading is the track's over a width either way, else the chord's own. */
function headsAlong(
  space: Workspace,
  chord: number,
  route: number,
  segment: number,
  measure: number,
  body: number,
): boolean {
  const { markX, markY, point } = space;
  let headX = markX[2 * chord + 2] - markX[2 * chord];
  let headY = markY[2 * chord + 2] - markY[2 * chord];
  const width = body === NO_BODY ? 0 : space.index.water.widthMm[body];
  if (width > WIDE_MM) {
    piecePoint(space, space.markM[2 * chord + 1] - width);
    const x = point[0];
    const y = point[1];
    piecePoint(space, space.markM[2 * chord + 1] + width);
    headX = point[0] - x;
    headY = point[1] - y;
  }
  routeDirection(space, route, segment, measure);
  return isAlong(headX, headY, point[0], point[1], COS_40_DEGREES);
}
