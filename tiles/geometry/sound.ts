/** Whether polygons on whole units are sound: no ring meets itself or another, holes lie in their outer ring and nowhere else. */

import type { InPieces } from '../../server/engine/in-pieces.ts';
import type { Box } from './clip.ts';
import { type Edges, edgesOf } from './edges.ts';
import { type Meeting, meetings } from './meetings.ts';
import { areNested } from './nested.ts';
import { ringArea2 } from './ring.ts';
import { stripsOf } from './strips.ts';

/** Polygons of one feature; a polygon is its outer ring and its holes, a ring x, y, x, y… open. */
export type Polygons = readonly (readonly (readonly number[])[])[];

/**
 * The rings that meet, none where rings only lie wrong; undefined where all is sound. Stricter than the standard, which lets
 * rings touch in single points: what meets is only sent to be mended (geos.ts). Exact for features less than 2^26 units wide.
 *
 * @param box that cut the polygons, which were sound before: only what the cut made, edges that end on the box, can meet anything.
 */
export function* flawsOf(polygons: Polygons, box?: Box): InPieces<readonly Meeting[] | undefined> {
  const rings = polygons.flat();
  if (rings.length === 0 || (rings.length === 1 && rings[0].length === 6 && ringArea2(rings[0]) !== 0))
    return undefined; // a triangle
  const edges = edgesOf(rings);
  const strips = stripsOf(edges);
  const met = yield* meetings(edges, strips, box && cutEdges(edges, box));
  return met.length === 0 && (yield* areNested(polygons, edges, strips)) ? undefined : met;
}

function cutEdges({ ax, ay, bx, by }: Edges, box: Box): Uint8Array {
  const isOnBox = (x: number, y: number) => x === box.minX || x === box.maxX || y === box.minY || y === box.maxY;
  return Uint8Array.from(ax, (x, e) => Number(isOnBox(x, ay[e]) || isOnBox(bx[e], by[e])));
}
