/** Where a point may belong on the rivers near it: every place of a route that is nearer than those beside it. */
import { roundHalfUp } from '../geodesy.ts';
import { buildGrid, type SegmentGrid, segmentsNear } from '../grid.ts';
import { parameter } from '../polygons.ts';
import type { Rulers } from '../rulers.ts';

/** The rulers with what finding places on them takes; build once for many lines. */
export interface PlaceIndex {
  rulers: Rulers;
  grid: SegmentGrid;
  routeOf: Int32Array; // per vertex
}

export interface Place {
  route: number; // index in the rulers
  measureMm: number;
  x: number;
  y: number;
  distanceMm: number;
}

export function buildPlaceIndex(rulers: Rulers): PlaceIndex {
  const routeOf = new Int32Array(rulers.x.length);
  for (let i = 0; i < rulers.count; i++) routeOf.fill(i, rulers.first[i], rulers.first[i + 1]);
  return { rulers, grid: buildGrid(rulers), routeOf };
}

/**
 * The places within `reachMm` (rounded distance, inclusive), nearest first, then by route and measure. A route that bends
 * has several: the limbs of a meander are places of their own.
 */
export function placesNear(index: PlaceIndex, px: number, py: number, reachMm: number): Place[] {
  const { rulers, grid, routeOf } = index;
  const places: Place[] = [];
  for (const v of segmentsNear(grid, px, py, reachMm + 1)) {
    const place = placeOn(rulers, routeOf[v], v, px, py);
    if (place.distanceMm <= reachMm && isNearest(index, v, px, py)) places.push(place);
  }
  return places.sort((a, b) => a.distanceMm - b.distanceMm || a.route - b.route || a.measureMm - b.measureMm);
}

/** The nearest place of one route between two measures; of equally near ones the first. */
export function placeWithin(
  { rulers }: PlaceIndex,
  route: number,
  px: number,
  py: number,
  window: readonly [from: number, to: number],
): Place | undefined {
  const { first, m } = rulers;
  let best: Place | undefined;
  for (let v = first[route]; v + 1 < first[route + 1]; v++) {
    if (m[v + 1] < window[0] || m[v] > window[1]) continue;
    const place = placeOn(rulers, route, v, px, py);
    if (!best || place.distanceMm < best.distanceMm) best = place;
  }
  return best;
}

function placeOn({ x, y, m }: Rulers, route: number, v: number, px: number, py: number): Place {
  const t = parameter(px, py, x[v], y[v], x[v + 1], y[v + 1]);
  const fx = x[v] + roundHalfUp(t * (x[v + 1] - x[v]));
  const fy = y[v] + roundHalfUp(t * (y[v + 1] - y[v]));
  const distanceMm = roundHalfUp(Math.sqrt((fx - px) ** 2 + (fy - py) ** 2));
  return { route, measureMm: m[v] + roundHalfUp(t * (m[v + 1] - m[v])), x: fx, y: fy, distanceMm };
}

/**
 * Whether the nearest point of segment v is nearer than the route just before and after it: inside the segment always; at a
 * vertex when the neighbour's nearest point is that vertex too, which then counts for the earlier segment.
 */
function isNearest({ rulers, routeOf }: PlaceIndex, v: number, px: number, py: number): boolean {
  const { x, y, first } = rulers;
  const t = parameter(px, py, x[v], y[v], x[v + 1], y[v + 1]);
  if (t > 0 && t < 1) return true;
  if (t === 0) return v === first[routeOf[v]];
  const isLast = v + 2 === first[routeOf[v] + 1];
  return isLast || parameter(px, py, x[v + 1], y[v + 1], x[v + 2], y[v + 2]) === 0;
}
