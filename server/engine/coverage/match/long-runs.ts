/** Under water a long run says which water the boat is on, so that its route is left later than others are. */
import { NO_BODY } from '../index/route-waters.ts';
import { FAR_COST, KEPT_ASKEW_COST, KEPT_FAR_COST, LONG_CHORDS } from '../parameters.ts';
import { isJump } from './measures.ts';
import { NONE, type Workspace } from './workspace.ts';

//   ──────────────────────── line      a sonar's boat 20 m off it strays to 30 m and farther for as long as its receiver errs,
//    · · ·     · · · ·    ·            which may be 800 m and more; who only goes over the line is never long beside it
//          · ·        · ·
/**
 * Of chords that count for nothing lowers, off polygons, the costs of all candidates of the routes that have a long run, between the
 * first and the last chord that count for those: what lies before and after may be the way to the water. Whether any is lower.
 */
export function cheapenLongRuns(space: Workspace): boolean {
  const { chosen } = space;
  let isAnyLower = false;
  for (const route of routesOfLongRuns(space)) {
    const [from, to] = reachOf(space, route);
    for (let chord = from; chord <= to; chord++)
      if (chosen[chord] === NONE && cheapenChord(space, chord, route)) isAnyLower = true;
  }
  return isAnyLower;
}

function cheapenChord(space: Workspace, chord: number, route: number): boolean {
  const { first } = space.states;
  let isAnyLower = false;
  for (let state = first[chord]; state < first[chord + 1]; state++) if (cheapen(space, state, route)) isAnyLower = true;
  return isAnyLower;
}

function cheapen({ states }: Workspace, state: number, route: number): boolean {
  if (states.route[state] !== route || states.body[state] !== NO_BODY) return false;
  const square = states.d[state] * states.d[state];
  const isAskew = states.cost[state] > Math.min(square, FAR_COST);
  const cost = Math.min(square, KEPT_FAR_COST) + (isAskew ? KEPT_ASKEW_COST : 0);
  if (cost >= states.cost[state]) return false;
  states.cost[state] = cost;
  return true;
}

/** The first and the last chord that count for a route. */
function reachOf({ chords, states, chosen }: Workspace, route: number): [number, number] {
  const counts = (chord: number) => chosen[chord] !== NONE && states.route[chosen[chord]] === route;
  let [from, to] = [0, chords - 1];
  while (!counts(from)) from++;
  while (!counts(to)) to--;
  return [from, to];
}

/** The routes for which so many chords count one after another without a jump. */
function routesOfLongRuns(space: Workspace): Set<number> {
  const { chords, states, chosen } = space;
  const long = new Set<number>();
  let run = 0;
  for (let chord = 0; chord < chords; chord++) {
    const goesOn = run > 0 && chosen[chord] !== NONE && !isJump(space, chosen[chord - 1], chosen[chord]);
    run = goesOn ? run + 1 : Number(chosen[chord] !== NONE);
    if (run === LONG_CHORDS) long.add(states.route[chosen[chord]]);
  }
  return long;
}
