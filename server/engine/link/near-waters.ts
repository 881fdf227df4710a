/** The waters of rivers near a point, and the nearest point of each one's river however far it is. */
import { roundHalfUp } from '../geodesy.ts';
import { distanceToEdgeMm, isInside } from '../polygons.ts';
import type { ReachGrid } from '../segments/reach-grid.ts';
import { type LinkIndex, WATER_CELL_MM } from './link-index.ts';
import { type NearRoutes, nearRoutes } from './near-routes.ts';

/** Distance in mm to the nearest polygon of each river that has one within `reach`: 0 inside. Empty for most points. */
export function nearWaters(index: LinkIndex, px: number, py: number, reach: number): Map<number, number> | undefined {
  const { waters, waterGrid } = index;
  let found: Map<number, number> | undefined;
  for (const body of bodiesNear(index, px, py, reach)) {
    const box = 4 * body;
    const { boxes } = waterGrid;
    if (px < boxes[box] - reach || py < boxes[box + 1] - reach) continue;
    if (px > boxes[box + 2] + reach || py > boxes[box + 3] + reach) continue;
    const distance = isInside(waters, body, px, py) ? 0 : distanceToEdgeMm(waters, body, px, py);
    if (distance > reach) continue;
    const river = waters.riverId[body];
    found ??= new Map();
    found.set(river, Math.min(distance, found.get(river) ?? distance));
  }
  return found;
}

function* bodiesNear({ waterGrid }: LinkIndex, px: number, py: number, reach: number): Generator<number> {
  const { west, south, columns, rows, start, body } = waterGrid;
  const cell = (value: number, origin: number) => Math.floor((value - origin) / WATER_CELL_MM);
  const toColumn = Math.min(columns - 1, cell(px + reach, west));
  const toRow = Math.min(rows - 1, cell(py + reach, south));
  for (let row = Math.max(0, cell(py - reach, south)); row <= toRow; row++)
    for (let column = Math.max(0, cell(px - reach, west)); column <= toColumn; column++)
      for (let k = start[row * columns + column]; k < start[row * columns + column + 1]; k++) yield body[k];
}

/**
 * The nearest route of one river, searched in widening circles; ties go to the lower route id. Returns its row in
 * `found`, or -1 when the river has no route.
 */
export function nearestOfRiver(
  index: LinkIndex,
  px: number,
  py: number,
  reach: number,
  river: number,
  found: NearRoutes,
): number {
  const beyond = farthestCorner(index.grid, px, py);
  for (let wider = reach; ; wider *= 4) {
    nearRoutes(index, px, py, wider, river, found);
    const nearest = nearestRow(index, found);
    if (nearest >= 0 || !(wider <= beyond)) return nearest; // so put, it ends with coordinates that are none
  }
}

function nearestRow({ rulers }: LinkIndex, found: NearRoutes): number {
  let nearest = -1;
  for (let k = 0; k < found.count; k++) {
    const difference = nearest < 0 ? -1 : offsetMm(found, k) - offsetMm(found, nearest);
    const isLower = difference === 0 && rulers.routeId[found.route[k]] < rulers.routeId[found.route[nearest]];
    if (difference < 0 || isLower) nearest = k;
  }
  return nearest;
}

/** Distance in whole mm to a found route. */
export function offsetMm(found: NearRoutes, k: number): number {
  return roundHalfUp(Math.sqrt(found.squared[k]));
}

/** No segment is farther: the grid reaches beyond all of them. */
function farthestCorner({ left, bottom, cellMm, columns, rows }: ReachGrid, px: number, py: number): number {
  const dx = Math.max(Math.abs(px - left), Math.abs(px - left - columns * cellMm));
  const dy = Math.max(Math.abs(py - bottom), Math.abs(py - bottom - rows * cellMm));
  return Math.hypot(dx, dy);
}
