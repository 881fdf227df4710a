/** Where the rows of a report lie: the box of the river that each is about. */
import type { Snapshot } from '../district/snapshot.ts';
import { type Bbox, emptyBox, extendBox } from './bbox.ts';
import type { CoverageRow } from './coverage.ts';
import { type ProductQuery, productOf } from './facets/product.ts';
import { type AnyGroup, isZoneGroup } from './groups.ts';
import { rangeBox } from './route-lines.ts';

/** Groups whose rows are somewhere; levels, who pays and surveys are everywhere. */
const isPlace = (group: AnyGroup): boolean =>
  isZoneGroup(group) || ['district', 'river', 'town', 'route', 'cell'].includes(group);

/**
 * The rows of one group of places, each with its box: of the whole place, also inside a scope; null where it has no river.
 * Rows of other groups and of two groups crossed come as they are.
 */
export function withBoxes(
  snapshot: Snapshot,
  query: ProductQuery,
  rows: CoverageRow[],
): (CoverageRow & { bbox?: Bbox | null })[] {
  if (query.crossed !== undefined || !isPlace(query.group)) return rows;
  const boxes = placeBoxes(snapshot, query);
  const modes = rows.length / boxes.length;
  return rows.map((row, i) => ({ ...row, bbox: boxes[Math.floor(i / modes)] ?? null }));
}

/** One for each row of the group, in their order. */
function placeBoxes(snapshot: Snapshot, query: ProductQuery): (Bbox | undefined)[] {
  const [{ cut }] = productOf(snapshot, query).cuts;
  const boxes: (Bbox | undefined)[] = cut.rows.map(() => undefined);
  snapshot.rulers.routeId.forEach((route, i) => {
    for (let k = cut.first[i]; k < cut.first[i + 1]; k++) {
      boxes[cut.row[k]] ??= emptyBox();
      const [west, south, east, north] = rangeBox(snapshot, {
        route,
        from_m: cut.from[k] / 1000,
        to_m: cut.to[k] / 1000,
      });
      extendBox(boxes[cut.row[k]]!, west, south);
      extendBox(boxes[cut.row[k]]!, east, north);
    }
  });
  return boxes;
}
