/** Which squares of the net a polygon touches, and which lie wholly inside it. */
import { isInside, type Polygons } from '../polygons.ts';
import { CELL_MM, type Cell, cellAt, cellKey, segmentCells } from './grid.ts';

/** Cells that the boundary of polygon i runs through, by key. */
export function edgeCells({ ringsOf, first, x, y }: Polygons, i: number): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (let ring = ringsOf[i]; ring < ringsOf[i + 1]; ring++)
    for (let v = first[ring]; v + 1 < first[ring + 1]; v++)
      for (const { cell } of segmentCells(x[v], y[v], x[v + 1], y[v + 1])) cells.set(cellKey(cell), cell);
  return cells;
}

/** Cells that lie in polygon i as a whole: no boundary runs through them, and their middle is inside. */
export function innerCells(polygons: Polygons, i: number, edges = edgeCells(polygons, i)): Cell[] {
  const columns = new Map<number, [south: number, north: number]>();
  for (const [column, row] of edges.values()) {
    const [south, north] = columns.get(column) ?? [row, row];
    columns.set(column, [Math.min(south, row), Math.max(north, row)]);
  }
  const cells: Cell[] = [];
  for (const [column, [south, north]] of columns)
    for (let row = south; row <= north; row++)
      if (!edges.has(cellKey([column, row])) && isInside(polygons, i, ...middleOf([column, row])))
        cells.push([column, row]);
  return cells;
}

export function middleOf([column, row]: Cell): [x: number, y: number] {
  return [(column + 0.5) * CELL_MM, (row + 0.5) * CELL_MM];
}

/** Every cell that has a part of polygon i, by key. */
export function areaCells(polygons: Polygons, i: number): Map<string, Cell> {
  const cells = edgeCells(polygons, i);
  for (const cell of innerCells(polygons, i, cells)) cells.set(cellKey(cell), cell);
  return cells;
}

/** The polygon that holds the middle of a cell; the first of several, -1 for none. */
export function areaAt(polygons: Polygons, cell: Cell): number {
  for (let i = 0; i < polygons.count; i++) if (isInside(polygons, i, ...middleOf(cell))) return i;
  return -1;
}

/** The cell a place lies in, by key. */
export const keyAt = (x: number, y: number): string => cellKey(cellAt(x, y));
