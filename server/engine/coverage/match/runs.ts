/** Consecutive chords of one piece on one route become a run, told in ranges by bank. */
import type { Pieces } from '../pieces.ts';
import { addStretches } from './banks.ts';
import { measureChords } from './chord-spans.ts';
import { isCrossing } from './crossings.ts';
import { isJump } from './measures.ts';
import { isShuttle } from './shuttles.ts';
import { nextCounted } from './turns.ts';
import { NONE, type Workspace } from './workspace.ts';

/** Adds the runs of the piece just matched that cover something; shuttles, crossings and runs without length do not. */
export function collectRuns(space: Workspace, pieces: Pieces, piece: number): void {
  if (isShuttle(space)) return;
  let from = nextCounted(space, 0);
  while (from < space.chords) {
    const to = endOfRun(space, from);
    collectRun(space, pieces.day[piece], from, to, space.turnIn[from], space.turnOut[to - 1]);
    from = nextCounted(space, to);
  }
}

function endOfRun(space: Workspace, from: number): number {
  const { chosen, chords } = space;
  let to = from + 1;
  while (to < chords && chosen[to] !== NONE && !isJump(space, chosen[to - 1], chosen[to])) to++;
  return to;
}

/** Chords from .. to - 1 are the run; `turnedIn` and `turnsOut` are NaN where it does not meet the run before or after. */
function collectRun(space: Workspace, day: number, from: number, to: number, turnedIn: number, turnsOut: number): void {
  measureChords(space, from, to, turnedIn, turnsOut);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let chord = from; chord < to; chord++) {
    low = Math.min(low, space.low[chord]);
    high = Math.max(high, space.high[chord]);
  }
  const run = { from, to, low, high, turnsIn: !Number.isNaN(turnedIn), turnsOut: !Number.isNaN(turnsOut) };
  if (high > low && !isCrossing(space, run)) addStretches(space, day, from, to);
}
