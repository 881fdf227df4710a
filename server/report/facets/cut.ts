/** What a facet of a report makes of the rivers: ranges of routes, each with the row it belongs to. */
import { packEntries } from '../../district/load-zone-ranges.ts';
import { type Rulers, routeLength } from '../../engine/rulers.ts';
import type { GroupRow } from '../groups.ts';

export interface Cut {
  rows: GroupRow[];
  /** Route i (index) lies in entries first[i] .. first[i + 1] - 1, in the order of from; row is an index into rows. */
  first: Uint32Array;
  from: Float64Array;
  to: Float64Array;
  row: Int32Array;
  /** Every millimetre is in exactly one entry; else entries may overlap and leave river out. */
  isPartition: boolean;
  /** The row of a whole river, where the facet never divides one. */
  rowOfRiver?: (riverId: number) => number;
}

export type CutEntry = readonly [route: number, from: number, to: number, row: number];

/** Entries in the order of routes, then of from. */
export function packCut(routes: number, rows: GroupRow[], entries: readonly CutEntry[]): Cut {
  const { zone: row, ...ranges } = packEntries(routes, entries);
  return { rows, ...ranges, row, isPartition: false };
}

/** A cut that leaves every route whole. */
export function cutByRoute(rulers: Rulers, rows: GroupRow[], rowOfRoute: (route: number) => number): Cut {
  const routes = Array.from({ length: rulers.count }, (_, route) => route);
  return {
    rows,
    first: Uint32Array.from({ length: rulers.count + 1 }, (_, route) => route),
    from: new Float64Array(rulers.count),
    to: Float64Array.from(routes, (route) => routeLength(rulers, route)),
    row: Int32Array.from(routes, rowOfRoute),
    isPartition: true,
  };
}

/** One row's ranges of a route (index); a row's own do not overlap. */
export function rangesOfRow(
  { first, from, to, row }: Omit<Cut, 'rows' | 'isPartition'>,
  route: number,
  wanted: number,
): number[] {
  const pairs: number[] = [];
  for (let k = first[route]; k < first[route + 1]; k++) if (row[k] === wanted) pairs.push(from[k], to[k]);
  return pairs;
}
