/** A district's network prepared for linking: packed segment records in grid order, and waters by place. */
import { buildGrid, type SegmentGrid } from '../grid.ts';
import { NO_NAME } from '../names.ts';
import { NO_RIVER, type Rulers, type WaterBodies } from '../rulers.ts';

/** Numbers per record: ax, ay, dx, dy, dx² + dy², measure at a, measure along, route. One 64-byte cache line. */
export const RECORD = 8;

export interface LinkIndex {
  rulers: Rulers;
  waters: WaterBodies;
  grid: SegmentGrid;
  records: Float64Array; // record k belongs to grid.segment[k]
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
  const grid = buildGrid(rulers);
  const nameOfRoute = Int32Array.from(rulers.riverId, (river) => nameOfRiver.get(river) ?? NO_NAME);
  return { rulers, waters, grid, records: packRecords(rulers, grid), nameOfRoute, waterGrid: buildWaterGrid(waters) };
}

function packRecords({ count, first, x, y, m }: Rulers, grid: SegmentGrid): Float64Array {
  const routeOf = new Int32Array(x.length);
  for (let i = 0; i < count; i++) routeOf.fill(i, first[i], first[i + 1]);
  const records = new Float64Array(RECORD * grid.segment.length);
  for (let k = 0; k < grid.segment.length; k++) {
    const v = grid.segment[k];
    const [dx, dy] = [x[v + 1] - x[v], y[v + 1] - y[v]];
    const at = RECORD * k;
    records[at] = x[v];
    records[at + 1] = y[v];
    records[at + 2] = dx;
    records[at + 3] = dy;
    records[at + 4] = dx * dx + dy * dy;
    records[at + 5] = m[v];
    records[at + 6] = m[v + 1] - m[v];
    records[at + 7] = routeOf[v];
  }
  return records;
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
