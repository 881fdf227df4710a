/** The frame of the district: a warped lattice cut to the district's outline, its cells dealt out to the towns. */
import type { Random } from '../random.ts';
import { TOWNS } from './names.ts';

/** Plane metres of the district's centre, about 121.10° E, 31.13° N. */
const CENTRE_X = 604_900;
const CENTRE_Y = 3_445_900;
const AREA_M2 = 670e6;
export const CELL_M = 420;
const JITTER = 0.17;
/** Harmonics of the outline: amplitude, waves, phase. The first makes it long from south-west to north-east. */
const OUTLINE: [amplitude: number, waves: number, phase: number][] = [
  [0.3, 2, -0.9],
  [0.07, 3, 0.6],
  [0.05, 5, 2.1],
  [0.02, 11, 0.3],
];

/** Nodes (row * width + column) with plane metres, cells between them with a town index or -1 outside. */
export interface Frame {
  width: number;
  height: number;
  scale: number;
  x: Float64Array;
  y: Float64Array;
  /** Town of the cell whose south-west node has this index; -1 outside the district. */
  town: Int8Array;
  centreX: number;
  centreY: number;
}

export function makeFrame(random: Random, scale: number): Frame {
  const reach = outlineRadius(scale) * 1.5;
  const half = Math.ceil(reach / CELL_M);
  const width = 2 * half + 1;
  const frame: Frame = {
    width,
    height: width,
    scale,
    x: new Float64Array(width * width),
    y: new Float64Array(width * width),
    town: new Int8Array(width * width).fill(-1),
    centreX: CENTRE_X,
    centreY: CENTRE_Y,
  };
  placeNodes(frame, random, half);
  for (let node = 0; node < frame.town.length; node++) frame.town[node] = townOfCell(frame, node);
  return frame;
}

/** Lattice lines bend in long waves, so that nothing looks ruled. */
function placeNodes({ width, x, y }: Frame, random: Random, half: number): void {
  const phase = Array.from({ length: 6 }, () => random() * 2 * Math.PI);
  for (let row = 0; row < width; row++)
    for (let column = 0; column < width; column++) {
      const [u, v] = [(column - half) * CELL_M, (row - half) * CELL_M];
      const node = row * width + column;
      const bendX = 480 * Math.sin(v / 2900 + phase[0]) + 260 * Math.sin(u / 2300 + v / 4100 + phase[1]);
      const bendY = 480 * Math.sin(u / 3300 + phase[2]) + 260 * Math.sin(v / 2500 - u / 3900 + phase[3]);
      x[node] = CENTRE_X + u + bendX + (random() - 0.5) * 2 * JITTER * CELL_M;
      y[node] = CENTRE_Y + v + bendY + (random() - 0.5) * 2 * JITTER * CELL_M;
    }
}

/** Radius of the circle that has the district's area once the outline's waves are added. */
function outlineRadius(scale: number): number {
  const waves = OUTLINE.reduce((sum, [amplitude]) => sum + amplitude * amplitude, 0);
  return Math.sqrt((AREA_M2 * scale) / (Math.PI * (1 + waves / 2)));
}

function insideOutline(dx: number, dy: number, scale: number): boolean {
  const angle = Math.atan2(dy, dx);
  let radius = 1;
  for (const [amplitude, waves, phase] of OUTLINE) radius += amplitude * Math.cos(waves * angle + phase);
  return Math.hypot(dx, dy) < radius * outlineRadius(scale);
}

/** Whether a place (plane metres) lies inside the outline; the district itself follows lattice lines near it. */
export function insideDistrict({ scale }: Frame, x: number, y: number): boolean {
  return insideOutline(x - CENTRE_X, y - CENTRE_Y, scale);
}

function townOfCell(frame: Frame, node: number): number {
  const { width, scale } = frame;
  const [column, row] = [node % width, Math.floor(node / width)];
  if (column === width - 1 || row === width - 1) return -1;
  const [dx, dy] = cellCentre(frame, node);
  if (!insideOutline(dx - CENTRE_X, dy - CENTRE_Y, scale)) return -1;
  return nearestTown((dx - CENTRE_X) / Math.sqrt(scale), (dy - CENTRE_Y) / Math.sqrt(scale));
}

export function cellCentre({ width, x, y }: Frame, node: number): [number, number] {
  const corners = [node, node + 1, node + width, node + width + 1];
  return [corners.reduce((sum, n) => sum + x[n], 0) / 4, corners.reduce((sum, n) => sum + y[n], 0) / 4];
}

function nearestTown(dx: number, dy: number): number {
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (const [i, town] of TOWNS.entries()) {
    const distance = Math.hypot(dx - town.x, dy - town.y) * town.weight;
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}

/**
 * Edges have two indices per node: 2 * node to the east, 2 * node + 1 to the north.
 *
 *     n+width
 *        │ 2n+1
 *        n ───── n+1
 *           2n
 */
export function edgeBetween({ width }: Frame, a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  return high === low + 1 ? 2 * low : high === low + width ? 2 * low + 1 : -1;
}

export function edgeEnds({ width }: Frame, edge: number): [number, number] {
  const node = edge >> 1;
  return [node, edge & 1 ? node + width : node + 1];
}

/** Towns of the cells left and right of an edge (seen from its lower node); -1 outside. */
export function edgeSides({ width, town }: Frame, edge: number): [left: number, right: number] {
  const node = edge >> 1;
  if (edge & 1) return [town[node - 1] ?? -1, town[node]];
  return [town[node], town[node - width] ?? -1];
}

/** Whether a river may run on the edge: some cell beside it belongs to the district. */
export function edgeInside(frame: Frame, edge: number): boolean {
  const [left, right] = edgeSides(frame, edge);
  return left >= 0 || right >= 0;
}
