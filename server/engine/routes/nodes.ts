/** Where the lines of a river join: nodes at ends, at shared vertices and at the tips of lines that turn back. */
import type { SourceLine } from './source-line.ts';
import type { Vertices } from './vertices.ts';

/** Ends of one from_node/to_node join when they are at most this far apart; the hop between is no length. */
const NODE_REACH_MM = 1000;

/** Node per vertex (-1 inside an edge), numbered from west to east, then south to north. */
export interface Nodes {
  count: number;
  at: Int32Array;
  sense: Int8Array; // per line: 1 the water runs with the drawing, -1 against it
}

interface Draft {
  vertex: number; // the place that stands for the node
  name: string;
}

/** Find the nodes of a river. Names join ends where they are given; all else joins where it is equal to 1 mm. */
export function findNodes(lines: readonly SourceLine[], vertices: Vertices): Nodes {
  const flipped = flippedLines(lines, vertices);
  const at = new Int32Array(vertices.x.length).fill(-1);
  const drafts: Draft[] = [];
  const nodeAtPlace = new Int32Array(vertices.visits.length).fill(-1);
  nameEnds(lines, vertices, flipped, at, drafts, nodeAtPlace);
  for (let i = 0; i < lines.length; i++)
    for (let v = vertices.first[i]; v < vertices.first[i + 1]; v++)
      if (at[v] < 0 && isNode(vertices, i, v)) at[v] = nodeOfPlace(vertices, v, drafts, nodeAtPlace);
  renumber(at, drafts, vertices);
  const sense = Int8Array.from(lines, (line, i) => (flipped[i] ? -1 : 1) * (line.direction === -1 ? -1 : 1));
  return { count: drafts.length, at, sense };
}

function isNode({ first, place, visits }: Vertices, line: number, v: number): boolean {
  if (v === first[line] || v === first[line + 1] - 1) return true;
  return visits[place[v]] > 1 || place[v - 1] === place[v + 1];
}

function nodeOfPlace({ place }: Vertices, v: number, drafts: Draft[], nodeAtPlace: Int32Array): number {
  if (nodeAtPlace[place[v]] < 0) nodeAtPlace[place[v]] = drafts.push({ vertex: v, name: '' }) - 1;
  return nodeAtPlace[place[v]];
}

/** Give the named ends their nodes. Names in order, so that where two share a place the others join the lower one. */
function nameEnds(
  lines: readonly SourceLine[],
  vertices: Vertices,
  flipped: readonly boolean[],
  at: Int32Array,
  drafts: Draft[],
  nodeAtPlace: Int32Array,
): void {
  const ends = namedEnds(lines, vertices, flipped);
  let open: number[] = []; // nodes of the name at hand
  for (const [k, { name, vertex, other }] of ends.entries()) {
    if (k === 0 || ends[k - 1].name !== name) open = [];
    let node = open.find(
      (n) => isNear(vertices, drafts[n].vertex, vertex) && !makesFalseRing(vertices, at[other], n, vertex, other),
    );
    if (node === undefined) {
      node = drafts.push({ vertex, name }) - 1;
      open.push(node);
    }
    at[vertex] = node;
    if (nodeAtPlace[vertices.place[vertex]] < 0) nodeAtPlace[vertices.place[vertex]] = node;
  }
}

interface NamedEnd {
  name: string;
  vertex: number;
  other: number; // the line's other end
}

function namedEnds(lines: readonly SourceLine[], vertices: Vertices, flipped: readonly boolean[]): NamedEnd[] {
  const ends: NamedEnd[] = [];
  lines.forEach((line, i) => {
    const [head, tail] = [vertices.first[i], vertices.first[i + 1] - 1];
    if (tail <= head) return;
    const [atHead, atTail] = flipped[i] ? [line.toNode, line.fromNode] : [line.fromNode, line.toNode];
    if (atHead) ends.push({ name: atHead, vertex: head, other: tail });
    if (atTail) ends.push({ name: atTail, vertex: tail, other: head });
  });
  return ends.sort((a, b) => compareNames(a.name, b.name) || comparePlaces(vertices, a.vertex, b.vertex));
}

function isNear({ x, y }: Vertices, a: number, b: number): boolean {
  return Math.hypot(x[a] - x[b], y[a] - y[b]) <= NODE_REACH_MM;
}

/** A short line whose ends carry one name is no ring unless it is drawn as one. */
function makesFalseRing({ place }: Vertices, otherNode: number, node: number, vertex: number, other: number): boolean {
  return otherNode === node && place[vertex] !== place[other];
}

/**
 * Lines drawn from their to_node to their from_node. A node is where most of the lines that name it have an end; a
 * line is flipped when its ends fit those places better the other way round.
 */
function flippedLines(lines: readonly SourceLine[], vertices: Vertices): boolean[] {
  const ends = new Map<string, number>(); // name and place, how many lines
  const key = (name: string, v: number) => `${vertices.place[v]} ${name}`;
  const each = (line: SourceLine, i: number) => {
    const [head, tail] = [vertices.first[i], vertices.first[i + 1] - 1];
    const count = (name: string | null | undefined, v: number) => (name && ends.get(key(name, v))) || 0;
    const add = (name: string | null | undefined, v: number) => name && ends.set(key(name, v), count(name, v) + 1);
    return { head, tail, count, add, from: line.fromNode, to: line.toNode };
  };
  lines.forEach((line, i) => {
    const { head, tail, add, from, to } = each(line, i);
    if (tail <= head) return;
    for (const name of [from, to]) for (const end of [head, tail]) add(name, end);
  });
  return lines.map((line, i) => {
    const { head, tail, count, from, to } = each(line, i);
    return tail > head && count(from, tail) + count(to, head) > count(from, head) + count(to, tail);
  });
}

function renumber(at: Int32Array, drafts: readonly Draft[], vertices: Vertices): void {
  const order = drafts.map((_, node) => node);
  order.sort(
    (a, b) =>
      comparePlaces(vertices, drafts[a].vertex, drafts[b].vertex) || compareNames(drafts[a].name, drafts[b].name),
  );
  const rank = new Int32Array(drafts.length);
  order.forEach((node, i) => {
    rank[node] = i;
  });
  for (let v = 0; v < at.length; v++) if (at[v] >= 0) at[v] = rank[at[v]];
}

/** West before east, then south before north. */
export function comparePlaces({ lon, lat }: Vertices, a: number, b: number): number {
  return lon[a] - lon[b] || lat[a] - lat[b];
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
