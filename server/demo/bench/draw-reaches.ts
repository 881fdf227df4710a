/** Draws the reaches of the bench lattice and joins them to routes, in lattice metres before any scaling. */
import type { Random } from '../random.ts';
import type { Lattice } from './lattice.ts';

const STEP_M = 20;
const LARGEST_SWING_M = 40;

/** Lines one after another: line i has vertices first[i] .. first[i + 1] - 1. */
export interface Lines {
  first: Uint32Array;
  x: Float64Array;
  y: Float64Array;
}

/** Reaches as vertex ranges on routes; drawn from `fromNode` to `toNode`, which may be against the route. */
export interface BenchReaches {
  count: number;
  /** Index of the route. */
  route: Int32Array;
  fromNode: Int32Array;
  toNode: Int32Array;
  /** 1 when drawn against the route. */
  against: Uint8Array;
  /** First and last vertex among the routes' vertices, in the route's direction. */
  firstVertex: Uint32Array;
  lastVertex: Uint32Array;
}

/** Every reach as a sine of one or two half waves, a vertex about every 20 m. */
export function drawReaches(random: Random, lattice: Lattice): Lines {
  const first = new Uint32Array(lattice.count + 1);
  const x: number[] = [];
  const y: number[] = [];
  for (let reach = 0; reach < lattice.count; reach++) {
    first[reach] = x.length;
    const [a, b] = [lattice.from[reach], lattice.to[reach]];
    const [ax, ay] = [lattice.nodeX[a], lattice.nodeY[a]];
    const [dx, dy] = [lattice.nodeX[b] - ax, lattice.nodeY[b] - ay];
    const length = Math.hypot(dx, dy);
    const swing = (random() * LARGEST_SWING_M * (random() < 0.5 ? -1 : 1)) / length;
    const waves = 1 + Math.floor(random() * 2);
    const steps = Math.max(2, Math.floor((length * 1.08) / STEP_M + 0.5));
    for (let i = 0; i <= steps; i++) {
      const t = i / steps;
      const atNode = i === 0 || i === steps;
      const side = atNode ? 0 : swing * Math.sin(Math.PI * waves * t) + ((random() - 0.5) * 2) / length;
      x.push(ax + dx * t - dy * side);
      y.push(ay + dy * t + dx * side);
    }
  }
  first[lattice.count] = x.length;
  return { first, x: Float64Array.from(x), y: Float64Array.from(y) };
}

/** Joins the reaches of each river to one line that runs the way most of its length is drawn. */
export function joinRoutes(lattice: Lattice, drawn: Lines): { routes: Lines; reaches: BenchReaches } {
  const vertices = drawn.x.length - lattice.count + lattice.riverCount;
  const routes = {
    first: new Uint32Array(lattice.riverCount + 1),
    x: new Float64Array(vertices),
    y: new Float64Array(vertices),
  };
  const reaches = emptyReaches(lattice.count);
  let vertex = 0;
  let begin = 0;
  for (let river = 0; river < lattice.riverCount; river++) {
    let end = begin;
    while (end < lattice.count && lattice.river[end] === river) end++;
    routes.first[river] = vertex;
    const backwards = drawnBackwards(lattice, drawn, begin, end);
    for (let i = 0; i < end - begin; i++) {
      const reach = backwards ? end - 1 - i : begin + i;
      vertex = appendReach(drawn, reach, backwards, i === 0, routes, vertex);
      noteReach(lattice, reaches, reach, river, backwards, vertex - 1);
      reaches.firstVertex[reach] = vertex - (drawn.first[reach + 1] - drawn.first[reach]);
    }
    begin = end;
  }
  routes.first[lattice.riverCount] = vertex;
  return { routes, reaches };
}

function emptyReaches(count: number): BenchReaches {
  return {
    count,
    route: new Int32Array(count),
    fromNode: new Int32Array(count),
    toNode: new Int32Array(count),
    against: new Uint8Array(count),
    firstVertex: new Uint32Array(count),
    lastVertex: new Uint32Array(count),
  };
}

function drawnBackwards(lattice: Lattice, drawn: Lines, begin: number, end: number): boolean {
  let balance = 0;
  for (let reach = begin; reach < end; reach++)
    for (let i = drawn.first[reach] + 1; i < drawn.first[reach + 1]; i++) {
      const step = Math.hypot(drawn.x[i] - drawn.x[i - 1], drawn.y[i] - drawn.y[i - 1]);
      balance += lattice.reversed[reach] ? -step : step;
    }
  return balance < 0;
}

/** Appends a reach's vertices, all but the first where it continues the route. Returns the next free vertex. */
function appendReach(drawn: Lines, reach: number, backwards: boolean, opens: boolean, out: Lines, at: number): number {
  const count = drawn.first[reach + 1] - drawn.first[reach];
  let next = at;
  for (let i = opens ? 0 : 1; i < count; i++) {
    const from = backwards ? drawn.first[reach + 1] - 1 - i : drawn.first[reach] + i;
    out.x[next] = drawn.x[from];
    out.y[next++] = drawn.y[from];
  }
  return next;
}

function noteReach(
  lattice: Lattice,
  reaches: BenchReaches,
  reach: number,
  river: number,
  backwards: boolean,
  lastVertex: number,
): void {
  const reversed = lattice.reversed[reach] === 1;
  reaches.route[reach] = river;
  reaches.fromNode[reach] = reversed ? lattice.to[reach] : lattice.from[reach];
  reaches.toNode[reach] = reversed ? lattice.from[reach] : lattice.to[reach];
  reaches.against[reach] = reversed !== backwards ? 1 : 0;
  reaches.lastVertex[reach] = lastVertex;
}
