/** Where a route runs within a distance of the edge of a polygon ("waters along parks"). Integer plane millimetres. */
import { partInDisc } from './disc.ts';
import { roundHalfUp } from './geodesy.ts';
import type { Polygons } from './polygons.ts';
import { normalise } from './ranges.ts';
import type { Rulers } from './rulers.ts';

type Box = [west: number, south: number, east: number, north: number];

/**
 * The ranges of route `route` (index) within `withinMm` of the edges of polygon i, the distance included; at most 50 km, so
 * that squares stay exact. Ends are rounded as rangesInDisc does. What lies inside, farther from the edge, is not in it.
 */
export function rangesNearEdges(
  rulers: Rulers,
  route: number,
  polygons: Polygons,
  i: number,
  withinMm: number,
): number[] {
  const [from, to] = [polygons.first[polygons.ringsOf[i]], polygons.first[polygons.ringsOf[i + 1]]];
  const around = boxOf(polygons, from, to, withinMm);
  const { first, x, y, m } = rulers;
  if (!meets(boxOf(rulers, first[route], first[route + 1], 0), around)) return [];
  const pairs: number[] = [];
  for (let v = first[route]; v + 1 < first[route + 1]; v++) {
    if (!meets(boxOf(rulers, v, v + 2, 0), around)) continue;
    for (const [t0, t1] of partsNearEdges([x[v], y[v], x[v + 1], y[v + 1]], polygons, i, withinMm)) {
      const length = m[v + 1] - m[v];
      pairs.push(m[v] + roundHalfUp(t0 * length), m[v] + roundHalfUp(t1 * length));
    }
  }
  return normalise(pairs);
}

type Segment = readonly [ax: number, ay: number, bx: number, by: number];
type Part = [from: number, to: number];

function partsNearEdges(segment: Segment, { ringsOf, first, x, y }: Polygons, i: number, r: number): Part[] {
  const parts: Part[] = [];
  for (let ring = ringsOf[i]; ring < ringsOf[i + 1]; ring++)
    for (let v = first[ring]; v + 1 < first[ring + 1]; v++)
      parts.push(...partsNearEdge(segment, [x[v], y[v], x[v + 1], y[v + 1]], r));
  return parts;
}

/**
 *        ╭───────────────╮      within r of an edge: a disc about each end (one will do, the ring goes on)
 *   a ●──(───●───────●───)──● b  and the rectangle along it
 *        ╰───────────────╯
 */
function partsNearEdge([ax, ay, bx, by]: Segment, [px, py, qx, qy]: Segment, r: number): Part[] {
  const disc = partInDisc(ax - px, ay - py, bx - px, by - py, r);
  const strip = partInStrip([ax - px, ay - py, bx - px, by - py], qx - px, qy - py, r);
  return [disc, strip].filter((part) => part !== undefined);
}

/** Of a segment, coordinates from the start of an edge (ux, uy): beside the edge and within r of its line. */
function partInStrip([ax, ay, bx, by]: Segment, ux: number, uy: number, r: number): Part | undefined {
  const square = ux * ux + uy * uy;
  if (square === 0) return undefined;
  const reach = r * Math.sqrt(square);
  const [alongA, alongB] = [ax * ux + ay * uy, bx * ux + by * uy];
  const [asideA, asideB] = [ux * ay - uy * ax, ux * by - uy * bx];
  const part: Part = [0, 1];
  clip(part, alongA, alongB);
  clip(part, square - alongA, square - alongB);
  clip(part, reach - asideA, reach - asideB);
  clip(part, reach + asideA, reach + asideB);
  return part[0] < part[1] ? part : undefined;
}

/** Keeps where a value that goes evenly from a to b is not below nothing. */
function clip(part: Part, a: number, b: number): void {
  if (a < 0 && b < 0) part[1] = -1;
  else if (a < 0) part[0] = Math.max(part[0], a / (a - b));
  else if (b < 0) part[1] = Math.min(part[1], a / (a - b));
}

function boxOf({ x, y }: { x: Float64Array; y: Float64Array }, from: number, to: number, more: number): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let v = from; v < to; v++) {
    if (x[v] - more < box[0]) box[0] = x[v] - more;
    if (y[v] - more < box[1]) box[1] = y[v] - more;
    if (x[v] + more > box[2]) box[2] = x[v] + more;
    if (y[v] + more > box[3]) box[3] = y[v] + more;
  }
  return box;
}

function meets(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
