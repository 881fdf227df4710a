/** Chooses one state per chord: the sequence of least cost over the piece. Whole numbers, so that ties are ties. */
import { JUMP_COST, JUMP_MM, LEAVE_COST, NONE_COST } from '../parameters.ts';
import { NONE, type Workspace } from './workspace.ts';

/** Fills space.chosen with a state per chord, or NONE. */
export function chooseStates(space: Workspace): void {
  const { chords, states, chosen } = space;
  for (let chord = 0; chord < chords; chord++)
    for (let i = states.first[chord]; i < states.first[chord + 1]; i++) reach(space, chord, states.order[i]);
  let state = cheapestOf(space, chords - 1);
  for (let chord = chords - 1; chord >= 0; chord--) {
    chosen[chord] = states.route[state] === NONE ? NONE : state;
    state = states.back[state];
  }
}

/** The least sum with which a state is reached, and the first listed state before it that gives it. */
function reach(space: Workspace, chord: number, state: number): void {
  const { states } = space;
  const own = states.route[state] === NONE ? NONE_COST : states.cost[state];
  states.sum[state] = own;
  if (chord === 0) return;
  let least = Number.POSITIVE_INFINITY;
  for (let i = states.first[chord - 1]; i < states.first[chord]; i++) {
    const before = states.order[i];
    const sum = states.sum[before] + stepCost(space, before, state);
    if (sum < least) {
      least = sum;
      states.back[state] = before;
    }
  }
  states.sum[state] = own + least;
}

function cheapestOf(space: Workspace, chord: number): number {
  const { states } = space;
  let best = states.order[states.first[chord]];
  for (let i = states.first[chord] + 1; i < states.first[chord + 1]; i++)
    if (states.sum[states.order[i]] < states.sum[best]) best = states.order[i];
  return best;
}

function stepCost(space: Workspace, a: number, b: number): number {
  const { route } = space.states;
  if (route[a] === NONE || route[b] === NONE) return route[a] === route[b] ? 0 : LEAVE_COST;
  return isJump(space, a, b) ? JUMP_COST : 0;
}

/** Whether two candidates are not one travel along one route. */
export function isJump(space: Workspace, a: number, b: number): boolean {
  const { route, measure } = space.states;
  return route[a] !== route[b] || apart(space, route[a], measure[a], measure[b]) >= JUMP_MM;
}

/** How many turns bring a measure nearest to another that it is `delta` past; the lower when it lies just opposite. */
export function turnsBack(delta: number, length: number): number {
  return -Math.floor((2 * delta + length) / (2 * length));
}

/** Difference of two measures, the shorter way round on a closed route. */
export function apart(space: Workspace, route: number, a: number, b: number): number {
  const { closed, lengthMm } = space.index;
  const delta = Math.abs(a - b);
  return closed[route] === 1 ? Math.min(delta, lengthMm[route] - delta) : delta;
}
