/** Which bank each stretch of a run surveyed. */
import { NO_BODY } from '../index/route-waters.ts';
import { BANK_CHORDS } from '../parameters.ts';
import { BOTH, LEFT, RIGHT } from '../run-range.ts';
import { sideOfSegment } from './nearest.ts';
import type { Workspace } from './workspace.ts';

/** Adds chords from .. to - 1 as runs, one for each stretch on one bank. */
export function addStretches(space: Workspace, day: number, from: number, to: number): void {
  if (!fillSides(space, from, to)) {
    addStretch(space, day, BOTH, from, to);
    return;
  }
  let start = from;
  let bank = bankAround(space, from, from, to);
  for (let chord = from + 1; chord < to; chord++) {
    const next = bankAround(space, chord, from, to);
    if (next === bank) continue;
    addStretch(space, day, bank, start, chord);
    start = chord;
    bank = next;
  }
  addStretch(space, day, bank, start, to);
}

function addStretch(space: Workspace, day: number, bank: number, from: number, to: number): void {
  const { states, chosen, runs } = space;
  let low = space.low[from];
  let high = space.high[from];
  for (let chord = from + 1; chord < to; chord++) {
    low = Math.min(low, space.low[chord]);
    high = Math.max(high, space.high[chord]);
  }
  if (high > low) runs.add(states.route[chosen[from]], day, bank, low, high);
}

/** Whether any chord is on a bank at all: on most waters none is. */
function fillSides(space: Workspace, from: number, to: number): boolean {
  let isOnBank = false;
  for (let chord = from; chord < to; chord++) {
    space.side[chord] = sideOfChord(space, chord);
    isOnBank ||= space.side[chord] !== 0;
  }
  return isOnBank;
}

/** The bank that more than half of the chords around keep to: receivers err for a chord or two, crews change sides. */
function bankAround({ side }: Workspace, chord: number, from: number, to: number): number {
  const begin = Math.max(from, chord - BANK_CHORDS);
  const end = Math.min(to, chord + BANK_CHORDS + 1);
  let left = 0;
  let right = 0;
  for (let i = begin; i < end; i++) {
    if (side[i] > 0) left++;
    if (side[i] < 0) right++;
  }
  if (2 * left > end - begin) return LEFT;
  return 2 * right > end - begin ? RIGHT : BOTH;
}

/** 0 where the river is narrow, has no polygon, or the chord is within a quarter of the width of the line. */
function sideOfChord(space: Workspace, chord: number): number {
  const { states, chosen, index, parameters } = space;
  const state = chosen[chord];
  if (states.body[state] === NO_BODY) return 0;
  const width = index.water.widthMm[states.body[state]];
  if (!(width > parameters.onePassWidthMm) || 4 * states.lineMm[state] <= width) return 0;
  return sideOfSegment(space, states.segment[state], space.markX[2 * chord + 1], space.markY[2 * chord + 1]);
}
