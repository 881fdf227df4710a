/** The waterways as the register will measure them: every route with its measures, for whatever happens along it. */
import { measuresMm } from '../../engine/geodesy.ts';
import { toLonLat } from '../plane.ts';
import type { Point } from './curves.ts';
import { isInside } from './lines.ts';
import type { Level } from './paths.ts';
import type { River, Waterways } from './waterways.ts';

export interface Route {
  /** Key of the river, lake or pond. */
  key: string;
  name: string;
  kind: 'river' | 'lake' | 'pond';
  level: Level;
  /** 1 for the main route or shore, 2 for the arm around an island. */
  seq: number;
  closed: boolean;
  /** Plane metres. */
  points: Point[];
  /** Geodesic millimetres at each vertex. */
  m: Float64Array;
  halfWidth: number;
  /** Runs 30 m beside another river. */
  twin: boolean;
  /** Vertices where lattice edges, so usually other rivers, meet it. */
  joints: number[];
  /** Index of the town that holds its middle; -1 for none. */
  town: number;
}

/** Rings of each town. */
export type TownRings = Point[][][];

export function allRoutes({ rivers, lakes }: Waterways, towns: TownRings): Route[] {
  const routes = rivers.flatMap((river) => riverRoutes(river, towns));
  const shores = lakes.map((lake, i) =>
    route({ key: lakeKey(i), name: lake.name, kind: lake.kind, level: 'village', closed: true }, lake.ring, towns),
  );
  return [...routes, ...shores];
}

export function lakeKey(index: number): string {
  return `L${String(index + 1).padStart(3, '0')}`;
}

function riverRoutes(river: River, towns: TownRings): Route[] {
  const { key, name, level, closed, halfWidth, twin, joints, points, arms } = river;
  const main = route({ key, name, kind: 'river', level, closed, halfWidth, twin, joints }, points, towns);
  return [main, ...arms.map((arm) => route({ key, name, kind: 'river', level, seq: 2 }, arm.points, towns))];
}

type Given = Pick<Route, 'key' | 'name' | 'kind' | 'level'> & Partial<Route>;

function route(given: Given, points: Point[], towns: TownRings): Route {
  const lonLat = points.map(([x, y]) => toLonLat(x, y));
  const m = measuresMm(
    lonLat.map(([lon]) => lon),
    lonLat.map(([, lat]) => lat),
  );
  const town = townAt(points[points.length >> 1], towns);
  return { seq: 1, closed: false, halfWidth: 0, twin: false, joints: [], points, m, town, ...given };
}

export function townAt(point: Point, towns: TownRings): number {
  return towns.findIndex((rings) => rings.some((ring) => isInBox(point, ring) && isInside(point, ring)));
}

/** Bounds of rings asked before: the even-odd test of eleven long rings per route was most of the generator's time. */
const boxes = new WeakMap<readonly Point[], { west: number; south: number; east: number; north: number }>();

function isInBox([x, y]: Point, ring: readonly Point[]): boolean {
  let box = boxes.get(ring);
  if (!box) {
    box = { west: ring[0][0], south: ring[0][1], east: ring[0][0], north: ring[0][1] };
    for (const [px, py] of ring) {
      box.west = Math.min(box.west, px);
      box.east = Math.max(box.east, px);
      box.south = Math.min(box.south, py);
      box.north = Math.max(box.north, py);
    }
    boxes.set(ring, box);
  }
  return x >= box.west && x <= box.east && y >= box.south && y <= box.north;
}

export function lengthMm({ m }: Route): number {
  return m[m.length - 1];
}

/** Plane position at measure `mm`, moved `left` metres to the left of the route. */
export function pointAt({ points, m }: Route, mm: number, left = 0): Point {
  let [low, high] = [0, m.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (m[middle] <= mm) low = middle;
    else high = middle;
  }
  const t = (mm - m[low]) / (m[high] - m[low]);
  const [a, b] = [points[low], points[high]];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const side = left / Math.hypot(dx, dy);
  return [a[0] + dx * t - dy * side, a[1] + dy * t + dx * side];
}
