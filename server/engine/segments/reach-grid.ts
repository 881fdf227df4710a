/**
 * A grid whose cells list every segment that can be in reach of a point of the cell.
 *
 * Each segment is entered wherever its route's reach goes (linking 50 m; coverage 40 m, 55 m under water, a lake's 80 m, a wide river's
 * width + 50 m), so a point asks one cell only. A cell lists runs: consecutive segments of one route, ascending. A run
 * is read as a line, two coordinates a vertex and each vertex once, which is what makes asking cheap: past the
 * processor's cache the cost is memory, and 64-byte records of single segments took twice the time.
 */
import { type InPieces, Turns, whole } from '../in-pieces.ts';
import type { Rulers } from '../rulers.ts';
import { sharedUint32 } from './shared.ts';

/** Widens cells where a few rivers lie far apart: at most this many cells per vertex, and a million. */
const CELLS_PER_VERTEX = 4;
const CELLS_ALWAYS = 1_000_000;

/** Numbers per run: its first segment, the segment after its last, and their route. */
export const RUN = 3;

/**
 * Cell (i, j) is number j * columns + i and has runs start[cell] .. start[cell + 1] - 1, run k at run[RUN * k].
 * A segment is named by the vertex it starts at.
 */
export interface ReachGrid {
  left: number;
  bottom: number;
  cellMm: number;
  columns: number;
  rows: number;
  start: Uint32Array;
  run: Uint32Array;
}

/** What a grid needs of Rulers. */
export type Lines = Pick<Rulers, 'count' | 'first' | 'x' | 'y'>;

/** `reachMm[r]`: how far from route r a point that asks may be. Cells are at least `cellMm` wide. */
export function buildReachGrid(lines: Lines, reachMm: Float64Array, cellMm: number): ReachGrid {
  return whole(reachGridInPieces(lines, reachMm, cellMm));
}

/** Vertices entered in one piece of work: some milliseconds. */
const PIECE = 15_000;

export function* reachGridInPieces(lines: Lines, reachMm: Float64Array, cellMm: number): InPieces<ReachGrid> {
  const frame = frameOf(lines, reachMm, cellMm);
  yield;
  const cells = frame.columns * frame.rows;
  const start = sharedUint32(cells + 2);
  const last = new Int32Array(cells).fill(-2); // the last segment entered in each cell
  yield* eachCell(lines, reachMm, frame, (cell, segment) => {
    if (last[cell] !== segment - 1) start[cell + 2]++;
    last[cell] = segment;
  });
  for (let cell = 2; cell < start.length; cell++) start[cell] += start[cell - 1];
  const run = sharedUint32(RUN * start[start.length - 1]);
  last.fill(-2);
  yield* eachCell(lines, reachMm, frame, (cell, segment, route) => {
    if (last[cell] !== segment - 1) {
      const k = RUN * start[cell + 1]++;
      run[k] = segment;
      run[k + 2] = route;
    }
    last[cell] = segment;
    run[RUN * start[cell + 1] - RUN + 1] = segment + 1;
  });
  return { ...frame, start, run };
}

type Frame = Omit<ReachGrid, 'start' | 'run'>;

function frameOf({ count, first, x, y }: Lines, reachMm: Float64Array, leastCellMm: number): Frame {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let route = 0; route < count; route++)
    for (let v = first[route]; v < first[route + 1]; v++) {
      left = Math.min(left, x[v] - reachMm[route]);
      right = Math.max(right, x[v] + reachMm[route]);
      bottom = Math.min(bottom, y[v] - reachMm[route]);
      top = Math.max(top, y[v] + reachMm[route]);
    }
  if (x.length === 0) return { left: 0, bottom: 0, cellMm: leastCellMm, columns: 0, rows: 0 };
  const most = CELLS_ALWAYS + CELLS_PER_VERTEX * x.length;
  const cellMm = Math.max(leastCellMm, Math.ceil(Math.sqrt(((right - left) * (top - bottom)) / most)));
  const columns = Math.floor((right - left) / cellMm) + 1;
  const rows = Math.floor((top - bottom) / cellMm) + 1;
  return { left, bottom, cellMm, columns, rows };
}

type Enter = (cell: number, segment: number, route: number) => void;

function* eachCell(lines: Lines, reachMm: Float64Array, frame: Frame, enter: Enter): InPieces<void> {
  const turns = new Turns(PIECE);
  for (let route = 0; route < lines.count; route++) {
    eachCellOf(lines, route, reachMm[route], frame, enter);
    if (turns.isOver(lines.first[route + 1] - lines.first[route])) yield;
  }
}

function eachCellOf(
  { first, x, y }: Lines,
  route: number,
  reach: number,
  { left, bottom, cellMm, columns }: Frame,
  enter: Enter,
): void {
  for (let v = first[route]; v + 1 < first[route + 1]; v++) {
    const firstColumn = Math.floor((Math.min(x[v], x[v + 1]) - left - reach) / cellMm);
    const lastColumn = Math.floor((Math.max(x[v], x[v + 1]) - left + reach) / cellMm);
    const firstRow = Math.floor((Math.min(y[v], y[v + 1]) - bottom - reach) / cellMm);
    const lastRow = Math.floor((Math.max(y[v], y[v + 1]) - bottom + reach) / cellMm);
    for (let row = firstRow; row <= lastRow; row++)
      for (let column = firstColumn; column <= lastColumn; column++) enter(row * columns + column, v, route);
  }
}
