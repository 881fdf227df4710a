/** The routes of a river: unbranched lines, the same whatever the order its lines are stored in. */
import { buildNetwork, type Edge } from './edges.ts';
import { buildGraph, components, degree, type Graph, type LocalNumbers } from './graph.ts';
import { longestShortestPath, type Path } from './longest-path.ts';
import { longestLoop, wholeRing } from './rings.ts';
import type { BuiltRoute, SourceLine } from './source-line.ts';
import { stitch } from './stitch.ts';

/**
 * Build the routes of one river from its drawn lines: main routes first, each list longest first, ties from west to
 * east.
 *
 * Per connected part the main path comes first, the longest of the shortest paths, by drawn length, between its dead
 * ends; then the same is done with what is left. A part with less than two dead ends is taken along the longer of its
 * longest ring and the longest shortest path between its junctions. The first route of every part is main, the others
 * are branches. Lines with no length in the plane give nothing, nor does what is shorter than half a millimetre.
 * What is drawn twice is one stretch of river that both lines name: no survey could ever cover a second one in the same
 * place.
 */
export function buildRoutes(lines: readonly SourceLine[]): BuiltRoute[] {
  const network = buildNetwork(lines);
  const { edges } = network;
  const local: LocalNumbers = new Int32Array(network.nodes).fill(-1);
  const routes: BuiltRoute[] = [];
  const open = partsOf(edges, [...edges.keys()], local).map((part) => ({ part, isMain: true }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { steps } = nextPath(edges, next.part, local);
    const route = stitch(network, steps, next.isMain ? 'main' : 'branch');
    if (route.m[route.m.length - 1] > 0) routes.push(route); // half a millimetre beside another line is no river of its own
    const taken = new Set(steps.map(({ edge }) => edge));
    const left = next.part.filter((e) => !taken.has(e));
    for (const part of partsOf(edges, left, local)) open.push({ part, isMain: false });
  }
  return routes.sort(compareRoutes);
}

function partsOf(edges: readonly Edge[], chosen: readonly number[], local: LocalNumbers): number[][] {
  return chosen.length > 1 ? components(edges, chosen, local) : chosen.length ? [[...chosen]] : [];
}

/** The next route of a connected part of a river. */
function nextPath(edges: readonly Edge[], part: readonly number[], local: LocalNumbers): Path {
  if (part.length === 1) return { steps: [{ edge: part[0], forward: true }], lengthMm: edges[part[0]].lengthMm };
  const graph = buildGraph(edges, part, local);
  const deadEnds = nodesOfDegree(graph, (d) => d === 1);
  if (deadEnds.length > 1) return longestShortestPath(graph, deadEnds);
  const ends = nodesOfDegree(graph, (d) => d !== 2);
  if (ends.length === 0) return wholeRing(graph);
  const loop = longestLoop(graph);
  const path = ends.length > 1 ? longestShortestPath(graph, ends) : undefined;
  if (loop && (!path || loop.lengthMm > path.lengthMm)) return loop;
  return path as Path; // one junction alone always has a loop
}

function nodesOfDegree(graph: Graph, wanted: (degree: number) => boolean): number[] {
  return [...graph.node.keys()].filter((i) => wanted(degree(graph, i)));
}

function compareRoutes(a: BuiltRoute, b: BuiltRoute): number {
  const rank = (route: BuiltRoute) => (route.role === 'main' ? 0 : 1);
  return (
    rank(a) - rank(b) ||
    b.m[b.m.length - 1] - a.m[a.m.length - 1] ||
    a.lon[0] - b.lon[0] ||
    a.lat[0] - b.lat[0] ||
    a.x[1] - b.x[1] ||
    a.y[1] - b.y[1]
  );
}
