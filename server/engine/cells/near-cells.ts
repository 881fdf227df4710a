/** Squares of the net within a distance of a segment: the strip of land along a bank. */
import { squaredDistance } from '../polygons.ts';
import { CELL_MM, type Cell, cellAt, cellNumber } from './grid.ts';

/** Adds the numbers of cells of which some place is within `withinMm` of a→b, that distance included. Integer millimetres. */
export function addCellsNear(
  cells: Set<number>,
  withinMm: number,
  ...[ax, ay, bx, by]: [number, number, number, number]
): void {
  const [west, south] = cellAt(Math.min(ax, bx) - withinMm, Math.min(ay, by) - withinMm);
  const [east, north] = cellAt(Math.max(ax, bx) + withinMm, Math.max(ay, by) + withinMm);
  for (let column = west; column <= east; column++)
    for (let row = south; row <= north; row++) {
      const cell = cellNumber([column, row]);
      // the segment before had most of them
      if (!cells.has(cell) && isNear([column, row], ax, ay, bx, by, withinMm)) cells.add(cell);
    }
}

function isNear([column, row]: Cell, ax: number, ay: number, bx: number, by: number, withinMm: number): boolean {
  const [west, south] = [column * CELL_MM, row * CELL_MM];
  const [east, north] = [west + CELL_MM, south + CELL_MM];
  const square = withinMm * withinMm;
  const off = (x: number, y: number) =>
    Math.max(west - x, 0, x - east) ** 2 + Math.max(south - y, 0, y - north) ** 2 <= square;
  const at = (x: number, y: number) => squaredDistance(x, y, ax, ay, bx, by) <= square;
  if (off(ax, ay) || off(bx, by) || at(west, south) || at(west, north) || at(east, south) || at(east, north))
    return true;
  return passes(west, south, east, north, ax, ay, bx, by);
}

/** Whether a→b, whose ends lie outside, runs through the square: its sides then lie on both sides of the line. */
function passes(
  west: number,
  south: number,
  east: number,
  north: number,
  ...[ax, ay, bx, by]: [number, number, number, number]
): boolean {
  if (Math.max(ax, bx) < west || Math.min(ax, bx) > east || Math.max(ay, by) < south || Math.min(ay, by) > north)
    return false;
  const side = (x: number, y: number) => Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
  const sides = [side(west, south), side(west, north), side(east, south), side(east, north)];
  return Math.min(...sides) <= 0 && Math.max(...sides) >= 0;
}
