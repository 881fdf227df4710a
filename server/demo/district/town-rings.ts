/** Polygons of the towns: rings of lattice edges with the same curves the rivers on them have, so that they tile. */
import { type Curves, edgeCurve, type Point } from './curves.ts';
import type { Frame } from './frame.ts';

/** Outer rings of a town, counter-clockwise and closed, plane metres. */
export function townRings(curves: Curves, town: number): Point[][] {
  const next = directedEdges(curves.frame, town);
  const rings: Point[][] = [];
  for (const [start] of next) {
    while ((next.get(start)?.length ?? 0) > 0) rings.push(ringFrom(curves, next, start));
  }
  return rings;
}

/** From each node, the nodes its border edges lead to with the town on their left. */
function directedEdges({ width, town }: Frame, wanted: number): Map<number, number[]> {
  const next = new Map<number, number[]>();
  const add = (a: number, b: number) => next.set(a, [...(next.get(a) ?? []), b]);
  const is = (cell: number) => town[cell] === wanted;
  for (let cell = 0; cell < town.length; cell++) {
    if (!is(cell)) continue;
    if (!is(cell - width)) add(cell, cell + 1);
    if (!is(cell + 1)) add(cell + 1, cell + width + 1);
    if (!is(cell + width)) add(cell + width + 1, cell + width);
    if (!is(cell - 1)) add(cell + width, cell);
  }
  return next;
}

function ringFrom(curves: Curves, next: Map<number, number[]>, start: number): Point[] {
  const ring: Point[] = [];
  let [before, node] = [-1, start];
  do {
    const ways = next.get(node) as number[];
    const chosen = ways.length > 1 && before >= 0 ? leftmost(curves.frame, before, node, ways) : ways[0];
    ways.splice(ways.indexOf(chosen), 1);
    const curve = edgeCurve(curves, node, chosen);
    ring.push(...(ring.length === 0 ? curve : curve.slice(1)));
    [before, node] = [node, chosen];
  } while (node !== start);
  return ring;
}

/** Where two cells of a town touch at a corner only, the ring stays with the cell it came along. */
function leftmost({ width }: Frame, before: number, node: number, ways: number[]): number {
  const step = (a: number, b: number): Point => (Math.abs(b - a) === 1 ? [b - a, 0] : [0, (b - a) / width]);
  const [dx, dy] = step(before, node);
  const turn = (way: number) => {
    const [ex, ey] = step(node, way);
    return dx * ey - dy * ex;
  };
  return ways.reduce((best, way) => (turn(way) > turn(best) ? way : best));
}
