/**
 * The net of squares that a survey of the land along rivers is planned and counted in (QJ-1: 网状排查). Sides of 250 m of
 * the district's plane, in whole millimetres, counted from the plane's origin, so that a square keeps its ground for good.
 */

/** A corner to its opposite is 354 m: who walks through has it in sight. */
export const CELL_MM = 250_000;

/** Column from the west, row from the south; each holds its western and southern edge. */
export type Cell = readonly [column: number, row: number];

export interface CellPart {
  cell: Cell;
  /** Where on the segment, 0 to 1. */
  t0: number;
  t1: number;
}

/** By its south-west corner in metres of the plane. */
export function cellKey([column, row]: Cell): string {
  return `E${(column * CELL_MM) / 1000}N${(row * CELL_MM) / 1000}`;
}

/** A number for each cell, to keep them by; as far as the plane reaches. */
export function cellNumber([column, row]: Cell): number {
  return column * ROWS + row + ROWS / 2;
}

export function cellOf(number: number): Cell {
  const column = Math.floor(number / ROWS);
  return [column, number - column * ROWS - ROWS / 2];
}

const ROWS = 2 ** 22;

export function cellAt(x: number, y: number): Cell {
  return [Math.floor(x / CELL_MM), Math.floor(y / CELL_MM)];
}

/**
 * A segment cut where it crosses the lines of the net, in order; a part along a line is of the cell that holds the line.
 *
 *        │     │
 *    a ──┼─────┼── b      t = 0, …, 1
 *        │     │
 */
export function segmentCells(ax: number, ay: number, bx: number, by: number): CellPart[] {
  const cuts = [0, ...crossings(ax, bx), ...crossings(ay, by), 1].sort((a, b) => a - b);
  const parts: CellPart[] = [];
  for (let k = 0; k + 1 < cuts.length; k++) {
    const [t0, t1] = [cuts[k], cuts[k + 1]];
    if (t0 >= t1) continue;
    const middle = (t0 + t1) / 2;
    parts.push({ cell: cellAt(ax + middle * (bx - ax), ay + middle * (by - ay)), t0, t1 });
  }
  return parts;
}

/** Where a value that goes evenly from a to b passes a line of the net. */
function crossings(a: number, b: number): number[] {
  const [low, high] = a < b ? [a, b] : [b, a];
  const found: number[] = [];
  for (let line = (Math.floor(low / CELL_MM) + 1) * CELL_MM; line < high; line += CELL_MM)
    found.push((line - a) / (b - a));
  return found;
}
