/** Which squares of the net a polygon touches, and which lie wholly inside it; sets hold their numbers. */
import { isInside, type Polygons } from '../polygons.ts';
import { CELL_MM, type Cell, cellNumber, cellOf, segmentCells } from './grid.ts';

/** Cells at the boundary of a polygon. */
interface Boundary {
  /** It runs through them. */
  through: Set<number>;
  /** On either side of where it runs along a line of the net: in neither of them. */
  beside: Set<number>;
}

function boundaryCells({ ringsOf, first, x, y }: Polygons, i: number): Boundary {
  const boundary: Boundary = { through: new Set(), beside: new Set() };
  for (let ring = ringsOf[i]; ring < ringsOf[i + 1]; ring++)
    for (let v = first[ring]; v + 1 < first[ring + 1]; v++) {
      const [alongX, alongY] = [isAlong(x[v], x[v + 1]), isAlong(y[v], y[v + 1])];
      for (const { cell } of segmentCells(x[v], y[v], x[v + 1], y[v + 1])) {
        if (!alongX && !alongY) boundary.through.add(cellNumber(cell));
        else for (const side of sides(cell, alongX)) boundary.beside.add(cellNumber(side));
      }
    }
  return boundary;
}

const isAlong = (a: number, b: number) => a === b && a % CELL_MM === 0;

/** A line of the net belongs to the cell east or north of it. */
const sides = ([column, row]: Cell, isUpright: boolean): Cell[] => [
  [column, row],
  isUpright ? [column - 1, row] : [column, row - 1],
];

/** Cells that lie in polygon i as a whole: no boundary runs through them, and their middle is inside. */
export function innerCells(polygons: Polygons, i: number, boundary = boundaryCells(polygons, i)): number[] {
  const columns = new Map<number, [south: number, north: number]>();
  for (const [column, row] of [...boundary.through, ...boundary.beside].map(cellOf)) {
    const [south, north] = columns.get(column) ?? [row, row];
    columns.set(column, [Math.min(south, row), Math.max(north, row)]);
  }
  const cells: number[] = [];
  for (const [column, [south, north]] of columns)
    for (let row = south; row <= north; row++) {
      const cell = cellNumber([column, row]);
      if (!boundary.through.has(cell) && isInside(polygons, i, ...middleOf([column, row]))) cells.push(cell);
    }
  return cells;
}

export function middleOf([column, row]: Cell): [x: number, y: number] {
  return [(column + 0.5) * CELL_MM, (row + 0.5) * CELL_MM];
}

/** Every cell that has a part of polygon i. */
export function areaCells(polygons: Polygons, i: number): Set<number> {
  const boundary = boundaryCells(polygons, i);
  return new Set([...boundary.through, ...innerCells(polygons, i, boundary)]);
}

/** Of every cell the polygon that holds its middle, the first of several; cells whose middle none holds are left out. */
export function areaOfCells(polygons: Polygons): Map<number, number> {
  const areas = new Map<number, number>();
  for (let i = polygons.count - 1; i >= 0; i--) {
    const boundary = boundaryCells(polygons, i);
    for (const cell of innerCells(polygons, i, boundary)) areas.set(cell, i);
    for (const cell of boundary.through) if (isInside(polygons, i, ...middleOf(cellOf(cell)))) areas.set(cell, i);
  }
  return areas;
}
