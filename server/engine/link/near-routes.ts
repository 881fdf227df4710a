/** The nearest point of every route near a point. */
import { type LinkIndex, RECORD } from './link-index.ts';

/** Any river will do. */
export const ANY_RIVER = -2;

/** Nearest points found, one row per route; cleared by each search. */
export interface NearRoutes {
  count: number;
  route: number[];
  squared: number[]; // mm² to the nearest point rounded to 1 mm
  measure: number[];
  record: number[]; // where in the records the segment stands
}

export function noNearRoutes(): NearRoutes {
  return { count: 0, route: [], squared: [], measure: [], record: [] };
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
  found.count = 0;
  const limit = (reach + 0.5) * (reach + 0.5);
  const fromColumn = Math.max(0, Math.floor((px - reach - 1 - west) / cell));
  const toColumn = Math.min(columns - 1, Math.floor((px + reach + 1 - west) / cell));
  const toRow = Math.min(rows - 1, Math.floor((py + reach + 1 - south) / cell));
  if (fromColumn > toColumn) return;
  for (let row = Math.max(0, Math.floor((py - reach - 1 - south) / cell)); row <= toRow; row++) {
    const end = RECORD * start[row * columns + toColumn + 1];
    for (let at = RECORD * start[row * columns + fromColumn]; at < end; at += RECORD) {
      const ax = records[at];
      const ay = records[at + 1];
      const dx = records[at + 2];
      const dy = records[at + 3];
      const length = records[at + 4];
      let t = length > 0 ? ((px - ax) * dx + (py - ay) * dy) / length : 0;
      if (t < 0) t = 0;
      else if (t > 1) t = 1;
      const ex = ax + Math.floor(t * dx + 0.5) - px;
      const ey = ay + Math.floor(t * dy + 0.5) - py;
      const squared = ex * ex + ey * ey;
      if (squared >= limit) continue;
      const route = records[at + 7];
      if (river !== ANY_RIVER && rulers.riverId[route] !== river) continue;
      const measure = records[at + 5] + Math.floor(t * records[at + 6] + 0.5);
      let k = 0;
      while (k < found.count && found.route[k] !== route) k++;
      if (k === found.count) found.count++;
      else if (squared > found.squared[k]) continue;
      else if (squared === found.squared[k]) {
        if (measure > found.measure[k]) continue;
        if (measure === found.measure[k] && records[at + 5] >= records[found.record[k] + 5]) continue;
      }
      found.route[k] = route;
      found.squared[k] = squared;
      found.measure[k] = measure;
      found.record[k] = at;
    }
  }
}

/** The side of a found point's segment on which p lies: 1 left, -1 right, 0 in line or nearer than 1 mm. */
export function sideOf({ records }: LinkIndex, found: NearRoutes, k: number, px: number, py: number): number {
  const at = found.record[k];
  if (found.squared[k] < 1) return 0;
  return Math.sign(records[at + 2] * (py - records[at + 1]) - records[at + 3] * (px - records[at]));
}
