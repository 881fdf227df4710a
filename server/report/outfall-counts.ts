/** How many outfalls sit on the rivers of each row of a report: by their link, whatever side of a line the outfall itself lies on. */
import type { Snapshot } from '../district/snapshot.ts';
import { type Rulers, routeLength } from '../engine/rulers.ts';
import type { Cut } from './facets/cut.ts';
import type { Product } from './facets/product.ts';

/**
 * Per cell. Where rows hold each millimetre once, an outfall on the line between two belongs to the one that begins there, at
 * a route's end to the last; ends of ranges of other rows and of the scope are inside, and an outfall counts once in each.
 */
export function outfallsByCell({ rulers, outfallPlaces }: Snapshot, { cells, cuts, reach }: Product): number[] {
  const counts = Array.from({ length: cells }, () => 0);
  for (let route = 0; route < rulers.count; route++)
    for (let i = outfallPlaces.first[route]; i < outfallPlaces.first[route + 1]; i++) {
      const at = outfallPlaces.measure[i];
      if (reach && !touches(reach[route], at)) continue;
      for (const cell of cellsAt(rulers, cuts, route, at)) counts[cell]++;
    }
  return counts;
}

function touches(ranges: readonly number[], at: number): boolean {
  return ranges.some((from, k) => k % 2 === 0 && from <= at && at <= ranges[k + 1]);
}

function cellsAt(rulers: Rulers, cuts: Product['cuts'], route: number, at: number): number[] {
  let cells = [0];
  for (const { cut, stride } of cuts) {
    const rows = rowsAt(cut, route, at, routeLength(rulers, route));
    cells = cells.flatMap((cell) => [...rows].map((row) => cell + row * stride));
  }
  return cells;
}

function rowsAt({ first, from, to, row, isPartition }: Cut, route: number, at: number, end: number): Set<number> {
  const rows = new Set<number>();
  for (let k = first[route]; k < first[route + 1] && from[k] <= at; k++)
    if (at < to[k] || (at === to[k] && (!isPartition || at === end))) rows.add(row[k]);
  return rows;
}
