/** Consecutive chords of one piece on one route become a run with a range. */
import type { Pieces } from '../pieces.ts';
import { bankOfRun } from './banks.ts';
import { isJump } from './continuity.ts';
import { isCrossing } from './crossings.ts';
import { projectMark } from './projection.ts';
import { NONE, type Workspace } from './workspace.ts';

/** Adds the runs of the piece just matched that cover something; crossings and runs without length do not. */
export function collectRuns(space: Workspace, pieces: Pieces, piece: number): void {
  const { chosen, chords } = space;
  let from = 0;
  while (from < chords) {
    let to = from + 1;
    if (chosen[from] !== NONE) {
      while (to < chords && chosen[to] !== NONE && !isJump(space, chosen[to - 1], chosen[to])) to++;
      collectRun(space, pieces.day[piece], from, to);
    }
    from = to;
  }
}

/** Chords from .. to - 1 are the run. */
function collectRun(space: Workspace, day: number, from: number, to: number): void {
  const { states, chosen, index, runs } = space;
  const route = states.route[chosen[from]];
  const length = index.lengthMm[route];
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let previous = states.measure[chosen[from]];
  let shift = 0;
  for (let chord = from; chord < to; chord++) {
    const state = chosen[chord];
    if (index.closed[route] === 1) {
      shift = turnsBack(states.measure[state] - previous, length) * length;
      previous = states.measure[state] + shift;
    }
    const a = projectMark(space, state, 2 * chord) + shift;
    const b = projectMark(space, state, 2 * chord + 2) + shift;
    low = Math.min(low, a, b);
    high = Math.max(high, a, b);
  }
  if (high > low && !isCrossing(space, from, to, high - low))
    runs.add(route, day, bankOfRun(space, from, to), low, high);
}

/** How many turns bring a measure nearest to the one before it; the lower one when it lies just opposite. */
function turnsBack(delta: number, length: number): number {
  return -Math.floor((2 * delta + length) / (2 * length));
}
