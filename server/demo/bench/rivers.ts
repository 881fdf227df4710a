/** Places the bench district's rivers on the ground: 2507.000 km times the scale, to the millimetre. */
import { measuresMm, roundHalfUp } from '../../engine/geodesy.ts';
import type { Rulers } from '../../engine/rulers.ts';
import { lengthScale, toLonLat, toPlaneMm } from '../plane.ts';
import type { Random } from '../random.ts';
import { type BenchReaches, drawReaches, joinRoutes, type Lines } from './draw-reaches.ts';
import type { Lattice } from './lattice.ts';

const TARGET_MM = 2_507_000_000;
/** Plane metres of the lattice's centre: about 121.05° E, 31.12° N. */
const CENTRE_X = 600_200;
const CENTRE_Y = 3_444_200;
/** Above this scale measures come from the plane (right to 1e-8) and no lon/lat is made: it would take minutes. */
const LARGEST_GEODESIC_SCALE = 10;
const MOST_TRIMS = 50;

export interface BenchRivers {
  /** One route per river; both have id index + 1, as an import of the rivers in this order hands them out. */
  rulers: Rulers;
  /** Lon/lat of each vertex of `rulers` to 1e-9 degree; empty above scale 10. */
  lon: Float64Array;
  lat: Float64Array;
  reaches: BenchReaches;
  nodeCount: number;
  /** South-west corner and side of the square they lie in, plane metres. */
  minX: number;
  minY: number;
  extent: number;
}

/** @throws when the total cannot be trimmed to the millimetre, which no seed tried has done. */
export function benchRivers(random: Random, lattice: Lattice, scale: number): BenchRivers {
  const { routes, reaches } = joinRoutes(lattice, drawReaches(random, lattice));
  const factor = enlarge(routes, lattice.extent, (TARGET_MM * scale) / 1000);
  const geodesic = scale <= LARGEST_GEODESIC_SCALE;
  const rivers: BenchRivers = {
    rulers: emptyRulers(routes),
    lon: new Float64Array(geodesic ? routes.x.length : 0),
    lat: new Float64Array(geodesic ? routes.x.length : 0),
    reaches,
    nodeCount: lattice.nodeX.length,
    minX: CENTRE_X - (lattice.extent / 2) * factor,
    minY: CENTRE_Y - (lattice.extent / 2) * factor,
    extent: lattice.extent * factor,
  };
  for (let route = 0; route < rivers.rulers.count; route++) placeRoute(rivers, routes, route);
  trimLastRoute(rivers, routes, TARGET_MM * scale);
  return rivers;
}

/** Scales lattice metres to plane metres about the centre so that they are `target` metres on the ground. */
function enlarge(routes: Lines, extent: number, target: number): number {
  let factor = 1;
  for (let i = 0; i < 3; i++) factor *= target / groundLength(routes, extent, factor);
  for (let i = 0; i < routes.x.length; i++) {
    routes.x[i] = CENTRE_X + (routes.x[i] - extent / 2) * factor;
    routes.y[i] = CENTRE_Y + (routes.y[i] - extent / 2) * factor;
  }
  return factor;
}

function groundLength({ first, x, y }: Lines, extent: number, factor: number): number {
  let sum = 0;
  for (let route = 0; route + 1 < first.length; route++)
    for (let i = first[route] + 1; i < first[route + 1]; i++)
      sum += Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1]) / lengthScale(CENTRE_X + (x[i] - extent / 2) * factor);
  return sum * factor;
}

function emptyRulers(routes: Lines): Rulers {
  const count = routes.first.length - 1;
  const ids = Int32Array.from({ length: count }, (_, i) => i + 1);
  const vertices = routes.x.length;
  return {
    count,
    routeId: ids,
    riverId: ids.slice(),
    seq: new Int32Array(count).fill(1),
    role: new Uint8Array(count),
    closed: new Uint8Array(count),
    first: routes.first,
    x: new Float64Array(vertices),
    y: new Float64Array(vertices),
    m: new Float64Array(vertices),
  };
}

function placeRoute(rivers: BenchRivers, routes: Lines, route: number): void {
  const [begin, end] = [routes.first[route], routes.first[route + 1]];
  if (rivers.lon.length === 0) placeInPlane(rivers.rulers, routes, begin, end);
  else placeOnEllipsoid(rivers, routes, begin, end);
}

function placeOnEllipsoid({ rulers, lon, lat }: BenchRivers, routes: Lines, begin: number, end: number): void {
  for (let i = begin; i < end; i++) {
    [lon[i], lat[i]] = toLonLat(routes.x[i], routes.y[i]);
    [rulers.x[i], rulers.y[i]] = toPlaneMm(lon[i], lat[i]);
  }
  rulers.m.set(measuresMm(lon.subarray(begin, end), lat.subarray(begin, end)), begin);
}

function placeInPlane(rulers: Rulers, { x, y }: Lines, begin: number, end: number): void {
  let sum = 0;
  for (let i = begin; i < end; i++) {
    rulers.x[i] = roundHalfUp(x[i] * 1000);
    rulers.y[i] = roundHalfUp(y[i] * 1000);
    if (i > begin) sum += (1000 * Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1])) / lengthScale((x[i] + x[i - 1]) / 2);
    rulers.m[i] = roundHalfUp(sum);
  }
}

/** Moves the very last vertex along its segment until the sum of all routes is the target. */
function trimLastRoute(rivers: BenchRivers, routes: Lines, targetMm: number): void {
  const last = routes.x.length - 1;
  for (let i = 0; i < MOST_TRIMS; i++) {
    const missing = (targetMm - totalMm(rivers.rulers)) / 1000;
    if (missing === 0) return;
    const [dx, dy] = [routes.x[last] - routes.x[last - 1], routes.y[last] - routes.y[last - 1]];
    const longer = 1 + missing / Math.hypot(dx, dy);
    routes.x[last] = routes.x[last - 1] + dx * longer;
    routes.y[last] = routes.y[last - 1] + dy * longer;
    placeRoute(rivers, routes, rivers.rulers.count - 1);
  }
  throw new Error('the last route cannot be trimmed to the millimetre');
}

/** Sum of the lengths of all routes, mm. */
export function totalMm({ count, first, m }: Rulers): number {
  let sum = 0;
  for (let route = 0; route < count; route++) sum += m[first[route + 1] - 1];
  return sum;
}
