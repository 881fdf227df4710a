/** Where one polygon holds several lines the water does not tell which of them a chord is on: its distance from them does. */
import { NO_BODY } from '../index/route-waters.ts';
import { edgeDistance, isInWaterOrIsland, waterDistance } from '../index/water-tests.ts';
import { FAR_COST, POLYGON_TOLERANCE_MM } from '../parameters.ts';
import type { Workspace } from './workspace.ts';

//     ╭──────●────────╮      a boat in one arm of a braid that is drawn as one polygon is in the water of the other arm's line,
//   ──┤    island     ├──    too; what it is farther from that than from its own is how far it strays for it
//     ╰───────────────╯
/**
 * Makes states on polygons dearer where another route's line in the same one is nearer to the chord. Not up to the bank on their
 * own line's side: who keeps to it comes nearer to mouths and side arms there than to the river's middle.
 */
export function weighNearerLines(space: Workspace, chord: number): void {
  const { states } = space;
  const from = states.first[chord];
  for (let state = from; state < states.count; state++) {
    if (states.body[state] === NO_BODY) continue;
    const near = nearestOther(space, from, state);
    if (near === states.lineMm[state]) continue;
    const beyondMm = states.lineMm[state] - Math.max(near, bankMm(space, chord, state));
    if (beyondMm > 0) strayFarther(space, state, beyondMm);
  }
}

/** Distance to the nearest point of another route that is a state of the chord and in the polygon; the state's own if none is nearer. */
function nearestOther({ states, index }: Workspace, from: number, state: number): number {
  const { route, body, lineMm, x, y } = states;
  let least = lineMm[state];
  for (let other = from; other < states.count; other++) {
    if (lineMm[other] >= least || route[other] === route[state]) continue;
    if (body[other] === body[state] || isInWaterOrIsland(index.water, body[state], x[other], y[other]))
      least = lineMm[other];
  }
  return least;
}

/** From the state's point to the nearest edge of its polygon, and what the chord lies off the water, which costs already. */
function bankMm(space: Workspace, chord: number, state: number): number {
  const { states, index, markX, markY } = space;
  const body = states.body[state];
  const edgeMm = edgeDistance(index.water, body, states.x[state], states.y[state], states.lineMm[state]);
  if (states.d[state] === 0) return edgeMm;
  return edgeMm + waterDistance(index.water, body, markX[2 * chord + 1], markY[2 * chord + 1], POLYGON_TOLERANCE_MM);
}

function strayFarther({ states }: Workspace, state: number, beyondMm: number): void {
  const { d, cost } = states;
  const before = Math.min(d[state] * d[state], FAR_COST);
  d[state] += Math.floor((beyondMm * 25) / 15 + 0.5);
  cost[state] += Math.min(d[state] * d[state], FAR_COST) - before;
}
