/** The rivers as a network that water is followed in: routes cut at the places where they meet. */
import { type InPieces, whole } from '../in-pieces.ts';
import type { Rulers } from '../rulers.ts';
import { findMeetings, type Place } from './meetings.ts';

/**
 * Route r has stops first[r] .. first[r + 1] - 1 in order of measure, its ends among them; between two of them lies a
 * reach. Stops of one node are one place in the water: nodeStop[nodeFirst[n]] .. nodeStop[nodeFirst[n + 1] - 1].
 */
export interface Network {
  rulers: Rulers;
  first: Uint32Array;
  route: Int32Array;
  mm: Float64Array;
  node: Int32Array;
  nodeFirst: Uint32Array;
  nodeStop: Uint32Array;
}

const kept = new WeakMap<Rulers, Network>();

/** Made once for the rulers of a version. O(vertices log vertices). */
export function networkOf(rulers: Rulers): Network {
  return whole(networkInPieces(rulers));
}

export function* networkInPieces(rulers: Rulers): InPieces<Network> {
  const held = kept.get(rulers) ?? (yield* build(rulers));
  kept.set(rulers, held);
  return held;
}

/** @param more  places that shall be stops too, where a way begins. */
export function buildNetwork(rulers: Rulers, more: readonly Place[] = []): Network {
  return whole(build(rulers, more));
}

function* build(rulers: Rulers, more: readonly Place[] = []): InPieces<Network> {
  const groups = [...(yield* findMeetings(rulers)), ...more.map((place) => [place])];
  yield;
  const stops = new Map<string, Place>();
  for (const place of groups.flat()) stops.set(keyOf(place), place);
  yield;
  const sorted = [...stops.values()].sort((a, b) => a.route - b.route || a.mm - b.mm);
  yield;
  const index = new Map(sorted.map((place, i) => [keyOf(place), i]));
  yield;
  const parent = Uint32Array.from(sorted, (_, i) => i);
  for (const [head, ...others] of groups)
    for (const other of others) join(parent, index.get(keyOf(head))!, index.get(keyOf(other))!);
  yield;
  return pack(
    rulers,
    sorted,
    Int32Array.from(sorted, (_, i) => rootOf(parent, i)),
  );
}

/** The network with a stop at a place, and its number; the network itself where the place is one already. */
export function withStop(network: Network, { route, mm }: Place): { network: Network; stop: number } {
  const { first, mm: measures } = network;
  let at = first[route];
  while (at < first[route + 1] && measures[at] < mm) at++;
  if (at < first[route + 1] && measures[at] === mm) return { network, stop: at };
  const sorted = Array.from(measures, (measure, i): Place => ({ route: network.route[i], mm: measure }));
  sorted.splice(at, 0, { route, mm });
  const roots = Array.from(network.node);
  roots.splice(at, 0, network.nodeFirst.length - 1);
  return { network: pack(network.rulers, sorted, Int32Array.from(roots)), stop: at };
}

const keyOf = ({ route, mm }: Place) => `${route} ${mm}`;

function join(parent: Uint32Array, a: number, b: number): void {
  const [low, high] = [rootOf(parent, a), rootOf(parent, b)].sort((i, j) => i - j);
  parent[high] = low;
}

function rootOf(parent: Uint32Array, i: number): number {
  while (parent[i] !== i) {
    parent[i] = parent[parent[i]];
    i = parent[i];
  }
  return i;
}

/** @param label  of stops, the same for those of one node. */
function pack(rulers: Rulers, stops: readonly Place[], label: Int32Array): Network {
  const first = new Uint32Array(rulers.count + 1);
  for (const { route } of stops) first[route + 1]++;
  for (let r = 0; r < rulers.count; r++) first[r + 1] += first[r];
  const numbers = new Map<number, number>();
  for (const each of label) if (!numbers.has(each)) numbers.set(each, numbers.size);
  const node = label.map((each) => numbers.get(each)!);
  const nodeFirst = new Uint32Array(numbers.size + 1);
  for (const each of node) nodeFirst[each + 1]++;
  for (let n = 0; n < numbers.size; n++) nodeFirst[n + 1] += nodeFirst[n];
  const next = nodeFirst.slice();
  const nodeStop = new Uint32Array(stops.length);
  node.forEach((each, stop) => {
    nodeStop[next[each]++] = stop;
  });
  const [route, mm] = [Int32Array.from(stops, (s) => s.route), Float64Array.from(stops, (s) => s.mm)];
  return { rulers, first, route, mm, node, nodeFirst, nodeStop };
}
