/** Which waters matter to a route and to each of its segments. */
import { RIVER_KIND, type Rulers, SHORE } from '../../rulers.ts';
import type { Segments } from '../../segments/segments.ts';
import { sharedInt32, sharedUint32 } from '../../segments/shared.ts';
import type { WaterIndex } from './water-index.ts';
import { hasEdgeInBox, isInWaterOrIsland } from './water-tests.ts';

/** Lists of bodies per route: route r has body[start[r]] .. body[start[r + 1] - 1], ascending. */
export interface BodyLists {
  start: Uint32Array; // routes + 1
  body: Int32Array;
}

export interface RouteWaters {
  /** River polygons of the route's river. */
  rivers: BodyLists;
  /** Lakes and ponds of the route's river, for shores only. */
  lakes: BodyLists;
  /** All waters of the route's river. */
  all: BodyLists;
  /** Per segment: the river polygon all of it lies in, islands included, NO_BODY, or ASK when an edge is near. */
  ofSegment: Int32Array;
}

export const NO_BODY = -1;
export const ASK = -2;

export function findRouteWaters(rulers: Rulers, segments: Segments, water: WaterIndex): RouteWaters {
  const ofRiver = groupByRiver(water);
  const bodies = (route: number) => ofRiver.get(rulers.riverId[route]) ?? [];
  const isShore = (route: number) => rulers.role[route] === SHORE;
  const rivers = listBodies(rulers.count, (route) => bodies(route).filter((body) => water.kind[body] === RIVER_KIND));
  const lakes = listBodies(rulers.count, (route) =>
    isShore(route) ? bodies(route).filter((body) => water.kind[body] !== RIVER_KIND) : [],
  );
  return { rivers, lakes, all: listBodies(rulers.count, bodies), ofSegment: markSegments(segments, rivers, water) };
}

function groupByRiver(water: WaterIndex): Map<number, number[]> {
  const ofRiver = new Map<number, number[]>();
  for (let body = 0; body < water.count; body++) {
    const list = ofRiver.get(water.riverId[body]);
    if (list) list.push(body);
    else ofRiver.set(water.riverId[body], [body]);
  }
  return ofRiver;
}

function listBodies(routes: number, bodiesOf: (route: number) => readonly number[]): BodyLists {
  const lists = Array.from({ length: routes }, (_, route) => bodiesOf(route));
  const start = sharedUint32(routes + 1);
  lists.forEach((list, route) => {
    start[route + 1] = start[route] + list.length;
  });
  const body = sharedInt32(start[routes]);
  lists.forEach((list, route) => {
    body.set(list, start[route]);
  });
  return { start, body };
}

function markSegments(segments: Segments, rivers: BodyLists, water: WaterIndex): Int32Array {
  const mark = sharedInt32(segments.x.length);
  for (let route = 0; route + 1 < rivers.start.length; route++) {
    const bodies = rivers.body.subarray(rivers.start[route], rivers.start[route + 1]);
    for (let s = segments.first[route]; s + 1 < segments.first[route + 1]; s++)
      mark[s] = bodies.length === 0 ? NO_BODY : markSegment(segments, s, bodies, water);
  }
  return mark;
}

function markSegment({ x, y }: Segments, s: number, bodies: Int32Array, water: WaterIndex): number {
  const left = Math.min(x[s], x[s + 1]) - 1; // nearest points are rounded to the millimetre
  const right = Math.max(x[s], x[s + 1]) + 1;
  const bottom = Math.min(y[s], y[s + 1]) - 1;
  const top = Math.max(y[s], y[s + 1]) + 1;
  for (const body of bodies) {
    if (hasEdgeInBox(water, body, left, bottom, right, top)) return ASK;
    if (isInWaterOrIsland(water, body, x[s], y[s])) return body;
  }
  return NO_BODY;
}
