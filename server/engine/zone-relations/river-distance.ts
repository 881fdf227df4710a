/**
 * How far along the river a zone lies, down and up from a point on it.
 *
 * Down is towards higher measures. A way may change between routes of the same river where an end of one is a vertex of
 * the other, and goes on in the same direction there: down a branch that starts at the junction or along the route that a
 * branch ends in, never down one and up another. Round a closed route (a shore, a ring) both directions lead.
 *
 *   main  ───●────────●─────►      from x down to the zone Z: along the branch, then the main route
 *             ╲      ╱ ▒Z▒         a zone on the stretch between the two junctions is neither up nor down of x
 *    branch    ╰──x─╯
 */
import { type Rulers, routeLength } from '../rulers.ts';

export type Direction = 'down' | 'up';

/** Ranges [from, to, from, to, …] in mm of a route (index in Rulers) inside a zone, ascending and apart. */
export type ZoneRanges = (route: number) => readonly number[];

/** Where routes of one river meet: place k of route i is at measure[k] and leads to toRoute[k] at toMeasure[k]. */
interface Junctions {
  measure: number[];
  toRoute: number[];
  toMeasure: number[];
}

export interface RiverNetwork {
  rulers: Rulers;
  routesOf: ReadonlyMap<number, readonly number[]>;
  /** Filled river by river when asked. */
  junctions: Map<number, Junctions>;
}

export function buildRiverNetwork(rulers: Rulers): RiverNetwork {
  const routesOf = new Map<number, number[]>();
  for (let i = 0; i < rulers.count; i++) {
    const list = routesOf.get(rulers.riverId[i]);
    if (list) list.push(i);
    else routesOf.set(rulers.riverId[i], [i]);
  }
  return { rulers, routesOf, junctions: new Map() };
}

/**
 * The least distance in mm along routes of the river from a measure on a route to the zone; 0 in it, null where no way
 * in this direction leads to it. O(junctions²) of the river.
 */
export function riverDistanceMm(
  network: RiverNetwork,
  route: number,
  measure: number,
  ranges: ZoneRanges,
  direction: Direction,
): number | null {
  const open = [{ route, measure, distance: 0 }];
  const done = new Set<string>();
  let best = Number.POSITIVE_INFINITY;
  while (open.length > 0) {
    const nearest = open.reduce((least, place, k) => (place.distance < open[least].distance ? k : least), 0);
    const [place] = open.splice(nearest, 1);
    if (place.distance >= best) break;
    const key = `${place.route} ${place.measure}`;
    if (done.has(key)) continue;
    done.add(key);
    best = Math.min(best, place.distance + gapTo(network.rulers, place, ranges(place.route), direction));
    const { measure: at, toRoute, toMeasure } = junctionsOf(network, place.route);
    for (let k = 0; k < at.length; k++) {
      const step = advance(network.rulers, place.route, place.measure, at[k], direction);
      if (step !== null) open.push({ route: toRoute[k], measure: toMeasure[k], distance: place.distance + step });
    }
  }
  return Number.isFinite(best) ? best : null;
}

/** From a place on a route to the nearest of its ranges, ends included; Infinity when there is none ahead. */
function gapTo(
  rulers: Rulers,
  { route, measure }: { route: number; measure: number },
  ranges: readonly number[],
  direction: Direction,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < ranges.length; k += 2) {
    if (ranges[k] <= measure && measure <= ranges[k + 1]) return 0;
    const step = advance(rulers, route, measure, direction === 'down' ? ranges[k] : ranges[k + 1], direction);
    if (step !== null && step < least) least = step;
  }
  return least;
}

/** Length from one measure of a route to another in a direction; null against it on an open route. */
function advance(rulers: Rulers, route: number, from: number, to: number, direction: Direction): number | null {
  const ahead = direction === 'down' ? to - from : from - to;
  if (ahead >= 0) return ahead;
  return rulers.closed[route] === 1 ? ahead + routeLength(rulers, route) : null;
}

function junctionsOf(network: RiverNetwork, route: number): Junctions {
  const held = network.junctions.get(route);
  if (held) return held;
  const river = network.routesOf.get(network.rulers.riverId[route])!;
  for (const each of river) network.junctions.set(each, { measure: [], toRoute: [], toMeasure: [] });
  if (river.length > 1) join(network, river);
  return network.junctions.get(route)!;
}

/** Every vertex that one route shares with the end of another joins the two, both ways. */
function join({ rulers, junctions }: RiverNetwork, river: readonly number[]): void {
  const { first, x, y, m } = rulers;
  const key = (v: number) => `${x[v]} ${y[v]}`;
  const ends = new Map<string, [route: number, v: number][]>();
  for (const route of river)
    for (const v of [first[route], first[route + 1] - 1]) ends.set(key(v), [...(ends.get(key(v)) ?? []), [route, v]]);
  const lead = (from: number, v: number, to: number, w: number) => {
    const { measure, toRoute, toMeasure } = junctions.get(from)!;
    measure.push(m[v]);
    toRoute.push(to);
    toMeasure.push(m[w]);
  };
  for (const route of river)
    for (let v = first[route]; v < first[route + 1]; v++)
      for (const [other, w] of ends.get(key(v)) ?? [])
        if (other !== route) {
          lead(route, v, other, w);
          lead(other, w, route, v);
        }
}
