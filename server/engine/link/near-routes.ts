/** The nearest point of every route near a point. */
import { type LinkIndex, RECORD } from './link-index.ts';

/** Any river will do. */
export const ANY_RIVER = -2;

/** Nearest points found: rows 0 .. count - 1, one per route; overwritten by each search. */
export interface NearRoutes {
  count: number;
  route: Int32Array;
  squared: Float64Array; // mm² to the nearest point rounded to 1 mm
  measure: Float64Array;
  record: Uint32Array; // where in the records the segment stands
}

/** Room for every route at once, so that a search never has to grow it. */
export function noNearRoutes({ rulers: { count } }: LinkIndex): NearRoutes {
  return {
    count: 0,
    route: new Int32Array(count),
    squared: new Float64Array(count),
    measure: new Float64Array(count),
    record: new Uint32Array(count),
  };
}

/**
 * Find per route the nearest point at a rounded distance of at most `reach` mm; ties go to the lower measure, then to
 * the earlier segment. Nearest points are rounded to 1 mm, so squared distances are exact integers.
 *
 * Hot: 20 000 calls per linked district (`npm run bench -- link`), hence one loop over packed records and no objects.
 */
export function nearRoutes(
  { grid, records, rulers }: LinkIndex,
  px: number,
  py: number,
  reach: number,
  river: number,
  found: NearRoutes,
): void {
  const { west, south, cell, columns, rows, start } = grid;
  const { route: routes, squared: squares, measure: measures, record } = found;
  let count = 0;
  const limit = (reach + 0.5) * (reach + 0.5);
  const fromColumn = Math.max(0, Math.floor((px - reach - 1 - west) / cell));
  const toColumn = Math.min(columns - 1, Math.floor((px + reach + 1 - west) / cell));
  const toRow = Math.min(rows - 1, Math.floor((py + reach + 1 - south) / cell));
  const wide = (reach + 2) * (reach + 2);
  for (let row = Math.max(0, Math.floor((py - reach - 1 - south) / cell)); row <= toRow; row++) {
    const end = fromColumn > toColumn ? 0 : RECORD * start[row * columns + toColumn + 1];
    for (let at = RECORD * start[row * columns + fromColumn]; at < end; at += RECORD) {
      const qx = px - records[at];
      const qy = py - records[at + 1];
      const dx = records[at + 2];
      const dy = records[at + 3];
      const length = records[at + 4];
      const across = dx * qy - dy * qx;
      if (across * across > wide * length) continue; // farther from the whole line than a rounded point can be near
      let t = length > 0 ? (qx * dx + qy * dy) / length : 0;
      if (t < 0) t = 0;
      else if (t > 1) t = 1;
      const ex = Math.floor(t * dx + 0.5) - qx;
      const ey = Math.floor(t * dy + 0.5) - qy;
      const squared = ex * ex + ey * ey;
      if (squared >= limit) continue;
      const route = records[at + 7];
      if (river !== ANY_RIVER && rulers.riverId[route] !== river) continue;
      const measure = records[at + 5] + Math.floor(t * records[at + 6] + 0.5);
      let k = 0;
      while (k < count && routes[k] !== route) k++;
      if (k === count) count++;
      else if (squared > squares[k]) continue;
      else if (squared === squares[k]) {
        if (measure > measures[k]) continue;
        if (measure === measures[k] && records[at + 5] >= records[record[k] + 5]) continue;
      }
      routes[k] = route;
      squares[k] = squared;
      measures[k] = measure;
      record[k] = at;
    }
  }
  found.count = count;
}

/** The side of a found point's segment on which p lies: 1 left, -1 right, 0 in line or nearer than 1 mm. */
export function sideOf({ records }: LinkIndex, found: NearRoutes, k: number, px: number, py: number): number {
  const at = found.record[k];
  if (found.squared[k] < 1) return 0;
  return Math.sign(records[at + 2] * (py - records[at + 1]) - records[at + 3] * (px - records[at]));
}
