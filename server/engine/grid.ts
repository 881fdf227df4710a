/** A uniform grid over the segments of packed polylines: which segments may lie near a point. Integer millimetres. */

import { type InPieces, Turns, whole } from './in-pieces.ts';

/** 64 m: about three 20 m segments to a cell on the test district, the best of the sizes tried (performance.md 1). */
export const CELL_MM = 64_000;

/** Cells beyond this many per segment only cost memory, so a sparse network gets larger ones. */
const MOST_CELLS = 4_000_000;

/** Polylines as Rulers and WaterBodies pack them: line i has vertices first[i] .. first[i + 1] - 1. */
export interface Polylines {
  first: ArrayLike<number>;
  x: Float64Array;
  y: Float64Array;
}

/**
 * Cell (column, row) holds segment[start[c]] .. segment[start[c + 1] - 1], c = row × columns + column, ascending; a
 * segment is named by the vertex it starts at and stands in every cell it passes through.
 */
export interface SegmentGrid {
  cell: number;
  west: number;
  south: number;
  columns: number;
  rows: number;
  start: Uint32Array;
  segment: Uint32Array;
}

/** Index all segments. O(segments + cells); a line of one vertex has no segment. */
export function buildGrid(lines: Polylines, cellMm = CELL_MM): SegmentGrid {
  return whole(gridInPieces(lines, cellMm));
}

/** Vertices looked at in one piece of work: some milliseconds. */
const PIECE = 20_000;

export function* gridInPieces(lines: Polylines, cellMm = CELL_MM): InPieces<SegmentGrid> {
  const grid = emptyGrid(lines, cellMm);
  yield;
  yield* eachCell(lines, grid, (cell) => {
    grid.start[cell + 1]++;
  });
  yield;
  for (let c = 0; c < grid.start.length - 1; c++) grid.start[c + 1] += grid.start[c];
  grid.segment = new Uint32Array(grid.start[grid.start.length - 1]);
  const next = grid.start.slice();
  yield;
  yield* eachCell(lines, grid, (cell, v) => {
    grid.segment[next[cell]++] = v;
  });
  return grid;
}

/** The segments that may lie within `reach` of a point, ascending and each once. For code that is not hot. */
export function segmentsNear(grid: SegmentGrid, x: number, y: number, reach: number): number[] {
  const found = new Set<number>();
  const last = lastRow(grid, y + reach);
  for (let row = firstRow(grid, y - reach); row <= last; row++) {
    const from = row * grid.columns + firstColumn(grid, x - reach);
    const to = row * grid.columns + lastColumn(grid, x + reach);
    if (from <= to) for (let i = grid.start[from]; i < grid.start[to + 1]; i++) found.add(grid.segment[i]);
  }
  return [...found].sort((a, b) => a - b);
}

/** First and last column and row that hold anything at or beyond, at or before a coordinate; first > last outside. */
export const firstColumn = (grid: SegmentGrid, x: number) => Math.max(0, Math.floor((x - grid.west) / grid.cell));
export const lastColumn = (grid: SegmentGrid, x: number) =>
  Math.min(grid.columns - 1, Math.floor((x - grid.west) / grid.cell));
export const firstRow = (grid: SegmentGrid, y: number) => Math.max(0, Math.floor((y - grid.south) / grid.cell));
export const lastRow = (grid: SegmentGrid, y: number) =>
  Math.min(grid.rows - 1, Math.floor((y - grid.south) / grid.cell));

function emptyGrid(lines: Polylines, cellMm: number): SegmentGrid {
  const [west, east] = extent(lines.x);
  const [south, north] = extent(lines.y);
  let cell = cellMm;
  const columns = () => Math.floor((east - west) / cell) + 1;
  const rows = () => Math.floor((north - south) / cell) + 1;
  while (columns() * rows() > MOST_CELLS + lines.x.length) cell *= 2;
  const start = new Uint32Array(columns() * rows() + 1);
  return { cell, west, south, columns: columns(), rows: rows(), start, segment: new Uint32Array(0) };
}

function extent(values: Float64Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 0];
}

function* eachCell(lines: Polylines, grid: SegmentGrid, visit: Visit): InPieces<void> {
  const { first } = lines;
  const turns = new Turns(PIECE);
  for (let line = 0; line + 1 < first.length; line++) {
    visitLine(lines, grid, visit, line);
    if (turns.isOver(first[line + 1] - first[line])) yield;
  }
}

/** A hot loop: a function of its own, for what yields is not optimised as well. */
function visitLine({ first, x, y }: Polylines, grid: SegmentGrid, visit: Visit, line: number): void {
  for (let v = first[line]; v + 1 < first[line + 1]; v++) visitCells(grid, x[v], y[v], x[v + 1], y[v + 1], visit, v);
}

type Visit = (cell: number, v: number) => void;

/** Row by row, the columns between the two places where the segment enters and leaves the row. */
function visitCells(grid: SegmentGrid, ax: number, ay: number, bx: number, by: number, visit: Visit, v: number): void {
  const bottom = Math.floor((Math.min(ay, by) - grid.south) / grid.cell);
  const top = Math.floor((Math.max(ay, by) - grid.south) / grid.cell);
  for (let row = bottom; row <= top; row++) {
    const low = bottom === top ? ax : xAt(grid.south + row * grid.cell, ax, ay, bx, by);
    const high = bottom === top ? bx : xAt(grid.south + (row + 1) * grid.cell, ax, ay, bx, by);
    const to = lastColumn(grid, Math.max(low, high) + 1);
    for (let column = firstColumn(grid, Math.min(low, high) - 1); column <= to; column++)
      visit(row * grid.columns + column, v);
  }
}

/** Where a→b is at height y, kept between a and b. */
function xAt(y: number, ax: number, ay: number, bx: number, by: number): number {
  const t = Math.min(1, Math.max(0, (y - ay) / (by - ay)));
  return ax + t * (bx - ax);
}
