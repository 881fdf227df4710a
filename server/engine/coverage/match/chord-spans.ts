/** What of its route each chord of a run covers: from the lowest to the highest of its ends and its middle. */
import { turnsBack } from './measures.ts';
import { projectMark } from './projection.ts';
import type { Workspace } from './workspace.ts';

/**
 * Fills space.low and space.high of chords from .. to - 1, which are a run; on a closed route measures run on over the
 * seam. Where the run turns in from another or out into another, the place they meet stands for that end of its chord.
 */
export function measureChords(space: Workspace, from: number, to: number, turnedIn: number, turnsOut: number): void {
  const { states, chosen, index, low, high } = space;
  const route = states.route[chosen[from]];
  const length = index.lengthMm[route];
  let previous = states.measure[chosen[from]];
  let shift = 0;
  for (let chord = from; chord < to; chord++) {
    const state = chosen[chord];
    if (index.closed[route] === 1) {
      shift = turnsBack(states.measure[state] - previous, length) * length;
      previous = states.measure[state] + shift;
    }
    const isTurnedIn = chord === from && !Number.isNaN(turnedIn);
    const isTurnedOut = chord === to - 1 && !Number.isNaN(turnsOut);
    const start = isTurnedIn ? turnedIn : projectMark(space, state, 2 * chord);
    const end = isTurnedOut ? turnsOut : projectMark(space, state, 2 * chord + 2);
    low[chord] = Math.min(start, end, states.measure[state]) + shift;
    high[chord] = Math.max(start, end, states.measure[state]) + shift;
  }
}
