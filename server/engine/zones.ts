/** Routes cut by polygons: which part of a river lies in which town, zone or water. */
import { buildCutter, type Cutter, rangesInside } from './cut.ts';
import { roundHalfUp } from './geodesy.ts';
import { areaMm2, type Polygons } from './polygons.ts';
import { difference, intersection, totalLength, union } from './ranges.ts';
import { ringsOfRivers } from './river-rings.ts';
import { type Rulers, routeLength, type WaterBodies } from './rulers.ts';

/** What belongs to no polygon. */
export const OUTSIDE = -1;

/**
 * Every millimetre of route i in exactly one polygon: [from_mm, to_mm, polygon, …] from the route's start to its end,
 * neighbours of one polygon joined. Where polygons overlap or the route runs along their edge, the first in the set
 * wins (so sort towns by key); OUTSIDE for the rest.
 */
export function partition(cutter: Cutter, rulers: Rulers, i: number): number[] {
  let left = [0, routeLength(rulers, i)];
  const owned: number[] = [];
  for (const [polygon, ranges] of rangesInside(cutter, rulers, i)) {
    appendOwned(owned, intersection(left, ranges), polygon);
    left = difference(left, ranges);
  }
  appendOwned(owned, left, OUTSIDE);
  return sortTriples(owned);
}

/** Length in mm of each river inside each polygon: per polygon, river id → mm. */
export function lengthsInside(rulers: Rulers, polygons: Polygons): Map<number, number>[] {
  const cutter = buildCutter(polygons);
  const lengths = Array.from({ length: polygons.count }, () => new Map<number, number>());
  for (let i = 0; i < rulers.count; i++)
    for (const [polygon, ranges] of rangesInside(cutter, rulers, i)) {
      const river = rulers.riverId[i];
      lengths[polygon].set(river, (lengths[polygon].get(river) ?? 0) + totalLength(ranges));
    }
  return lengths;
}

/**
 * Width in whole mm of every water body: its area ÷ the length of its river's routes inside it, islands included, for a
 * line that runs over one runs through the river. NaN for lakes and ponds, and for a river polygon that no route of its
 * river runs through.
 */
export function riverWidthsMm(rulers: Rulers, waters: WaterBodies): Float64Array {
  const lengths = ownLengths(rulers, waters);
  return lengths.map((length, i) => (length > 0 ? roundHalfUp(areaMm2(waters, i) / length) : Number.NaN));
}

/** Length in mm of its own river's routes within any ring of each river polygon. */
function ownLengths(rulers: Rulers, waters: WaterBodies): Float64Array {
  const { rings, bodyOf } = ringsOfRivers(waters);
  const cutter = buildCutter(rings);
  const lengths = new Float64Array(waters.count);
  for (let i = 0; i < rulers.count; i++) {
    const inside = new Map<number, number[]>();
    for (const [ring, ranges] of rangesInside(cutter, rulers, i)) {
      const body = bodyOf[ring];
      if (waters.riverId[body] === rulers.riverId[i]) inside.set(body, union(inside.get(body) ?? [], ranges));
    }
    for (const [body, ranges] of inside) lengths[body] += totalLength(ranges);
  }
  return lengths;
}

function appendOwned(owned: number[], ranges: readonly number[], polygon: number): void {
  for (let k = 0; k < ranges.length; k += 2) owned.push(ranges[k], ranges[k + 1], polygon);
}

function sortTriples(owned: readonly number[]): number[] {
  const triples = Array.from({ length: owned.length / 3 }, (_, k) => owned.slice(3 * k, 3 * k + 3));
  return triples.sort((a, b) => a[0] - b[0]).flat();
}
