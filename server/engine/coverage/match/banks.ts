/** Which bank a run surveyed. */
import { NO_BODY } from '../index/route-waters.ts';
import { BOTH, LEFT, RIGHT } from '../run-range.ts';
import { sideOfSegment } from './nearest.ts';
import type { Workspace } from './workspace.ts';

/** One bank when at least nine tenths of the run's chords keep to that side of a river too wide for one pass. */
export function bankOfRun(space: Workspace, from: number, to: number): number {
  let left = 0;
  let right = 0;
  for (let chord = from; chord < to; chord++) {
    const side = sideOfChord(space, chord);
    if (side > 0) left++;
    if (side < 0) right++;
  }
  if (10 * left >= 9 * (to - from)) return LEFT;
  return 10 * right >= 9 * (to - from) ? RIGHT : BOTH;
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
