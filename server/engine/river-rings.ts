/** The rings of river polygons one by one: what lies within any is in the river or on an island in it. */
import type { Polygons } from './polygons.ts';
import { NO_RIVER, RIVER_KIND, type WaterBodies } from './rulers.ts';

export interface RiverRings {
  /** Each ring as a polygon. */
  rings: Polygons;
  /** Index of the water body, by ring. */
  bodyOf: readonly number[];
}

export function ringsOfRivers(waters: WaterBodies): RiverRings {
  const { first, x, y } = waters;
  const { chosen, bodyOf } = chosenRings(waters);
  const starts = new Uint32Array(chosen.length + 1);
  for (const [k, ring] of chosen.entries()) starts[k + 1] = starts[k] + first[ring + 1] - first[ring];
  const of = (axis: Float64Array) => {
    const all = new Float64Array(starts[chosen.length]);
    for (const [k, ring] of chosen.entries()) all.set(axis.subarray(first[ring], first[ring + 1]), starts[k]);
    return all;
  };
  const ringsOf = Uint32Array.from({ length: chosen.length + 1 }, (_, k) => k);
  return { rings: { count: chosen.length, ringsOf, first: starts, x: of(x), y: of(y) }, bodyOf };
}

function chosenRings({ count, kind, riverId, ringsOf }: WaterBodies): { chosen: number[]; bodyOf: number[] } {
  const [chosen, bodyOf]: number[][] = [[], []];
  for (let i = 0; i < count; i++) {
    if (kind[i] !== RIVER_KIND || riverId[i] === NO_RIVER) continue;
    for (let ring = ringsOf[i]; ring < ringsOf[i + 1]; ring++) {
      chosen.push(ring);
      bodyOf.push(i);
    }
  }
  return { chosen, bodyOf };
}
