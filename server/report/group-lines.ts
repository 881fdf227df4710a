/** The lines on the ground that the length of a report's row is measured on, for GeoJSON. EPSG:4326 order lon, lat. */
import type { Snapshot } from '../district/snapshot.ts';
import { type ProductQuery, piecesOf, productOf } from './facets/product.ts';
import { type RouteRange, routeLines } from './route-lines.ts';

export interface MultiLineString {
  type: 'MultiLineString';
  coordinates: [number, number][][];
}

/** Of each row that `coverageRows` gives for groups of rivers, in its order; null where no river runs. */
export function groupLines(snapshot: Snapshot, query: ProductQuery): (MultiLineString | null)[] {
  const cells = rangesByCell(snapshot, query);
  const listed = query.crossed === undefined ? cells : cells.filter(({ length }) => length > 0);
  return listed.map((ranges) =>
    ranges.length === 0
      ? null
      : {
          type: 'MultiLineString',
          coordinates: routeLines(snapshot, ranges).map(({ coordinates }) => coordinates),
        },
  );
}

function rangesByCell(snapshot: Snapshot, query: ProductQuery): RouteRange[][] {
  const product = productOf(snapshot, query);
  const ranges: RouteRange[][] = Array.from({ length: product.cells }, () => []);
  for (let route = 0; route < snapshot.rulers.count; route++)
    for (const { from, to, cell } of piecesOf(snapshot, product, route))
      append(ranges[cell], { route: snapshot.rulers.routeId[route], from_m: from / 1000, to_m: to / 1000 });
  return ranges;
}

/** Ranges that meet are one line. */
function append(ranges: RouteRange[], range: RouteRange): void {
  const last = ranges.at(-1);
  if (last?.route === range.route && last.to_m === range.from_m) last.to_m = range.to_m;
  else ranges.push(range);
}
