/** Plane geometry by the book, for tests that compare tiles with what was drawn. */
import { TILE_BUFFER, TILE_EXTENT } from '../../tiles/manifest.ts';
import type { ReadFeature } from './read-tile.ts';

type Point = readonly [number, number];

/** Even-odd over all rings. */
export function isIn([x, y]: Point, rings: readonly (readonly Point[])[]): boolean {
  let inside = false;
  for (const ring of rings)
    for (let i = 0; i + 1 < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i], ring[i + 1]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  return inside;
}

export function distanceToLine([x, y]: Point, line: readonly Point[]): number {
  if (line.length === 1) return Math.hypot(x - line[0][0], y - line[0][1]);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 1 < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i], line[i + 1]];
    const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = length2 > 0 ? Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2)) : 0;
    least = Math.min(least, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
  }
  return least;
}

/**
 * The farthest that a vertex of either lies from the other's points, lines or rings, in tile units. Vertices on the edge
 * of the buffer are left out: along it the two clip a ring that comes in several times each in its own way.
 */
export function apart(a: ReadFeature, b: ReadFeature): number {
  const inner = ([x, y]: [number, number]) =>
    Math.min(x, y) > -TILE_BUFFER && Math.max(x, y) < TILE_EXTENT + TILE_BUFFER;
  const reach = (from: ReadFeature, to: ReadFeature) =>
    Math.max(
      0,
      ...from.geometry
        .flat()
        .filter(inner)
        .map((vertex) => Math.min(...to.geometry.map((line) => distanceToLine(vertex, line)))),
    );
  return Math.max(reach(a, b), reach(b, a));
}
