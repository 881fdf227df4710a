/**
 * Boxes over the edges of polygons, so that a point asks a few edges and not all. Answers are those of polygons.ts to the
 * bit: the rounded nearest point of an edge lies in that edge's box, so a box is an exact bound (scripts/bench/zones.ts).
 */
import { roundHalfUp } from '../geodesy.ts';
import { cross, type Polygons, parameter } from '../polygons.ts';

/** Edges in one leaf. 4 and 16 are within 10 % of it (scripts/bench/zones.ts). */
const LEAF = 8;
/** A path from the root to a leaf, each time with the sibling left to do: enough for 2^30 leaves. */
const DEEPEST = 64;

/**
 * Polygon i has edges edge[edgeFirst[i]] .. edge[edgeFirst[i + 1] - 1], each named by the vertex it starts at, and a heap
 * of boxes from nodeFirst[i]: node 0 is the root, node n has children 2n + 1 and 2n + 2, the last leaves[i] nodes hold
 * LEAF edges each in order.
 */
export interface EdgeTree {
  polygons: Polygons;
  edgeFirst: Uint32Array;
  edge: Uint32Array;
  nodeFirst: Uint32Array;
  leaves: Uint32Array;
  boxes: Float64Array; // west, south, east, north per node; a node without edges has west > east
}

const stack = new Uint32Array(DEEPEST);

/** O(vertices). */
export function buildEdgeTree(polygons: Polygons): EdgeTree {
  const { count } = polygons;
  const edgeFirst = new Uint32Array(count + 1);
  const edges: number[] = [];
  const leaves = new Uint32Array(count);
  const nodeFirst = new Uint32Array(count + 1);
  for (let i = 0; i < count; i++) {
    for (let r = polygons.ringsOf[i]; r < polygons.ringsOf[i + 1]; r++)
      for (let v = polygons.first[r]; v + 1 < polygons.first[r + 1]; v++) edges.push(v);
    edgeFirst[i + 1] = edges.length;
    leaves[i] = powerOfTwo(Math.ceil((edges.length - edgeFirst[i]) / LEAF));
    nodeFirst[i + 1] = nodeFirst[i] + 2 * leaves[i] - 1;
  }
  const boxes = new Float64Array(4 * nodeFirst[count]);
  for (let n = 0; n < boxes.length; n += 4) boxes.set([Infinity, Infinity, -Infinity, -Infinity], n);
  const tree = { polygons, edgeFirst, edge: Uint32Array.from(edges), nodeFirst, leaves, boxes };
  for (let i = 0; i < count; i++) fillBoxes(tree, i);
  return tree;
}

function powerOfTwo(atLeast: number): number {
  let power = 1;
  while (power < atLeast) power *= 2;
  return power;
}

function fillBoxes({ polygons: { x, y }, edgeFirst, edge, nodeFirst, leaves, boxes }: EdgeTree, i: number): void {
  for (let e = edgeFirst[i]; e < edgeFirst[i + 1]; e++) {
    const leaf = nodeFirst[i] + leaves[i] - 1 + Math.floor((e - edgeFirst[i]) / LEAF);
    for (const v of [edge[e], edge[e] + 1]) widen(boxes, 4 * leaf, x[v], y[v], x[v], y[v]);
  }
  for (let n = leaves[i] - 2; n >= 0; n--)
    for (const child of [2 * n + 1, 2 * n + 2]) {
      const b = 4 * (nodeFirst[i] + child);
      widen(boxes, 4 * (nodeFirst[i] + n), boxes[b], boxes[b + 1], boxes[b + 2], boxes[b + 3]);
    }
}

function widen(boxes: Float64Array, b: number, west: number, south: number, east: number, north: number): void {
  boxes[b] = Math.min(boxes[b], west);
  boxes[b + 1] = Math.min(boxes[b + 1], south);
  boxes[b + 2] = Math.max(boxes[b + 2], east);
  boxes[b + 3] = Math.max(boxes[b + 3], north);
}

/** Whether a point lies in polygon i or on its edge: the crossings of a ray to the east, even-odd over all rings. */
export function treeHolds(
  { polygons, edgeFirst, edge, nodeFirst, leaves, boxes }: EdgeTree,
  i: number,
  px: number,
  py: number,
): boolean {
  const { x, y } = polygons;
  const lastInner = leaves[i] - 1;
  let inside = false;
  let depth = 0;
  stack[depth++] = 0;
  while (depth > 0) {
    const node = stack[--depth];
    const b = 4 * (nodeFirst[i] + node);
    if (py < boxes[b + 1] || py > boxes[b + 3] || px > boxes[b + 2]) continue;
    if (node < lastInner) {
      stack[depth++] = 2 * node + 1;
      stack[depth++] = 2 * node + 2;
      continue;
    }
    const from = edgeFirst[i] + (node - lastInner) * LEAF;
    const to = Math.min(from + LEAF, edgeFirst[i + 1]);
    for (let e = from; e < to; e++) {
      const v = edge[e];
      const [ay, by] = [y[v], y[v + 1]];
      if (ay > py === by > py && ay !== py && by !== py) continue;
      const [ax, bx] = [x[v], x[v + 1]];
      const turn = cross(px, py, ax, ay, bx, by);
      if (turn === 0 && (px - ax) * (px - bx) + (py - ay) * (py - by) <= 0) return true;
      if (ay > py !== by > py && turn > 0 === by > ay) inside = !inside;
    }
  }
  return inside;
}

/** The point of an edge nearest to p, rounded to 1 mm, and its squared distance: exact integers. */
export interface EdgePoint {
  x: number;
  y: number;
  squared: number;
}

/**
 * Betters `best` with the nearest point of polygon i's edges: least squared distance, then westernmost, then southernmost,
 * so that the order of edges does not matter.
 */
export function nearestEdge(
  { polygons, edgeFirst, edge, nodeFirst, leaves, boxes }: EdgeTree,
  i: number,
  px: number,
  py: number,
  best: EdgePoint,
): void {
  const { x, y } = polygons;
  const lastInner = leaves[i] - 1;
  let depth = 0;
  stack[depth++] = 0;
  while (depth > 0) {
    const node = stack[--depth];
    if (squaredToBox(boxes, 4 * (nodeFirst[i] + node), px, py) > best.squared) continue;
    if (node < lastInner) {
      const [left, right] = [2 * node + 1, 2 * node + 2];
      const at = 4 * nodeFirst[i];
      const leftFirst = squaredToBox(boxes, at + 4 * left, px, py) <= squaredToBox(boxes, at + 4 * right, px, py);
      stack[depth++] = leftFirst ? right : left;
      stack[depth++] = leftFirst ? left : right;
      continue;
    }
    const from = edgeFirst[i] + (node - lastInner) * LEAF;
    const to = Math.min(from + LEAF, edgeFirst[i + 1]);
    for (let e = from; e < to; e++) better(best, px, py, x[edge[e]], y[edge[e]], x[edge[e] + 1], y[edge[e] + 1]);
  }
}

function better(best: EdgePoint, px: number, py: number, ax: number, ay: number, bx: number, by: number): void {
  const t = parameter(px, py, ax, ay, bx, by);
  const [nx, ny] = [ax + roundHalfUp(t * (bx - ax)), ay + roundHalfUp(t * (by - ay))];
  const squared = (nx - px) * (nx - px) + (ny - py) * (ny - py);
  if ((squared - best.squared || nx - best.x || ny - best.y) >= 0) return;
  best.x = nx;
  best.y = ny;
  best.squared = squared;
}

/** Squared distance in mm² to a box of a tree, 0 inside; Infinity for an empty one. */
export function squaredToBox(boxes: Float64Array, b: number, px: number, py: number): number {
  const dx = Math.max(boxes[b] - px, 0, px - boxes[b + 2]);
  const dy = Math.max(boxes[b + 1] - py, 0, py - boxes[b + 3]);
  return dx * dx + dy * dy;
}

/** Nothing found yet. */
export const noPoint = (): EdgePoint => ({ x: 0, y: 0, squared: Number.POSITIVE_INFINITY });

/** Whether `test` holds for an edge of polygon i, given by its first vertex, whose leaf meets a box. */
export function edgeNear(
  { edgeFirst, edge, nodeFirst, leaves, boxes }: EdgeTree,
  i: number,
  [west, south, east, north]: readonly [number, number, number, number],
  test: (v: number) => boolean,
): boolean {
  const lastInner = leaves[i] - 1;
  const open = [0];
  while (open.length > 0) {
    const node = open.pop()!;
    const b = 4 * (nodeFirst[i] + node);
    if (boxes[b] > east || boxes[b + 1] > north || boxes[b + 2] < west || boxes[b + 3] < south) continue;
    if (node < lastInner) {
      open.push(2 * node + 1, 2 * node + 2);
      continue;
    }
    const from = edgeFirst[i] + (node - lastInner) * LEAF;
    const to = Math.min(from + LEAF, edgeFirst[i + 1]);
    for (let e = from; e < to; e++) if (test(edge[e])) return true;
  }
  return false;
}
