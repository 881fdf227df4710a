/** Draws lattice edges: smooth along a river, meandering, each edge once so that rivers and town lines coincide. */
import { partSeed, seededRandom } from '../random.ts';
import { edgeBetween, edgeEnds, edgeSides, type Frame } from './frame.ts';
import type { Path } from './paths.ts';

export type Point = [x: number, y: number];

const STEP_M = 34;
const WINDING_STEP_M = 13;

/** Curves of edges in plane metres, from the lower node to the higher. */
export interface Curves {
  frame: Frame;
  seed: number;
  drawn: Map<number, Point[]>;
}

/** Moves the nodes of rivers and town lines towards their neighbours: stairs become slopes. */
export function smoothNodes(frame: Frame, paths: readonly Path[]): void {
  const neighbours = new Map<number, [number, number]>();
  for (const node of frame.town.keys()) noteTownLine(frame, node, neighbours);
  for (const { nodes, level } of paths) {
    if (level === 'village') continue;
    for (let i = 1; i + 1 < nodes.length; i++) neighbours.set(nodes[i], [nodes[i - 1], nodes[i + 1]]);
  }
  for (let round = 0; round < 3; round++) {
    const [x, y] = [frame.x.slice(), frame.y.slice()];
    for (const [node, [a, b]] of neighbours) {
      frame.x[node] = x[node] / 2 + (x[a] + x[b]) / 4;
      frame.y[node] = y[node] / 2 + (y[a] + y[b]) / 4;
    }
  }
}

/** A node where exactly two edges part towns: those edges' other ends are its neighbours. */
function noteTownLine(frame: Frame, node: number, neighbours: Map<number, [number, number]>): void {
  const around = [node + 1, node - 1, node + frame.width, node - frame.width].filter((other) => {
    const edge = edgeBetween(frame, node, other);
    if (edge < 0 || other < 0 || other >= frame.town.length) return false;
    const [left, right] = edgeSides(frame, edge);
    return left !== right;
  });
  if (around.length === 2) neighbours.set(node, [around[0], around[1]]);
}

/** Draws the edges of a path smoothly through its nodes; edges drawn before keep their curve. */
export function drawPath(curves: Curves, path: Path): void {
  const { nodes, closed } = path;
  const last = nodes.length - 1;
  for (let i = 0; i < last; i++) {
    const before = nodes[i - 1] ?? (closed ? nodes[last - 1] : undefined);
    const after = nodes[i + 2] ?? (closed ? nodes[1] : undefined);
    drawEdge(curves, nodes[i], nodes[i + 1], before, after, path);
  }
}

/** The curve of an edge from node `a` to node `b`; drawn along its lattice line when no river has done so. */
export function edgeCurve(curves: Curves, a: number, b: number): Point[] {
  const edge = edgeBetween(curves.frame, a, b);
  if (!curves.drawn.has(edge)) {
    const [low, high] = edgeEnds(curves.frame, edge);
    const inRange = (node: number) => (node >= 0 && node < curves.frame.town.length ? node : undefined);
    drawEdge(curves, low, high, inRange(2 * low - high), inRange(2 * high - low), { winding: false, halfWidth: 0 });
  }
  const curve = curves.drawn.get(edge) as Point[];
  return a < b ? curve : [...curve].reverse();
}

function drawEdge(
  curves: Curves,
  a: number,
  b: number,
  before: number | undefined,
  after: number | undefined,
  style: Pick<Path, 'winding' | 'halfWidth'>,
): void {
  const edge = edgeBetween(curves.frame, a, b);
  if (curves.drawn.has(edge)) return;
  const at = (node: number): Point => [curves.frame.x[node], curves.frame.y[node]];
  const [from, to] = [at(a), at(b)];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const startWay = direction(before === undefined ? from : at(before), to, length);
  const endWay = direction(from, after === undefined ? to : at(after), length);
  const swing = meander(curves.seed, edge, style, length);
  const chord: Point = [to[0] - from[0], to[1] - from[1]];
  const steps = Math.max(3, Math.round((length * 1.05) / (style.winding ? WINDING_STEP_M : STEP_M)));
  const ends = { from, to, startWay, endWay };
  const tries = [
    () => curveOf(ends, steps, swing),
    () => curveOf(ends, steps, () => 0),
    () => curveOf({ ...ends, startWay: chord, endWay: chord }, steps, () => 0),
  ];
  let points = tries[0]();
  for (let i = 1; i < tries.length && crossesNeighbour(curves, edge, points); i++) points = tries[i]();
  curves.drawn.set(edge, a < b ? points : points.reverse());
}

interface Ends {
  from: Point;
  to: Point;
  startWay: Point;
  endWay: Point;
}

function curveOf({ from, to, startWay, endWay }: Ends, steps: number, swing: (t: number) => number): Point[] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const points: Point[] = [from];
  for (let i = 1; i < steps; i++) {
    const t = i / steps;
    const side = swing(t) / length;
    const [x, y] = [0, 1].map((axis) => hermite(from[axis], to[axis], startWay[axis], endWay[axis], t));
    points.push([x - (to[1] - from[1]) * side, y + (to[0] - from[0]) * side]);
  }
  return [...points, to];
}

/**
 * Whether a curve crosses another edge at either of its nodes: towns would not tile, rivers cross without meeting.
 * An edge not drawn yet counts as straight, which it can always fall back to.
 */
function crossesNeighbour({ frame, drawn }: Curves, edge: number, points: readonly Point[]): boolean {
  for (const node of edgeEnds(frame, edge))
    for (const other of [2 * node, 2 * node + 1, 2 * (node - 1), 2 * (node - frame.width) + 1]) {
      if (other === edge || other < 0 || other >> 1 >= frame.x.length) continue;
      const curve = drawn.get(other) ?? edgeEnds(frame, other).map((end): Point => [frame.x[end], frame.y[end]]);
      if (crosses(points, curve)) return true;
    }
  return false;
}

function crosses(one: readonly Point[], other: readonly Point[]): boolean {
  for (let i = 1; i < one.length; i++)
    for (let j = 1; j < other.length; j++) if (segmentsCross(one[i - 1], one[i], other[j - 1], other[j])) return true;
  return false;
}

function boxesMeet(a: Point, b: Point, c: Point, d: Point): boolean {
  if (a[0] < c[0] && a[0] < d[0] && b[0] < c[0] && b[0] < d[0]) return false;
  if (a[0] > c[0] && a[0] > d[0] && b[0] > c[0] && b[0] > d[0]) return false;
  if (a[1] < c[1] && a[1] < d[1] && b[1] < c[1] && b[1] < d[1]) return false;
  return !(a[1] > c[1] && a[1] > d[1] && b[1] > c[1] && b[1] > d[1]);
}

/** Proper crossings only: curves that share a node do not cross there. */
function segmentsCross(a: Point, b: Point, c: Point, d: Point): boolean {
  return boxesMeet(a, b, c, d) && turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

function turn(a: Point, b: Point, p: Point): number {
  return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
}

/** A tangent along `from` → `to`, as long as the edge. */
function direction(from: Point, to: Point, length: number): Point {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const factor = (0.9 * length) / Math.hypot(dx, dy);
  return [dx * factor, dy * factor];
}

function hermite(from: number, to: number, startWay: number, endWay: number, t: number): number {
  const [t2, t3] = [t * t, t * t * t];
  return (2 * t3 - 3 * t2 + 1) * from + (t3 - 2 * t2 + t) * startWay + (3 * t2 - 2 * t3) * to + (t3 - t2) * endWay;
}

/** Metres to the left at `t`; flat at both ends so that neighbouring edges join smoothly. */
function meander(
  seed: number,
  edge: number,
  style: Pick<Path, 'winding' | 'halfWidth'>,
  length: number,
): (t: number) => number {
  const random = seededRandom(partSeed(seed, edge));
  const waves = style.winding
    ? Math.max(3, Math.round(length / 115))
    : style.halfWidth > 40
      ? 1
      : 1 + Math.floor(random() * 3);
  const sign = random() < 0.5 ? -1 : 1;
  const swing = sign * (style.winding ? 55 + random() * 15 : random() * (style.halfWidth > 0 ? 10 : 20));
  return (t) => swing * Math.sin(Math.PI * waves * t) * Math.sin(Math.PI * t);
}
