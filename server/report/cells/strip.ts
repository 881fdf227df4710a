/** Which squares of the net make the strip of land along the rivers (QJ-1; twin: atlas.inland_cells). */
import type { Snapshot } from '../../district/snapshot.ts';
import { innerCells } from '../../engine/cells/area-cells.ts';
import { addCellsNear } from '../../engine/cells/near-cells.ts';
import { roundHalfUp } from '../../engine/geodesy.ts';
import { isInside } from '../../engine/polygons.ts';
import { RIVER_KIND, type Rulers, routeLength, type WaterBodies } from '../../engine/rulers.ts';
import type { Reach } from '../facets/scope.ts';

/**
 * Numbers of squares of which some place is within `inlandMm` of a river in the reach: from the line, and where a segment's
 * middle lies in its river's polygon from half the polygon's width beside it. Squares that are all water are no land to
 * walk and are left out.
 */
export function inlandCells({ rulers, waterBodies }: Snapshot, inlandMm: number, reach?: Reach): Set<number> {
  const cells = new Set<number>();
  for (let route = 0; route < rulers.count; route++)
    for (const [piece, half] of bankPieces(rulers, waterBodies, route, reach?.[route]))
      addCellsNear(cells, inlandMm + half, ...piece);
  for (const cell of allWater(waterBodies)) cells.delete(cell);
  return cells;
}

type Segment = [ax: number, ay: number, bx: number, by: number];

/** The segments of a route (index) as far as they are in the reach, each with half the width of its river there. */
function bankPieces(rulers: Rulers, bodies: WaterBodies, route: number, reach?: readonly number[]) {
  const ranges = reach ?? [0, routeLength(rulers, route)];
  const own = riverBodies(bodies, rulers.riverId[route]);
  const { first, x, y, m } = rulers;
  const pieces: [Segment, half: number][] = [];
  for (let v = first[route]; v + 1 < first[route + 1]; v++) {
    const segment: Segment = [x[v], y[v], x[v + 1], y[v + 1]];
    const inside = ranges.length === 0 ? [] : partsInside(segment, m[v], m[v + 1], ranges);
    if (inside.length === 0) continue;
    const half = halfWidth(bodies, own, (x[v] + x[v + 1]) / 2, (y[v] + y[v + 1]) / 2);
    pieces.push(...inside.map((part): [Segment, number] => [part, half]));
  }
  return pieces;
}

function partsInside([ax, ay, bx, by]: Segment, ma: number, mb: number, ranges: readonly number[]): Segment[] {
  const parts: Segment[] = [];
  for (let i = 0; i < ranges.length; i += 2) {
    const [from, to] = [Math.max(ma, ranges[i]), Math.min(mb, ranges[i + 1])];
    if (from >= to) continue;
    const along = (measure: number, a: number, b: number) => a + roundHalfUp(((measure - ma) / (mb - ma)) * (b - a));
    parts.push([along(from, ax, bx), along(from, ay, by), along(to, ax, bx), along(to, ay, by)]);
  }
  return parts;
}

function riverBodies({ count, riverId, kind }: WaterBodies, river: number): number[] {
  return Array.from({ length: count }, (_, i) => i).filter((i) => riverId[i] === river && kind[i] === RIVER_KIND);
}

/** Of the widest of the river's polygons that holds the place; 0 where none does. */
function halfWidth(bodies: WaterBodies, own: readonly number[], x: number, y: number): number {
  return own.reduce((half, i) => (isInside(bodies, i, x, y) ? Math.max(half, bodies.widthMm[i] / 2) : half), 0);
}

function* allWater(bodies: WaterBodies): Iterable<number> {
  for (let i = 0; i < bodies.count; i++) yield* innerCells(bodies, i);
}
