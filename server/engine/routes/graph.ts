/** A connected part of what is left of a river, as a graph in CSR form. */
import type { Edge } from './edges.ts';

/** One edge of a walk; forward reads it from a to b. */
export interface Step {
  edge: number;
  forward: boolean;
}

/**
 * Local node i is node[i] of the river (ascending, so west before east). Its links are start[i] .. start[i + 1] - 1,
 * ascending by edge; a loop has two.
 */
export interface Graph {
  node: Int32Array;
  start: Int32Array;
  edge: Int32Array;
  to: Int32Array; // local node at the link's other end
  forward: Uint8Array; // 1: the link leaves from the edge's a
  lengthMm: Float64Array; // per link
}

/** Scratch for numbering nodes locally: one entry per node of the river, all -1 between calls. */
export type LocalNumbers = Int32Array;

/** The graph of some edges (ascending). */
export function buildGraph(edges: readonly Edge[], chosen: readonly number[], local: LocalNumbers): Graph {
  const node = nodesOf(edges, chosen, local);
  const graph: Graph = {
    node,
    start: new Int32Array(node.length + 1),
    edge: new Int32Array(2 * chosen.length),
    to: new Int32Array(2 * chosen.length),
    forward: new Uint8Array(2 * chosen.length),
    lengthMm: new Float64Array(2 * chosen.length),
  };
  for (const e of chosen) for (const end of [edges[e].a, edges[e].b]) graph.start[local[end] + 1]++;
  for (let i = 0; i < node.length; i++) graph.start[i + 1] += graph.start[i];
  const next = graph.start.slice();
  for (const e of chosen)
    for (const forward of [1, 0]) {
      const [from, to] = forward ? [edges[e].a, edges[e].b] : [edges[e].b, edges[e].a];
      const link = next[local[from]]++;
      graph.edge[link] = e;
      graph.to[link] = local[to];
      graph.forward[link] = forward;
      graph.lengthMm[link] = edges[e].lengthMm;
    }
  for (const n of node) local[n] = -1;
  return graph;
}

function nodesOf(edges: readonly Edge[], chosen: readonly number[], local: LocalNumbers): Int32Array {
  const nodes: number[] = [];
  for (const e of chosen)
    for (const end of [edges[e].a, edges[e].b])
      if (local[end] < 0) {
        local[end] = 0;
        nodes.push(end);
      }
  const sorted = Int32Array.from(nodes).sort();
  sorted.forEach((n, i) => {
    local[n] = i;
  });
  return sorted;
}

/** How many edge ends meet at a local node. */
export function degree(graph: Graph, i: number): number {
  return graph.start[i + 1] - graph.start[i];
}

/** The connected parts of some edges, each ascending, in the order of their first edge. */
export function components(edges: readonly Edge[], chosen: readonly number[], local: LocalNumbers): number[][] {
  const graph = buildGraph(edges, chosen, local);
  const partOf = new Int32Array(graph.node.length).fill(-1);
  const parts: number[][] = [];
  const partOfEdge = new Map<number, number>();
  for (let i = 0; i < graph.node.length; i++) {
    if (partOf[i] >= 0) continue;
    flood(graph, i, parts.length, partOf, partOfEdge);
    parts.push([]);
  }
  for (const e of chosen) parts[partOfEdge.get(e) as number].push(e);
  return parts.sort((p, q) => p[0] - q[0]);
}

function flood(graph: Graph, from: number, part: number, partOf: Int32Array, partOfEdge: Map<number, number>): void {
  const open = [from];
  partOf[from] = part;
  for (let i = open.pop(); i !== undefined; i = open.pop())
    for (let link = graph.start[i]; link < graph.start[i + 1]; link++) {
      partOfEdge.set(graph.edge[link], part);
      const to = graph.to[link];
      if (partOf[to] >= 0) continue;
      partOf[to] = part;
      open.push(to);
    }
}
