/** Protected zones prepared for questions about points: which zones a place may touch, and how far each one's edge is. */
import { roundHalfUp } from '../geodesy.ts';
import type { Polygons } from '../polygons.ts';
import { buildEdgeTree, type EdgeTree, nearestEdge, noPoint, squaredToBox, treeHolds } from './edge-tree.ts';

/** Cells along each side of the frame: 1 km cells in a district of 60 km. */
const CELLS = 64;

/** Zone i has accuracyMm[i] and the box boxes[4 * i] .. (west, south, east, north), grown by its accuracy. */
export interface ZoneIndex {
  tree: EdgeTree;
  accuracyMm: Float64Array;
  boxes: Float64Array;
  cells: ZoneCells;
}

/** A cell (column, row) lists zones zone[start[c]] .. zone[start[c + 1] - 1], c = row × CELLS + column, ascending. */
interface ZoneCells {
  west: number;
  south: number;
  width: number;
  height: number;
  start: Uint32Array;
  zone: number[];
}

/** @param accuracyMm  of each zone's boundary, not negative. */
export function buildZoneIndex(polygons: Polygons, accuracyMm: Float64Array): ZoneIndex {
  const tree = buildEdgeTree(polygons);
  const boxes = new Float64Array(4 * polygons.count);
  for (let i = 0; i < polygons.count; i++) {
    const root = 4 * tree.nodeFirst[i];
    for (let side = 0; side < 4; side++)
      boxes[4 * i + side] = tree.boxes[root + side] + (side < 2 ? -accuracyMm[i] : accuracyMm[i]);
  }
  return { tree, accuracyMm, boxes, cells: cellsOf(boxes) };
}

function cellsOf(boxes: Float64Array): ZoneCells {
  const side = (from: number, better: (a: number, b: number) => number, none: number) =>
    boxes.reduce((best, value, k) => (k % 4 === from && Number.isFinite(value) ? better(best, value) : best), none);
  const [west, south] = [side(0, Math.min, Infinity), side(1, Math.min, Infinity)];
  const width = Math.max(1, side(2, Math.max, -Infinity) - west) / CELLS;
  const height = Math.max(1, side(3, Math.max, -Infinity) - south) / CELLS;
  const cells: number[][] = Array.from({ length: CELLS * CELLS }, () => []);
  for (let i = 0; 4 * i < boxes.length; i++) {
    const place = (value: number, origin: number, size: number) =>
      Math.min(CELLS - 1, Math.floor((value - origin) / size));
    const [left, right] = [place(boxes[4 * i], west, width), place(boxes[4 * i + 2], west, width)];
    const [bottom, top] = [place(boxes[4 * i + 1], south, height), place(boxes[4 * i + 3], south, height)];
    for (let row = bottom; row <= top; row++)
      for (let column = left; column <= right; column++) cells[row * CELLS + column].push(i);
  }
  const start = new Uint32Array(cells.length + 1);
  cells.forEach((list, c) => {
    start[c + 1] = start[c] + list.length;
  });
  return { west, south, width, height, start, zone: cells.flat() };
}

/** Calls `visit` with each zone whose grown box holds a point, ascending. */
export function eachZoneAround(index: ZoneIndex, px: number, py: number, visit: (zone: number) => void): void {
  const { boxes, cells } = index;
  const column = Math.floor((px - cells.west) / cells.width);
  const row = Math.floor((py - cells.south) / cells.height);
  // the far edges belong to the last cells
  if (!(column >= 0 && row >= 0 && column <= CELLS && row <= CELLS)) return;
  const c = Math.min(row, CELLS - 1) * CELLS + Math.min(column, CELLS - 1);
  for (let k = cells.start[c]; k < cells.start[c + 1]; k++) {
    const b = 4 * cells.zone[k];
    if (px >= boxes[b] && px <= boxes[b + 2] && py >= boxes[b + 1] && py <= boxes[b + 3]) visit(cells.zone[k]);
  }
}

/** Whether a point lies in zone i or on its boundary. */
export function zoneHolds({ tree }: ZoneIndex, i: number, px: number, py: number): boolean {
  return treeHolds(tree, i, px, py);
}

/** Whole mm from a point to the boundary of zone i, negative inside, 0 on it; Infinity for a zone without edges. */
export function signedDistanceMm(index: ZoneIndex, i: number, px: number, py: number): number {
  const best = noPoint();
  nearestEdge(index.tree, i, px, py, best);
  const distance = roundHalfUp(Math.sqrt(best.squared));
  return distance > 0 && zoneHolds(index, i, px, py) ? -distance : distance;
}

/** The zone nearest to a point that lies in none of them, among `zones`; at a tie the first. Undefined without zones. */
export function nearestZone(
  { tree }: ZoneIndex,
  zones: readonly number[],
  px: number,
  py: number,
): { zone: number; distanceMm: number } | undefined {
  const bound = (i: number) => squaredToBox(tree.boxes, 4 * tree.nodeFirst[i], px, py);
  const byBox = zones.map((zone) => ({ zone, squared: bound(zone) })).sort((a, b) => a.squared - b.squared);
  let [nearest, least] = [-1, Number.POSITIVE_INFINITY];
  for (const { zone, squared } of byBox) {
    if (squared > least) break;
    const best = noPoint();
    nearestEdge(tree, zone, px, py, best);
    if (best.squared > least || (best.squared === least && zone > nearest)) continue;
    [nearest, least] = [zone, best.squared];
  }
  return nearest < 0 ? undefined : { zone: nearest, distanceMm: roundHalfUp(Math.sqrt(least)) };
}
