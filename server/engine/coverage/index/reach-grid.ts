/**
 * A grid whose cells list every segment that can be in tolerance of a point of the cell.
 *
 * The engine's common grid asks all cells within a radius; here the radius differs by route (25 m, a lake's 60 m, a wide
 * river's width + 50 m), so each segment is entered wherever its route's tolerance reaches and a chord asks one cell only:
 * the list is contiguous, ascending by segment, and thereby grouped by route.
 */
import { AX, AY, DX, DY, RECORD, ROUTE, type Segments } from './segments.ts';
import { sharedUint32 } from './shared.ts';

const CELL_MM = 64_000;
/** Widens cells where a few rivers lie far apart: at most this many cells per segment, and a million. */
const CELLS_PER_SEGMENT = 4;
const CELLS_ALWAYS = 1_000_000;

/** Cell (i, j) is number j * columns + i and lists items[start[cell]] .. items[start[cell + 1] - 1]. */
export interface ReachGrid {
  left: number;
  bottom: number;
  cellMm: number;
  columns: number;
  rows: number;
  start: Uint32Array;
  items: Uint32Array;
}

/** `reachMm[r]`: how far from route r a chord's middle may be. */
export function buildReachGrid(segments: Segments, reachMm: Float64Array): ReachGrid {
  const frame = frameOf(segments, reachMm);
  const start = sharedUint32(frame.columns * frame.rows + 2);
  eachCell(segments, reachMm, frame, (cell) => {
    start[cell + 2]++;
  });
  for (let cell = 2; cell < start.length; cell++) start[cell] += start[cell - 1];
  const items = sharedUint32(start[start.length - 1]);
  eachCell(segments, reachMm, frame, (cell, segment) => {
    items[start[cell + 1]++] = segment;
  });
  return { ...frame, start, items };
}

type Frame = Omit<ReachGrid, 'start' | 'items'>;

function frameOf({ record }: Segments, reachMm: Float64Array): Frame {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < record.length; k += RECORD) {
    const reach = reachMm[record[k + ROUTE]];
    left = Math.min(left, record[k + AX] + Math.min(0, record[k + DX]) - reach);
    right = Math.max(right, record[k + AX] + Math.max(0, record[k + DX]) + reach);
    bottom = Math.min(bottom, record[k + AY] + Math.min(0, record[k + DY]) - reach);
    top = Math.max(top, record[k + AY] + Math.max(0, record[k + DY]) + reach);
  }
  if (record.length === 0) return { left: 0, bottom: 0, cellMm: CELL_MM, columns: 0, rows: 0 };
  const most = CELLS_ALWAYS + (CELLS_PER_SEGMENT * record.length) / RECORD;
  const cellMm = Math.max(CELL_MM, Math.ceil(Math.sqrt(((right - left) * (top - bottom)) / most)));
  const columns = Math.floor((right - left) / cellMm) + 1;
  const rows = Math.floor((top - bottom) / cellMm) + 1;
  return { left, bottom, cellMm, columns, rows };
}

function eachCell(
  { record }: Segments,
  reachMm: Float64Array,
  { left, bottom, cellMm, columns }: Frame,
  enter: (cell: number, segment: number) => void,
): void {
  for (let k = 0, segment = 0; k < record.length; k += RECORD, segment++) {
    const reach = reachMm[record[k + ROUTE]];
    const x = record[k + AX] - left;
    const y = record[k + AY] - bottom;
    const firstColumn = Math.floor((x + Math.min(0, record[k + DX]) - reach) / cellMm);
    const lastColumn = Math.floor((x + Math.max(0, record[k + DX]) + reach) / cellMm);
    const firstRow = Math.floor((y + Math.min(0, record[k + DY]) - reach) / cellMm);
    const lastRow = Math.floor((y + Math.max(0, record[k + DY]) + reach) / cellMm);
    for (let row = firstRow; row <= lastRow; row++)
      for (let column = firstColumn; column <= lastColumn; column++) enter(row * columns + column, segment);
  }
}
