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
 * Between two nodes. What is drawn twice over the same vertices is one edge, so one stretch of river, and `drawn` holds
 * both lines' stretches, read from node a to node b; the first gives the vertices.
 */
export interface Edge {
  a: number;
  b: number;
  lengthMm: number; // whole, so that equal paths are equal
  drawn: Stretch[];
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
  edges.sort(
    (e, f) => compareEdges(vertices, e, f) || flow(sense, f) - flow(sense, e) || e.drawn[0].line - f.drawn[0].line,
  );
  return { vertices, edges: mergeCopies(vertices, edges), nodes: count, sense };
}

/** Read every edge from its lower node, a loop from its end with the lower second vertex. */
function orient(vertices: Vertices, at: Int32Array, stretch: Stretch): Edge {
  const { line, from, to } = stretch;
  let length = 0;
  for (let v = from + 1; v <= to; v++) length += vertices.stepMm[v];
  const lengthMm = Math.max(1, roundHalfUp(length));
  const backwards = at[from] > at[to] || (at[from] === at[to] && compareXy(vertices, from + 1, to - 1) > 0);
  if (backwards) return { a: at[to], b: at[from], lengthMm, drawn: [{ line, from: to, to: from }] };
  return { a: at[from], b: at[to], lengthMm, drawn: [stretch] };
}

/** 1 when the water runs from a to b, -1 when it runs from b to a. */
function flow(sense: Int8Array, { drawn }: Edge): number {
  const [{ line, from, to }] = drawn;
  return sense[line] * Math.sign(to - from);
}

function compareEdges(vertices: Vertices, e: Edge, f: Edge): number {
  return e.a - f.a || e.b - f.b || compareStretches(vertices, e.drawn[0], f.drawn[0]);
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

/** Sorted edges that repeat the one before join it. */
function mergeCopies(vertices: Vertices, edges: readonly Edge[]): Edge[] {
  const merged: Edge[] = [];
  for (const edge of edges) {
    const before = merged[merged.length - 1];
    if (before && compareEdges(vertices, before, edge) === 0) before.drawn.push(...edge.drawn);
    else merged.push(edge);
  }
  return merged;
}
