/**
 * Which stops follow a stop, by mode.
 *
 * Water runs the way of its route. On the shore of a lake it runs nowhere: what gets into the lake may come to every place
 * of its shore, so a shore is followed both ways. Up and down with all branches (UT, DD) every route of a node is taken; along the
 * main stem (UM, DM) a way stays on its route to the end:
 *
 *   DM   on, in the river itself if it goes on, else into what it ends in, the main route and the longest first;
 *        out of a lake by the one route that begins at or crosses its shore, chosen alike
 *   UM   on in the river itself, by a route that comes to its start; never into another river, nor through a lake
 */
import { routeLength, SHORE } from '../rulers.ts';
import type { Network } from './network.ts';

export const TRACE_MODES = ['UM', 'UT', 'DM', 'DD'] as const;
export type TraceMode = (typeof TRACE_MODES)[number];

export const isDown = (mode: TraceMode) => mode[0] === 'D';

/** Calls `visit` for each stop that is next, with the length between, 0 where another route is gone over to. */
export function eachStep(
  network: Network,
  stop: number,
  mode: TraceMode,
  visit: (stop: number, lengthMm: number) => void,
): void {
  const isShore = network.rulers.role[network.route[stop]] === SHORE;
  const senses = isShore ? [1, -1] : [isDown(mode) ? 1 : -1];
  for (const sense of senses) {
    const next = alongRoute(network, stop, sense);
    // round the seam of a closed route lies no length
    if (next >= 0) visit(next, next === stop + sense ? Math.abs(network.mm[next] - network.mm[stop]) : 0);
  }
  if (mode === 'UT' || mode === 'DD') for (const other of stopsAt(network, stop)) visit(other, 0);
  else {
    const on = isShore ? outOfLake(network, stop, mode) : onFromEnd(network, stop, mode);
    if (on >= 0) visit(on, 0);
  }
}

/** Other stops of the node. */
export function stopsAt({ node, nodeFirst, nodeStop }: Network, stop: number): number[] {
  const here = Array.from(nodeStop.subarray(nodeFirst[node[stop]], nodeFirst[node[stop] + 1]));
  return here.filter((other) => other !== stop);
}

/** The next stop of the route, round it where it is closed; -1 at its end. */
function alongRoute({ rulers, first, route }: Network, stop: number, sense: number): number {
  const r = route[stop];
  const next = stop + sense;
  if (next >= first[r] && next < first[r + 1]) return next;
  if (rulers.closed[r] === 0) return -1;
  return sense > 0 ? first[r] : first[r + 1] - 1;
}

/** Where the main stem goes on from the end of an open route; -1 elsewhere and where it ends. */
function onFromEnd(network: Network, stop: number, mode: TraceMode): number {
  const { rulers, route } = network;
  const end = alongRoute(network, stop, isDown(mode) ? 1 : -1);
  if (end >= 0) return -1;
  const river = rulers.riverId[route[stop]];
  const ways = stopsAt(network, stop).filter((other) => {
    const isOwn = rulers.riverId[route[other]] === river;
    return goesOn(network, other, mode) && (isDown(mode) || (isOwn && rulers.role[route[other]] !== SHORE));
  });
  return best(network, ways, river);
}

/** The one way out of the lake on whose shore the stop is, if it is at this stop. */
function outOfLake(network: Network, stop: number, mode: TraceMode): number {
  if (mode === 'UM') return -1;
  const { rulers, first, route } = network;
  const ways: number[] = [];
  for (let s = first[route[stop]]; s < first[route[stop] + 1]; s++)
    for (const other of stopsAt(network, s))
      if (rulers.role[route[other]] !== SHORE && goesOn(network, other, mode)) ways.push(other);
  const out = best(network, ways, rulers.riverId[route[stop]]);
  return out >= 0 && network.node[out] === network.node[stop] ? out : -1;
}

function goesOn(network: Network, stop: number, mode: TraceMode): boolean {
  if (network.rulers.role[network.route[stop]] === SHORE) return true;
  return alongRoute(network, stop, isDown(mode) ? 1 : -1) >= 0;
}

/** Of the river itself, main before branch before shore, the longest, the lowest id, the lowest measure. */
function best({ rulers, route, mm }: Network, ways: readonly number[], river: number): number {
  const isOther = (s: number) => (rulers.riverId[route[s]] === river ? 0 : 1);
  const order = (a: number, b: number) =>
    isOther(a) - isOther(b) ||
    rulers.role[route[a]] - rulers.role[route[b]] ||
    routeLength(rulers, route[b]) - routeLength(rulers, route[a]) ||
    route[a] - route[b] ||
    mm[a] - mm[b];
  return [...ways].sort(order)[0] ?? -1;
}
