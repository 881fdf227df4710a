/** The longest of the shortest paths between some ends of a river. */
import type { Graph, Step } from './graph.ts';
import { middleOf, type ShortestPaths, shortestPaths, walkTo } from './shortest-paths.ts';

/** A walk and its length in millimetres. */
export interface Path {
  steps: Step[];
  lengthMm: number;
}

/**
 * The longest shortest path between any two of the ends (local nodes, ascending, at least two), read from its lower
 * end; ties go to the path with the lower end, then the lower other end, that is westernmost, then southernmost.
 *
 * Exact without all pairs: what is known from one node bounds every end's farthest distance from above, and an end
 * whose bound is below the best path found needs no search of its own. A tree takes three searches. After Takes and
 * Kosters, "Determining the diameter of small world networks", CIKM 2011, doi:10.1145/2063576.2063748.
 */
export function longestShortestPath(graph: Graph, ends: readonly number[]): Path {
  const search = new Search(graph, ends);
  const far = search.farthest(search.visit(ends[0]));
  const paths = search.visit(far);
  search.bound(shortestPaths(graph, middleOf(paths, search.farthest(paths))));
  for (let end = search.next(); end !== undefined; end = search.next()) search.visit(end);
  const { from, to, lengthMm } = search.best;
  return { steps: walkTo(graph, shortestPaths(graph, from), to), lengthMm };
}

class Search {
  best = { from: -1, to: -1, lengthMm: -1 };
  #graph: Graph;
  #ends: readonly number[];
  #limit: Float64Array; // per node: no end is farther than this
  #visited = new Set<number>();

  constructor(graph: Graph, ends: readonly number[]) {
    this.#graph = graph;
    this.#ends = ends;
    this.#limit = new Float64Array(graph.node.length).fill(Number.POSITIVE_INFINITY);
  }

  /** Search from one end: improves the best path and the bounds. */
  visit(end: number): ShortestPaths {
    const paths = shortestPaths(this.#graph, end);
    this.#visited.add(end);
    for (const other of this.#ends) if (other !== end) this.#offer(end, other, paths.distance[other]);
    this.bound(paths);
    return paths;
  }

  /** An end is never farther from another than over the node searched from. */
  bound(paths: ShortestPaths): void {
    const reach = paths.distance[this.farthest(paths)];
    for (const end of this.#ends) this.#limit[end] = Math.min(this.#limit[end], reach + paths.distance[end]);
  }

  farthest({ distance }: ShortestPaths): number {
    return this.#ends.reduce((far, end) => (distance[end] > distance[far] ? end : far), this.#ends[0]);
  }

  /** The end that may still be an end of a path as long as the best, most promising first. */
  next(): number | undefined {
    let next: number | undefined;
    for (const end of this.#ends) {
      if (this.#visited.has(end) || this.#limit[end] < this.best.lengthMm) continue;
      if (next === undefined || this.#limit[end] > this.#limit[next]) next = end;
    }
    return next;
  }

  #offer(a: number, b: number, lengthMm: number): void {
    const [from, to] = a < b ? [a, b] : [b, a];
    const { best } = this;
    const order = lengthMm - best.lengthMm || best.from - from || best.to - to;
    if (order > 0) this.best = { from, to, lengthMm };
  }
}
