/** The packed network every engine part reads: rivers as rulers, and the waters that have a shape. */

/** What a route is on its river; `role` of Rulers is the index in this list. */
export const ROLES = ['main', 'branch', 'shore'] as const;
export type Role = (typeof ROLES)[number];
export const SHORE = 2;

/** What a water polygon is; `kind` of WaterBodies is the index in this list. */
export const WATER_KINDS = ['river', 'lake', 'pond'] as const;
export type WaterKind = (typeof WATER_KINDS)[number];
export const RIVER_KIND = 0;

/** A water body of no river has this riverId. */
export const NO_RIVER = -1;

/**
 * Rivers as rulers: route i has vertices first[i] .. first[i + 1] - 1.
 * Coordinates are integer millimetres in the district's plane (x east, y north); measures integer millimetres from the
 * route's start.
 */
export interface Rulers {
  count: number;
  routeId: Int32Array; // ascending
  riverId: Int32Array;
  seq: Int32Array; // place among its river's routes: stays when ids change
  role: Uint8Array;
  closed: Uint8Array; // 1: last vertex = first vertex
  first: Uint32Array; // count + 1
  x: Float64Array;
  y: Float64Array;
  m: Float64Array;
}

/**
 * Water polygons: body i has rings ringsOf[i] .. ringsOf[i + 1] - 1, ring r has vertices first[r] .. first[r + 1] - 1
 * (closed: last = first). Even-odd over all rings of a body makes holes and parts. Integer millimetres in the plane.
 */
export interface WaterBodies {
  count: number;
  id: Int32Array;
  riverId: Int32Array; // NO_RIVER when none
  kind: Uint8Array;
  widthMm: Float64Array; // NaN for lakes and ponds
  ringsOf: Uint32Array; // count + 1
  first: Uint32Array; // rings + 1
  x: Float64Array;
  y: Float64Array;
}

/** One route before packing; vertices as [x, y, m] in millimetres. */
export interface RouteInput {
  routeId: number;
  riverId: number;
  role?: Role;
  closed?: boolean;
  vertices: readonly (readonly [number, number, number])[];
}

/** One water body before packing; rings as closed lists of [x, y] in millimetres. */
export interface WaterInput {
  id: number;
  riverId?: number;
  kind?: WaterKind;
  widthMm?: number;
  rings: readonly (readonly (readonly [number, number])[])[];
}

/** Pack routes, sorted by id, which then is their order on the river too. Without `closed`, a route is closed when its last vertex repeats its first. */
export function packRulers(routes: readonly RouteInput[]): Rulers {
  const sorted = [...routes].sort((a, b) => a.routeId - b.routeId);
  const rulers = emptyRulers(
    sorted.length,
    sorted.reduce((sum, route) => sum + route.vertices.length, 0),
  );
  let at = 0;
  sorted.forEach((route, i) => {
    rulers.routeId[i] = route.routeId;
    rulers.riverId[i] = route.riverId;
    rulers.seq[i] = i + 1;
    rulers.role[i] = ROLES.indexOf(route.role ?? 'main');
    rulers.closed[i] = (route.closed ?? endsWhereItStarts(route.vertices)) ? 1 : 0;
    for (const [x, y, m] of route.vertices) {
      rulers.x[at] = x;
      rulers.y[at] = y;
      rulers.m[at++] = m;
    }
    rulers.first[i + 1] = at;
  });
  return rulers;
}

/** Zeroed arrays of the right size, for loaders that fill them in place. */
export function emptyRulers(count: number, vertices: number): Rulers {
  return {
    count,
    routeId: new Int32Array(count),
    riverId: new Int32Array(count),
    seq: new Int32Array(count),
    role: new Uint8Array(count),
    closed: new Uint8Array(count),
    first: new Uint32Array(count + 1),
    x: new Float64Array(vertices),
    y: new Float64Array(vertices),
    m: new Float64Array(vertices),
  };
}

/** Pack water bodies, sorted by id. */
export function packWaterBodies(bodies: readonly WaterInput[]): WaterBodies {
  const sorted = [...bodies].sort((a, b) => a.id - b.id);
  const rings = sorted.flatMap((body) => body.rings);
  const vertices = rings.flat();
  return {
    count: sorted.length,
    id: Int32Array.from(sorted, (body) => body.id),
    riverId: Int32Array.from(sorted, (body) => body.riverId ?? NO_RIVER),
    kind: Uint8Array.from(sorted, (body) => WATER_KINDS.indexOf(body.kind ?? 'river')),
    widthMm: Float64Array.from(sorted, (body) => body.widthMm ?? Number.NaN),
    ringsOf: offsets(sorted.map((body) => body.rings.length)),
    first: offsets(rings.map((ring) => ring.length)),
    x: Float64Array.from(vertices, ([x]) => x),
    y: Float64Array.from(vertices, ([, y]) => y),
  };
}

/** Length of route i in millimetres. */
export function routeLength(rulers: Rulers, i: number): number {
  return rulers.m[rulers.first[i + 1] - 1];
}

/** Index of the route with this id, or -1. */
export function findRoute(rulers: Rulers, routeId: number): number {
  let low = 0;
  let high = rulers.count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const id = rulers.routeId[middle];
    if (id === routeId) return middle;
    if (id < routeId) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function endsWhereItStarts(vertices: RouteInput['vertices']): boolean {
  const [head, tail] = [vertices[0], vertices[vertices.length - 1]];
  return vertices.length > 3 && head[0] === tail[0] && head[1] === tail[1];
}

function offsets(lengths: readonly number[]): Uint32Array {
  const first = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    first[i + 1] = first[i] + length;
  });
  return first;
}
