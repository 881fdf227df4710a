/** Consecutive chords of one piece on one route become a run, told in ranges by bank. */
import type { Pieces } from '../pieces.ts';
import { addStretches } from './banks.ts';
import { measureChords } from './chord-spans.ts';
import { isJump } from './continuity.ts';
import { isCrossing } from './crossings.ts';
import { findMeeting, MEETS_FIRST, MEETS_SECOND } from './meeting.ts';
import { isShuttle } from './shuttles.ts';
import { NONE, type Workspace } from './workspace.ts';

/** Chords without a route between two runs that still turn from one into the other. */
const TURN_CHORDS = 1;

/** Adds the runs of the piece just matched that cover something; shuttles, crossings and runs without length do not. */
export function collectRuns(space: Workspace, pieces: Pieces, piece: number): void {
  if (isShuttle(space)) return;
  const { chosen, chords, meeting } = space;
  let from = nextCounted(space, 0);
  let turnedIn = Number.NaN; // where the run's route meets that of the run before, unwrapped about its first chord
  while (from < chords) {
    const to = endOfRun(space, from);
    const next = nextCounted(space, to);
    const meets = next < chords && next - to <= TURN_CHORDS && findMeeting(space, chosen[to - 1], chosen[next]);
    collectRun(space, pieces.day[piece], from, to, turnedIn, meets ? meeting[MEETS_FIRST] : Number.NaN);
    turnedIn = meets ? meeting[MEETS_SECOND] : Number.NaN;
    from = next;
  }
}

function nextCounted({ chosen, chords }: Workspace, from: number): number {
  let chord = from;
  while (chord < chords && chosen[chord] === NONE) chord++;
  return chord;
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
