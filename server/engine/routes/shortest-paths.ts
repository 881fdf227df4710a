/** Shortest paths from one node of a river: Dijkstra, ties to the path that arrives by the lower edge. */
import type { Graph, Step } from './graph.ts';

export interface ShortestPaths {
  from: number;
  distance: Float64Array; // Infinity where there is no way
  by: Int32Array; // link that arrives at the node, seen from the node before; -1 at the start
  before: Int32Array; // node before
}

/** Distances in whole millimetres from one local node to all. O(links log links). */
export function shortestPaths(graph: Graph, from: number): ShortestPaths {
  const count = graph.node.length;
  const distance = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const by = new Int32Array(count).fill(-1);
  const before = new Int32Array(count).fill(-1);
  const heap = new Heap();
  distance[from] = 0;
  heap.push(0, from);
  while (heap.size > 0) {
    const at = heap.key(0);
    const i = heap.pop();
    if (at > distance[i]) continue;
    for (let link = graph.start[i]; link < graph.start[i + 1]; link++) {
      const to = graph.to[link];
      const arrives = at + graph.lengthMm[link];
      if (arrives > distance[to]) continue;
      if (arrives === distance[to] && graph.edge[link] >= graph.edge[by[to]]) continue;
      if (arrives < distance[to]) heap.push(arrives, to);
      distance[to] = arrives;
      by[to] = link;
      before[to] = i;
    }
  }
  return { from, distance, by, before };
}

/** The path to a node as a walk from the start. */
export function walkTo(graph: Graph, paths: ShortestPaths, to: number): Step[] {
  const steps: Step[] = [];
  for (let i = to; i !== paths.from; i = paths.before[i])
    steps.push({ edge: graph.edge[paths.by[i]], forward: graph.forward[paths.by[i]] === 1 });
  return steps.reverse();
}

/** The node of the path to `to` that is the last within half of it. */
export function middleOf(paths: ShortestPaths, to: number): number {
  let i = to;
  while (2 * paths.distance[i] > paths.distance[to]) i = paths.before[i];
  return i;
}

/** A binary heap of nodes by distance. */
class Heap {
  #keys: number[] = [];
  #nodes: number[] = [];

  get size(): number {
    return this.#keys.length;
  }

  key(i: number): number {
    return this.#keys[i];
  }

  push(key: number, node: number): void {
    let i = this.#keys.length;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (this.#keys[parent] <= key) break;
      this.#keys[i] = this.#keys[parent];
      this.#nodes[i] = this.#nodes[parent];
      i = parent;
    }
    this.#keys[i] = key;
    this.#nodes[i] = node;
  }

  pop(): number {
    const top = this.#nodes[0];
    const key = this.#keys.pop() as number;
    const node = this.#nodes.pop() as number;
    if (this.#keys.length > 0) this.#sink(key, node);
    return top;
  }

  #sink(key: number, node: number): void {
    const size = this.#keys.length;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child + 1 < size && this.#keys[child + 1] < this.#keys[child]) child++;
      if (child >= size || this.#keys[child] >= key) break;
      this.#keys[i] = this.#keys[child];
      this.#nodes[i] = this.#nodes[child];
      i = child;
    }
    this.#keys[i] = key;
    this.#nodes[i] = node;
  }
}
