/** The sequence of least cost where a crew that goes over to a water which its own does not meet has to carry its boat. */
import { FAR_COST, JUMP_COST, LEAVE_COST, NONE_COST, STRANGER_COST, STRANGER_TIMES } from '../parameters.ts';
import { isJump } from './measures.ts';
import { findMeeting } from './meeting.ts';
import { MEMORY_CHORDS } from './turns.ts';
import { NONE, type Workspace } from './workspace.ts';

/** The cheapest way to a state so far, and the state it comes from: a candidate of up to three chords before, or none. */
interface Way {
  sum: number;
  before: number;
}

/**
 * What a step to a route that does not meet the one before costs more than another: the farther a receiver strays, the longer
 * it strays to another water, and how far it strays the chosen chords say.
 */
export function strangerCost({ states, chosen, chords }: Workspace): number {
  let [sum, counted] = [0, 0];
  for (let chord = 0; chord < chords; chord++) {
    if (chosen[chord] === NONE) continue;
    const d = states.d[chosen[chord]];
    sum += Math.min(d * d, FAR_COST);
    counted++;
  }
  const cost = Math.floor((STRANGER_TIMES * sum) / counted + 0.5);
  return Math.min(STRANGER_COST, Math.max(JUMP_COST, cost)) - JUMP_COST;
}

//   route A ──●──●──.──.──.──●──     none remembers for two chords what it left, so that another route is no cheaper by way
//   none            ╲──╳──╳─╱        of it; each is a state of its own in the definition, listed by what it left, and none
//   route B ──────────────●─         that remembers nothing is listed last: here those are steps over a gap
/** Fills space.chosen with a state per chord, or NONE, where such a step costs `dearer` more. */
export function chooseAmongStrangers(space: Workspace, dearer: number): void {
  const { chords, states, chosen } = space;
  for (let chord = 0; chord < chords; chord++) {
    for (let i = states.first[chord]; i < noneOf(space, chord); i++) reach(space, chord, states.order[i], dearer);
    forget(space, chord);
  }
  let state = lastOf(space);
  for (let chord = chords - 1; chord >= 0; chord--) {
    const isHere = state >= states.first[chord];
    chosen[chord] = isHere && states.route[state] !== NONE ? state : NONE;
    if (isHere) state = states.back[state];
  }
}

/** None that remembers nothing: the last of its chord's states and of their order. */
const noneOf = ({ states }: Workspace, chord: number) => states.first[chord + 1] - 1;

function reach(space: Workspace, chord: number, state: number, dearer: number): void {
  const { states } = space;
  states.sum[state] = states.cost[state];
  if (chord === 0) return;
  const way = { sum: Number.POSITIVE_INFINITY, before: NONE, dearer, atMost: onOwnRoute(space, chord - 1, state) };
  for (let gap = 0; gap <= MEMORY_CHORDS && gap < chord; gap++) tryStates(space, chord - 1 - gap, gap, state, way);
  tryState(way, noneOf(space, chord - 1), states.sum[noneOf(space, chord - 1)] + LEAVE_COST);
  states.sum[state] += way.sum;
  states.back[state] = way.before;
}

/** The least sum of ways that go on along the state's own route, of which nothing has to be asked. */
function onOwnRoute(space: Workspace, before: number, state: number): number {
  const { states } = space;
  let least = Number.POSITIVE_INFINITY;
  for (let i = states.first[before]; i < noneOf(space, before); i++)
    if (!isJump(space, states.order[i], state)) least = Math.min(least, states.sum[states.order[i]]);
  return least;
}

/** A way under search: what strangers cost more, and a sum that the cheapest does not exceed. */
interface Search extends Way {
  dearer: number;
  atMost: number;
}

/** Ways from the candidates before a gap of chords that count for nothing. Whether routes meet is asked where it may matter only. */
function tryStates(space: Workspace, left: number, gap: number, state: number, way: Search): void {
  const { states } = space;
  for (let i = states.first[left]; i < noneOf(space, left); i++) {
    const before = states.order[i];
    const step = gap > 0 ? overGap(gap) + LEAVE_COST : isJump(space, before, state) ? JUMP_COST : 0;
    const sum = states.sum[before] + step;
    if (sum >= way.sum || sum > way.atMost) continue;
    const isStranger = states.route[before] !== states.route[state] && !findMeeting(space, before, state);
    tryState(way, before, isStranger ? sum + way.dearer : sum);
  }
}

function tryState(way: Way, before: number, sum: number): void {
  if (sum >= way.sum) return;
  way.sum = sum;
  way.before = before;
}

const overGap = (gap: number) => (gap > 0 ? LEAVE_COST + gap * NONE_COST : 0);

/** The least sum of none that remembers nothing: since the piece began, or for more chords than it remembers. */
function forget(space: Workspace, chord: number): void {
  const { states } = space;
  const none = noneOf(space, chord);
  const way = { sum: chord === 0 ? 0 : Number.POSITIVE_INFINITY, before: NONE };
  tryLeft(space, chord - 1 - MEMORY_CHORDS, MEMORY_CHORDS, way);
  if (chord > 0) tryState(way, noneOf(space, chord - 1), states.sum[noneOf(space, chord - 1)]);
  states.sum[none] = way.sum + NONE_COST;
  states.back[none] = way.before;
}

/** Ways that leave a candidate of the chord `left` and count for nothing over the gap after it. */
function tryLeft(space: Workspace, left: number, gap: number, way: Way): void {
  const { states } = space;
  if (left < 0) return;
  for (let i = states.first[left]; i < noneOf(space, left); i++)
    tryState(way, states.order[i], states.sum[states.order[i]] + overGap(gap));
}

/** What the cheapest sequence ends with: a candidate of the last chord or of one shortly before, or none. */
function lastOf(space: Workspace): number {
  const { states, chords } = space;
  const way = { sum: Number.POSITIVE_INFINITY, before: NONE };
  for (let gap = 0; gap <= MEMORY_CHORDS; gap++) tryLeft(space, chords - 1 - gap, gap, way);
  tryState(way, noneOf(space, chords - 1), states.sum[noneOf(space, chords - 1)]);
  return way.before;
}
