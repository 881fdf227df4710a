/** The survey net: segments cut by its lines, and squares near a segment, against places tried one by one. */
import { describe, expect, it } from 'vitest';
import { areaCells, areaOfCells, innerCells } from '../../server/engine/cells/area-cells.ts';
import { CELL_MM, cellAt, cellKey, cellNumber, cellOf, segmentCells } from '../../server/engine/cells/grid.ts';
import { addCellsNear } from '../../server/engine/cells/near-cells.ts';
import { seeded } from './coverage/random.ts';

const random = seeded(7);
const place = () => Math.floor(random() * 6 * CELL_MM) - 3 * CELL_MM;

describe('a segment', () => {
  it('is cut into parts that follow each other, each in the square it runs through', () => {
    for (let n = 0; n < 200; n++) {
      const [ax, ay, bx, by] = [place(), place(), place(), n % 4 === 0 ? 0 : place()];
      const parts = segmentCells(ax, ay, bx, by);
      expect([parts[0].t0, parts.at(-1)!.t1]).toEqual([0, 1]);
      parts.forEach(({ cell, t0, t1 }, k) => {
        if (k > 0) expect(t0).toBe(parts[k - 1].t1);
        for (const t of [0.001, 0.5, 0.999].map((share) => t0 + share * (t1 - t0)))
          if (t1 - t0 > 1e-6) expect(cellAt(ax + t * (bx - ax), ay + t * (by - ay))).toEqual(cell);
      });
    }
  });

  it('has squares that are found again by their numbers', () => {
    for (const cell of [
      [0, 0],
      [-7, 5],
      [1600, -13_900],
      [3, -1],
    ] as const)
      expect(cellOf(cellNumber(cell))).toEqual(cell);
  });

  it('along a line of the net is in the square that holds the line', () => {
    expect(segmentCells(10, CELL_MM, 90, CELL_MM)).toEqual([{ cell: [0, 1], t0: 0, t1: 1 }]);
    expect(segmentCells(0, -5, 0, 5).map(({ cell }) => cellKey(cell))).toEqual(['E0N-250', 'E0N0']);
  });
});

describe('squares near a segment', () => {
  const distance = (x: number, y: number, [ax, ay, bx, by]: number[]) => {
    const square = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square));
    return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
  };
  /** Nearest of a lattice of places of the square. */
  const toCell = (column: number, row: number, segment: number[]) => {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i <= 50; i++)
      for (let j = 0; j <= 50; j++)
        best = Math.min(best, distance((column + i / 50) * CELL_MM, (row + j / 50) * CELL_MM, segment));
    return best;
  };

  it('are those that have a place within the distance', () => {
    for (let n = 0; n < 12; n++) {
      const segment: [number, number, number, number] = [place(), place(), place(), place()];
      const withinMm = Math.floor(random() * 2 * CELL_MM);
      const near = new Set<number>();
      addCellsNear(near, withinMm, ...segment);
      for (let column = -6; column < 6; column++)
        for (let row = -6; row < 6; row++) {
          const away = toCell(column, row, segment);
          if (away <= withinMm) expect([segment, withinMm, near.has(cellNumber([column, row]))]).toContain(true);
          if (away > withinMm + CELL_MM / 50) expect(near.has(cellNumber([column, row]))).toBe(false);
        }
    }
  });
});

describe('squares of a polygon whose edges run along lines of the net', () => {
  const half = () => (Math.floor(random() * 12) - 6) * (CELL_MM / 2);
  const boxOf = (west: number, south: number, east: number, north: number) => ({
    count: 1,
    ringsOf: Uint32Array.of(0, 1),
    first: Uint32Array.of(0, 5),
    x: Float64Array.of(west, east, east, west, west),
    y: Float64Array.of(south, south, north, north, south),
  });

  it('are those it has a part of, not those it lies beside', () => {
    for (let n = 0; n < 300; n++) {
      const [west, south] = [half(), half()];
      const [east, north] = [west + CELL_MM / 2 + Math.abs(half()), south + CELL_MM / 2 + Math.abs(half())];
      const polygon = boxOf(west, south, east, north);
      const [parts, wholes] = [areaCells(polygon, 0), new Set(innerCells(polygon, 0))];
      const middles = areaOfCells(polygon);
      for (let column = -6; column < 8; column++)
        for (let row = -6; row < 8; row++) {
          const cell = cellNumber([column, row]);
          const [x, y] = [column * CELL_MM, row * CELL_MM];
          const has =
            Math.min(x + CELL_MM, east) > Math.max(x, west) && Math.min(y + CELL_MM, north) > Math.max(y, south);
          const isWhole = west <= x && x + CELL_MM <= east && south <= y && y + CELL_MM <= north;
          expect([polygon, column, row, parts.has(cell), wholes.has(cell)]).toEqual([
            polygon,
            column,
            row,
            has,
            isWhole,
          ]);
          if (isWhole || !has) expect(middles.has(cell)).toBe(isWhole);
        }
    }
  });
});
