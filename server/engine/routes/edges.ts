/** The lines of a river cut at their nodes. */
import { roundHalfUp } from '../geodesy.ts';
import { findNodes } from './nodes.ts';
import type { SourceLine } from './source-line.ts';
import { flattenTouching } from './touches.ts';
import type { Vertices } from './vertices.ts';

/** A stretch of one line from vertex `from` to vertex `to`; from > to reads it against the drawing. */
export interface Stretch {
  line: number;
  from: number;
  to: number;
}

/**
 * Between two nodes, drawn by one stretch read from node a to node b. What is drawn n times is n edges with copy 0 ..
 * n - 1: only the first may lead a path, so that no route runs out and back over one line.
 */
export interface Edge {
  a: number;
  b: number;
  lengthMm: number; // whole, so that equal paths are equal
  drawn: Stretch;
  copy: number;
}

export interface Network {
  vertices: Vertices;
  edges: Edge[]; // in an order that does not depend on the order of the lines
  nodes: number;
  sense: Int8Array; // per line: 1 the water runs with the drawing, -1 against it
}

/** Cut lines at nodes. */
export function buildNetwork(lines: readonly SourceLine[]): Network {
  const vertices = flattenTouching(lines);
  const { at, count, sense } = findNodes(lines, vertices);
  const edges: Edge[] = [];
  for (let line = 0; line < lines.length; line++) {
    let from = vertices.first[line];
    for (let to = from + 1; to < vertices.first[line + 1]; to++) {
      if (at[to] < 0) continue;
      edges.push(orient(vertices, at, { line, from, to }));
      from = to;
    }
  }
  edges.sort((e, f) => compareEdges(vertices, e, f) || flow(sense, f) - flow(sense, e) || e.drawn.line - f.drawn.line);
  countCopies(vertices, edges);
  return { vertices, edges, nodes: count, sense };
}

/** Read every edge from its lower node, a loop from its end with the lower second vertex. */
function orient(vertices: Vertices, at: Int32Array, stretch: Stretch): Edge {
  const { line, from, to } = stretch;
  let length = 0;
  for (let v = from + 1; v <= to; v++) length += vertices.stepMm[v];
  const lengthMm = Math.max(1, roundHalfUp(length));
  const backwards = at[from] > at[to] || (at[from] === at[to] && compareXy(vertices, from + 1, to - 1) > 0);
  if (backwards) return { a: at[to], b: at[from], lengthMm, drawn: { line, from: to, to: from }, copy: 0 };
  return { a: at[from], b: at[to], lengthMm, drawn: stretch, copy: 0 };
}

/** 1 when the water runs from a to b, -1 when it runs from b to a. */
function flow(sense: Int8Array, { drawn: { line, from, to } }: Edge): number {
  return sense[line] * Math.sign(to - from);
}

function compareEdges(vertices: Vertices, e: Edge, f: Edge): number {
  return e.a - f.a || e.b - f.b || compareStretches(vertices, e.drawn, f.drawn);
}

function compareStretches(vertices: Vertices, s: Stretch, t: Stretch): number {
  const [stepS, stepT] = [Math.sign(s.to - s.from), Math.sign(t.to - t.from)];
  const count = Math.abs(s.to - s.from);
  const difference = count - Math.abs(t.to - t.from);
  if (difference !== 0) return difference;
  for (let k = 0; k <= count; k++) {
    const order = compareXy(vertices, s.from + k * stepS, t.from + k * stepT);
    if (order !== 0) return order;
  }
  return 0;
}

function compareXy({ x, y }: Vertices, v: number, w: number): number {
  return x[v] - x[w] || y[v] - y[w];
}

/** Of sorted edges, those that repeat the one before. */
function countCopies(vertices: Vertices, edges: readonly Edge[]): void {
  for (let i = 1; i < edges.length; i++)
    if (compareEdges(vertices, edges[i - 1], edges[i]) === 0) edges[i].copy = edges[i - 1].copy + 1;
}
