/** Squares of the survey net as a facet (QJ-1): every millimetre of river is in the one it runs through (twin: atlas.cell_ranges). */
import type { Snapshot } from '../../district/snapshot.ts';
import { type Cell, cellKey, segmentCells } from '../../engine/cells/grid.ts';
import { roundHalfUp } from '../../engine/geodesy.ts';
import type { GroupRow } from '../groups.ts';
import { type Cut, type CutEntry, packCut } from './cut.ts';

/** Rows: squares with river, column by column from the west, each from the south. */
export function cellCut({ rulers }: Snapshot): Cut {
  const ranges = Array.from({ length: rulers.count }, (_, route) => routeCells(rulers, route));
  const cells = new Map(ranges.flat().map(({ cell }) => [cellKey(cell), cell]));
  const keys = [...cells].sort(([, a], [, b]) => byPlace(a, b)).map(([key]) => key);
  const place = new Map(keys.map((key, row) => [key, row]));
  const entries = ranges.flatMap((of, route) =>
    of.map(({ cell, from, to }): CutEntry => [route, from, to, place.get(cellKey(cell))!]),
  );
  const rows = keys.map((key): GroupRow => ({ key, name: null }));
  return { ...packCut(rulers.count, rows, entries), isPartition: true };
}

const byPlace = (a: Cell, b: Cell) => a[0] - b[0] || a[1] - b[1];

interface CellRange {
  cell: Cell;
  from: number;
  to: number;
}

/** A route (index) from its start; where it crosses a line of the net the measure is rounded half up. */
function routeCells({ first, x, y, m }: Snapshot['rulers'], route: number): CellRange[] {
  const ranges: CellRange[] = [];
  for (let v = first[route]; v + 1 < first[route + 1]; v++) {
    const length = m[v + 1] - m[v];
    for (const { cell, t0, t1 } of segmentCells(x[v], y[v], x[v + 1], y[v + 1]))
      add(ranges, cell, m[v] + roundHalfUp(t0 * length), m[v] + roundHalfUp(t1 * length));
  }
  return ranges;
}

function add(ranges: CellRange[], cell: Cell, from: number, to: number): void {
  const last = ranges.at(-1);
  if (last && last.cell[0] === cell[0] && last.cell[1] === cell[1]) last.to = to;
  else if (from < to) ranges.push({ cell, from, to });
}
