/** A district's network prepared for linking: which routes and which waters a place asks. */
import { type InPieces, whole } from '../in-pieces.ts';
import { NO_NAME } from '../names.ts';
import { NO_RIVER, type Rulers, type WaterBodies } from '../rulers.ts';
import { type ReachGrid, reachGridInPieces } from '../segments/reach-grid.ts';

/** A point asks one cell for all segments within this. Searches farther out ask more cells. */
export const REACH_MM = 50_000;
/** Nearest points and distances are rounded, each by less than a millimetre. */
const ROUNDING_MM = 2;
/** The best of 32 to 256 m: fewer cells are fewer misses of the cache, larger ones more segments out of reach (scripts/bench/link.ts). */
const CELL_MM = 128_000;

export interface LinkIndex {
  rulers: Rulers;
  waters: WaterBodies;
  grid: ReachGrid;
  nameOfRoute: Int32Array; // number of its river's name, or NO_NAME
  waterGrid: WaterGrid;
}

/** Waters of a river by square kilometre: cell c has body[start[c]] .. body[start[c + 1] - 1]. */
export interface WaterGrid {
  west: number;
  south: number;
  columns: number;
  rows: number;
  start: Uint32Array;
  body: number[];
  boxes: Float64Array; // west, south, east, north per body
}

export const WATER_CELL_MM = 1_000_000;

/**
 * Build once per version of a network.
 *
 * @param nameOfRiver  number of a river's name by its id (names.ts); rivers left out have none.
 */
export function buildLinkIndex(
  rulers: Rulers,
  waters: WaterBodies,
  nameOfRiver: ReadonlyMap<number, number>,
): LinkIndex {
  return whole(linkIndexInPieces(rulers, waters, nameOfRiver));
}

export function* linkIndexInPieces(
  rulers: Rulers,
  waters: WaterBodies,
  nameOfRiver: ReadonlyMap<number, number>,
): InPieces<LinkIndex> {
  const reach = new Float64Array(rulers.count).fill(REACH_MM + ROUNDING_MM);
  const grid = yield* reachGridInPieces(rulers, reach, CELL_MM);
  yield;
  const nameOfRoute = Int32Array.from(rulers.riverId, (river) => nameOfRiver.get(river) ?? NO_NAME);
  return { rulers, waters, grid, nameOfRoute, waterGrid: buildWaterGrid(waters) };
}

function buildWaterGrid(waters: WaterBodies): WaterGrid {
  const boxes = boxesOf(waters);
  const bodies = [...waters.id.keys()].filter((i) => waters.riverId[i] !== NO_RIVER);
  const bound = (axis: number, better: (a: number, b: number) => number) =>
    bodies.reduce((best, i) => better(best, boxes[4 * i + axis]), bodies.length ? boxes[4 * bodies[0] + axis] : 0);
  const [west, south, east, north] = [bound(0, Math.min), bound(1, Math.min), bound(2, Math.max), bound(3, Math.max)];
  const columns = Math.floor((east - west) / WATER_CELL_MM) + 1;
  const rows = Math.floor((north - south) / WATER_CELL_MM) + 1;
  const cells: number[][] = Array.from({ length: columns * rows }, () => []);
  for (const i of bodies) {
    const cell = (value: number, origin: number) => Math.floor((value - origin) / WATER_CELL_MM);
    for (let row = cell(boxes[4 * i + 1], south); row <= cell(boxes[4 * i + 3], south); row++)
      for (let column = cell(boxes[4 * i], west); column <= cell(boxes[4 * i + 2], west); column++)
        cells[row * columns + column].push(i);
  }
  const start = new Uint32Array(cells.length + 1);
  cells.forEach((list, c) => {
    start[c + 1] = start[c] + list.length;
  });
  return { west, south, columns, rows, start, body: cells.flat(), boxes };
}

function boxesOf({ count, ringsOf, first, x, y }: WaterBodies): Float64Array {
  const boxes = new Float64Array(4 * count);
  for (let i = 0; i < count; i++) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let v = first[ringsOf[i]]; v < first[ringsOf[i + 1]]; v++) {
      box[0] = Math.min(box[0], x[v]);
      box[1] = Math.min(box[1], y[v]);
      box[2] = Math.max(box[2], x[v]);
      box[3] = Math.max(box[3], y[v]);
    }
    boxes.set(box, 4 * i);
  }
  return boxes;
}
