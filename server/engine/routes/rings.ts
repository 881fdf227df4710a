/** Rings among what is left of a river: chains that leave a junction and come back to it, or meet nothing at all. */
import { degree, type Graph, type Step } from './graph.ts';
import type { Path } from './longest-path.ts';

/** The ring that the graph is when every node has two edges. */
export function wholeRing(graph: Graph): Path {
  return chain(graph, 0, graph.start[0]).path;
}

/** The longest chain that starts and ends at one junction without meeting another; ties to the western junction. */
export function longestLoop(graph: Graph): Path | undefined {
  let longest: Path | undefined;
  for (let i = 0; i < graph.node.length; i++) {
    if (degree(graph, i) < 3) continue;
    for (let link = graph.start[i]; link < graph.start[i + 1]; link++) {
      const { path, end } = chain(graph, i, link);
      if (end === i && path.lengthMm > (longest?.lengthMm ?? 0)) longest = path;
    }
  }
  return longest;
}

/** Follow a link through nodes of two edges until a junction, a dead end or the start. */
function chain(graph: Graph, from: number, first: number): { path: Path; end: number } {
  const steps: Step[] = [];
  let lengthMm = 0;
  let link = first;
  for (;;) {
    steps.push({ edge: graph.edge[link], forward: graph.forward[link] === 1 });
    lengthMm += graph.lengthMm[link];
    const end = graph.to[link];
    if (end === from || degree(graph, end) !== 2) return { path: { steps, lengthMm }, end };
    const arrived = graph.edge[link];
    const [one, other] = [graph.start[end], graph.start[end] + 1];
    link = graph.edge[one] === arrived ? other : one;
  }
}
