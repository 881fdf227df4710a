/** Where a piece turns from one route into another that meets it. */
import { findMeeting, MEETS_FIRST, MEETS_SECOND } from './meeting.ts';
import { NONE, type Workspace } from './workspace.ts';

/** Chords without a route between two runs that still turn from one into the other. */
const TURN_CHORDS = 1;
/** Chords without a route over which a piece remembers the route it left. */
export const MEMORY_CHORDS = 2;

/**
 * Writes where the routes meet at each turn of the chosen states, unwrapped about the chords' own measures: into
 * space.turnOut for the chord before it, into space.turnIn for the one after; NaN for all others. Whether the routes of
 * every step to another meet.
 */
export function findTurns(space: Workspace): boolean {
  const { chords, turnIn, turnOut } = space;
  turnIn.fill(Number.NaN, 0, chords);
  turnOut.fill(Number.NaN, 0, chords);
  let allMeet = true;
  let chord = nextCounted(space, 0);
  while (chord < chords) {
    const next = nextCounted(space, chord + 1);
    if (next < chords && next - chord <= MEMORY_CHORDS + 1 && !findTurn(space, chord, next)) allMeet = false;
    chord = next;
  }
  return allMeet;
}

/** Whether two counted chords are of one route, or of routes that meet there. */
function findTurn(space: Workspace, chord: number, next: number): boolean {
  const { states, chosen, meeting, turnIn, turnOut } = space;
  if (states.route[chosen[chord]] === states.route[chosen[next]]) return true;
  if (!findMeeting(space, chosen[chord], chosen[next])) return false;
  if (next - chord > TURN_CHORDS + 1) return true;
  turnOut[chord] = meeting[MEETS_FIRST];
  turnIn[next] = meeting[MEETS_SECOND];
  return true;
}

export function nextCounted({ chosen, chords }: Workspace, from: number): number {
  let chord = from;
  while (chord < chords && chosen[chord] === NONE) chord++;
  return chord;
}
