/** Which squares of the net a polygon touches, and which lie wholly inside it; sets hold their numbers. */
import { isInside, type Polygons } from '../polygons.ts';
import { CELL_MM, type Cell, cellNumber, cellOf, segmentCells } from './grid.ts';

/** Cells that the boundary of polygon i runs through. */
export function edgeCells({ ringsOf, first, x, y }: Polygons, i: number): Set<number> {
  const cells = new Set<number>();
  for (let ring = ringsOf[i]; ring < ringsOf[i + 1]; ring++)
    for (let v = first[ring]; v + 1 < first[ring + 1]; v++)
      for (const { cell } of segmentCells(x[v], y[v], x[v + 1], y[v + 1])) cells.add(cellNumber(cell));
  return cells;
}

/** Cells that lie in polygon i as a whole: no boundary runs through them, and their middle is inside. */
export function innerCells(polygons: Polygons, i: number, edges = edgeCells(polygons, i)): number[] {
  const columns = new Map<number, [south: number, north: number]>();
  for (const [column, row] of [...edges].map(cellOf)) {
    const [south, north] = columns.get(column) ?? [row, row];
    columns.set(column, [Math.min(south, row), Math.max(north, row)]);
  }
  const cells: number[] = [];
  for (const [column, [south, north]] of columns)
    for (let row = south; row <= north; row++) {
      const cell = cellNumber([column, row]);
      if (!edges.has(cell) && isInside(polygons, i, ...middleOf([column, row]))) cells.push(cell);
    }
  return cells;
}

export function middleOf([column, row]: Cell): [x: number, y: number] {
  return [(column + 0.5) * CELL_MM, (row + 0.5) * CELL_MM];
}

/** Every cell that has a part of polygon i. */
export function areaCells(polygons: Polygons, i: number): Set<number> {
  const cells = edgeCells(polygons, i);
  for (const cell of innerCells(polygons, i, cells)) cells.add(cell);
  return cells;
}

/** Of every cell the polygon that holds its middle, the first of several; cells whose middle none holds are left out. */
export function areaOfCells(polygons: Polygons): Map<number, number> {
  const areas = new Map<number, number>();
  for (let i = polygons.count - 1; i >= 0; i--) {
    const edges = edgeCells(polygons, i);
    for (const cell of innerCells(polygons, i, edges)) areas.set(cell, i);
    for (const cell of edges) if (isInside(polygons, i, ...middleOf(cellOf(cell)))) areas.set(cell, i);
  }
  return areas;
}
