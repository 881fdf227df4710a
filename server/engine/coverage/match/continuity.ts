/** Chooses one state per chord: the sequence of least cost over the piece. Whole numbers, so that ties are ties. */
import { JUMP_COST, LEAVE_COST, NONE_COST } from '../parameters.ts';
import { cheapenLongRuns } from './long-runs.ts';
import { isJump } from './measures.ts';
import { chooseAmongStrangers, strangerCost } from './strangers.ts';
import { findTurns } from './turns.ts';
import { NONE, type Workspace } from './workspace.ts';

/**
 * Fills space.chosen with a state per chord, or NONE, and where routes meet at its turns. What a step to a route that does not
 * meet the one before costs more is told by the sequence that is cheapest without; where that has no such step it is cheapest
 * (and first of equals) with it too, so that few pieces are searched again.
 */
export function chooseStates(space: Workspace): void {
  chooseCheapest(space);
  if (space.reach === space.index.underWater && cheapenLongRuns(space)) chooseCheapest(space);
  if (findTurns(space)) return;
  const dearer = strangerCost(space);
  if (dearer === 0) return;
  chooseAmongStrangers(space, dearer);
  findTurns(space);
}

function chooseCheapest(space: Workspace): void {
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
