/** A walk over edges becomes a route: its start, its way, its vertices and measures, and where each line lies on it. */
import { roundHalfUp } from '../geodesy.ts';
import type { Role } from '../rulers.ts';
import type { Network, Stretch } from './edges.ts';
import type { Step } from './graph.ts';
import { comparePlaces } from './nodes.ts';
import type { BuiltRoute, SourceRange } from './source-line.ts';
import type { Vertices } from './vertices.ts';

/** A stretch of the route and all that draw it, read along it; the first gives the vertices. */
type Part = Stretch[];

/** Build the route of a walk. A walk that ends where it starts is a ring. */
export function stitch(network: Network, walk: readonly Step[], role: Role): BuiltRoute {
  const { vertices } = network;
  let parts = walk.map(({ edge, forward }) => {
    const { drawn } = network.edges[edge];
    return forward ? drawn : reversed(drawn);
  });
  const closed = isClosed(network, walk);
  if (runsBackwards(network, parts, closed)) parts = parts.map(reversed).reverse();
  if (closed) parts = fromWesternmost(vertices, parts);
  return { role, closed, ...measured(vertices, parts, closed) };
}

function isClosed({ edges }: Network, walk: readonly Step[]): boolean {
  const [head, tail] = [walk[0], walk[walk.length - 1]];
  const start = head.forward ? edges[head.edge].a : edges[head.edge].b;
  return start === (tail.forward ? edges[tail.edge].b : edges[tail.edge].a);
}

const reversed = (part: Part): Part => part.map(({ line, from, to }) => ({ line, from: to, to: from }));

/** The longer part of the drawing decides; at a tie an open route starts in the west and a ring runs anticlockwise. */
function runsBackwards({ vertices, sense }: Network, parts: readonly Part[], closed: boolean): boolean {
  let along = 0;
  for (const [{ line, from, to }] of parts) along += drawnMm(vertices, from, to) * sense[line] * Math.sign(to - from);
  if (roundHalfUp(along) !== 0) return along < 0;
  if (closed) return doubleArea(vertices, parts) < 0;
  return comparePlaces(vertices, parts[0][0].from, parts[parts.length - 1][0].to) > 0;
}

function drawnMm({ stepMm }: Vertices, from: number, to: number): number {
  let sum = 0;
  for (let v = Math.min(from, to) + 1; v <= Math.max(from, to); v++) sum += stepMm[v];
  return sum;
}

function doubleArea({ x, y }: Vertices, parts: readonly Part[]): number {
  const [x0, y0] = [x[parts[0][0].from], y[parts[0][0].from]];
  let sum = 0;
  for (const [{ from, to }] of parts) {
    const step = Math.sign(to - from);
    for (let v = from; v !== to; v += step) sum += (x[v] - x0) * (y[v + step] - y0) - (x[v + step] - x0) * (y[v] - y0);
  }
  return sum;
}

/** Turn a ring so that it starts at its westernmost, then southernmost vertex, cutting the part it lies in. */
function fromWesternmost(vertices: Vertices, parts: readonly Part[]): Part[] {
  let [at, first] = [0, parts[0][0].from];
  parts.forEach(([{ from, to }], i) => {
    for (let v = from; v !== to; v += Math.sign(to - from))
      if (comparePlaces(vertices, v, first) < 0) [at, first] = [i, v];
  });
  const part = parts[at];
  if (first === part[0].from) return [...parts.slice(at), ...parts.slice(0, at)];
  const steps = Math.abs(first - part[0].from);
  const cut = ({ from, to }: Stretch) => from + steps * Math.sign(to - from);
  const head = part.map((s) => ({ ...s, to: cut(s) }));
  const tail = part.map((s) => ({ ...s, from: cut(s) }));
  return [tail, ...parts.slice(at + 1), ...parts.slice(0, at), head];
}

type Measured = Omit<BuiltRoute, 'role' | 'closed'>;

interface Sources {
  all: SourceRange[];
  latest: Map<number, SourceRange>; // per line
}

/** Vertices and measures. The hop between ends that only their names join has no measure. */
function measured(vertices: Vertices, parts: readonly Part[], closed: boolean): Measured {
  const order: number[] = [];
  const m: number[] = [];
  const sources: Sources = { all: [], latest: new Map() };
  let sum = 0;
  for (const part of parts) {
    const [{ from, to }] = part;
    const startMm = roundHalfUp(sum);
    const step = Math.sign(to - from);
    if (!isSamePlace(vertices, order[order.length - 1], from)) add(order, m, from, startMm);
    for (let v = from; v !== to; v += step) {
      sum += vertices.stepMm[Math.max(v, v + step)];
      add(order, m, v + step, roundHalfUp(sum));
    }
    for (const stretch of part) addSource(sources, stretch, startMm, roundHalfUp(sum));
  }
  if (closed && !isSamePlace(vertices, order[order.length - 1], order[0])) add(order, m, order[0], roundHalfUp(sum));
  const pick = (axis: Float64Array) => Float64Array.from(order, (v) => axis[v]);
  const { lon, lat, x, y } = vertices;
  const drawn = sources.all.filter(({ fromMm, toMm }) => fromMm !== toMm); // half a millimetre of a line is none of the route
  return { lon: pick(lon), lat: pick(lat), x: pick(x), y: pick(y), m: Float64Array.from(m), sources: drawn };
}

function add(order: number[], m: number[], v: number, measure: number): void {
  order.push(v);
  m.push(measure);
}

function isSamePlace({ place }: Vertices, v: number | undefined, w: number): boolean {
  return v !== undefined && place[v] === place[w];
}

/** Parts of one line that follow one another along the route are one range of it. */
function addSource(ranges: Sources, { line, from, to }: Stretch, startMm: number, endMm: number): void {
  const before = ranges.latest.get(line);
  const forward = from < to;
  if (forward && before?.toMm === startMm && before.fromMm < before.toMm) before.toMm = endMm;
  else if (!forward && before?.fromMm === startMm && before.fromMm > before.toMm) before.fromMm = endMm;
  else {
    const range = forward ? { line, fromMm: startMm, toMm: endMm } : { line, fromMm: endMm, toMm: startMm };
    ranges.all.push(range);
    ranges.latest.set(line, range);
  }
}
