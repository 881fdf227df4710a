/** Lines and rings in Web Mercator integers, with the importance of each vertex. */

import { type InPieces, Turns, whole } from '../../server/engine/in-pieces.ts';
import { rankVertices } from './importance.ts';

/**
 * The world's side in units: 4 units per tile unit at zoom 16 (3.7 cm at the equator), and still inside 31 bits, so
 * that the hot loops stay in small integers.
 */
export const WORLD_BITS = 30;
const WORLD = 2 ** WORLD_BITS;

/** Lines, packed: line i has vertices first[i] .. first[i + 1] - 1. x east, y south, world units. */
export interface WorldLines {
  readonly count: number;
  readonly first: Uint32Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
  /** Distance in world units below which the vertex may be left out; Infinity at ends. */
  readonly importance: Float32Array;
}

/** Polygons, packed: feature i has polygons polygonsOf[i] ..; polygon p has rings ringsOf[p] .., its outer ring first. */
export interface WorldRings extends WorldLines {
  readonly polygonsOf: Uint32Array;
  readonly ringsOf: Uint32Array;
}

/** World x of a longitude in degrees (EPSG:4326 or 4490). */
export function worldX(lon: number): number {
  return Math.min(WORLD, Math.max(0, Math.floor((lon / 360 + 0.5) * WORLD + 0.5)));
}

/** World y (south) of a latitude in degrees; beyond 85.05° it is the edge of the world. */
export function worldY(lat: number): number {
  const sin = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - (0.25 * Math.log((1 + sin) / (1 - sin))) / Math.PI;
  return Math.min(WORLD, Math.max(0, Math.floor(Math.min(1, Math.max(0, y)) * WORLD + 0.5)));
}

/** Degrees of a world x, to the 1e-7 degree that a unit is worth. */
export function longitude(x: number): number {
  return Number(((x / WORLD - 0.5) * 360).toFixed(7));
}

/** Degrees of a world y. */
export function latitude(y: number): number {
  return Number(((Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI).toFixed(7));
}

/** Projects lines given in degrees. Line i has vertices first[i] .. first[i + 1] - 1. */
export function worldLines(first: Uint32Array, lon: Float64Array, lat: Float64Array): WorldLines {
  return whole(projectLines(first, lon, lat));
}

/** Vertices projected, and ranked, in one piece of work: some milliseconds. */
const PIECE = 20_000;

export function* projectLines(first: Uint32Array, lon: Float64Array, lat: Float64Array): InPieces<WorldLines> {
  const count = first.length - 1;
  const lines = { count, first, x: new Int32Array(lon.length), y: new Int32Array(lat.length) };
  for (let from = 0; from < lon.length; from += PIECE) {
    project(lon, lat, lines, from, Math.min(from + PIECE, lon.length));
    yield;
  }
  const importance = new Float32Array(lon.length);
  const turns = new Turns(PIECE);
  for (let i = 0; i < count; i++) {
    rankVertices(lines.x, lines.y, first[i], first[i + 1], importance);
    if (turns.isOver(first[i + 1] - first[i])) yield;
  }
  return { ...lines, importance };
}

/** A hot loop: a function of its own, for what yields is not optimised as well. */
function project(
  lon: Float64Array,
  lat: Float64Array,
  { x, y }: Pick<WorldLines, 'x' | 'y'>,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    x[i] = worldX(lon[i]);
    y[i] = worldY(lat[i]);
  }
}

/**
 * Projects polygons given in degrees: feature → polygons → rings → vertices. Rings are closed (last vertex = first);
 * their direction does not matter.
 */
export function worldRings(
  polygonsOf: Uint32Array,
  ringsOf: Uint32Array,
  first: Uint32Array,
  lon: Float64Array,
  lat: Float64Array,
): WorldRings {
  return { ...worldLines(first, lon, lat), polygonsOf, ringsOf };
}
