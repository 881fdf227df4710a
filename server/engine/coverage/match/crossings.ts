/** A track that only goes over a river covers nothing of it. */
import { ALONE_CHORDS, COS_10_DEGREES, COS_20_DEGREES, CROSSING_APART_MM, CROSSING_MM } from '../parameters.ts';
import { apart } from './measures.ts';
import { NEAR_MEASURE } from './nearest.ts';
import { isOverland } from './overland.ts';
import { isPassage } from './passages.ts';
import { isAskew, isOnWater, isShore, type Run, signedDistance } from './run.ts';
import { NONE, type Workspace } from './workspace.ts';

/** Whether a run only goes over its route or from bank to bank. */
export function isCrossing(space: Workspace, run: Run): boolean {
  if ((run.turnsIn && run.turnsOut) || isShore(space, space.states.route[space.chosen[run.from]])) return false;
  return isPassage(space, run) || isCrossingOfLine(space, run) || isOverland(space, run);
}

//            ╱ after
//   ────────╱───────── route: short, and the track before and after it on opposite sides, far enough apart
//   before ╱
function isCrossingOfLine(space: Workspace, run: Run): boolean {
  const { from, to, low, high } = run;
  if (high - low >= CROSSING_MM) return false;
  for (let chord = from; chord < to; chord++) if (isOnWater(space, chord)) return false;
  const alone = isAlone(space, run);
  return (alone || isAskew(space, run, COS_10_DEGREES)) && goesOver(space, run, alone);
}

/** Whether the piece goes elsewhere, and counts for the route nowhere near: else a receiver's jump cut a travel in two. */
function isAlone({ states, chosen, chords }: Workspace, { from, to }: Run): boolean {
  if (from === 0 && to === chords) return false;
  const route = states.route[chosen[from]];
  const isSame = (chord: number) => chosen[chord] !== NONE && states.route[chosen[chord]] === route;
  for (let chord = Math.max(0, from - ALONE_CHORDS); chord < from; chord++) if (isSame(chord)) return false;
  for (let chord = to; chord < Math.min(chords, to + ALONE_CHORDS); chord++) if (isSame(chord)) return false;
  return true;
}

/**
 * Whether the track passes the line from a chord before the run to a chord after it, or from or to the run's own end where the
 * piece ends or the run turns: what follows a turn lies on other water, unless the run does not keep to its own at all. Alone
 * at an end of the piece it may end on the line. A crew that comes back on the other bank ends beside where it began: what it
 * covered counts too.
 */
function goesOver(space: Workspace, run: Run, alone: boolean): boolean {
  const { near, states, chosen, chords } = space;
  const { from, to } = run;
  const route = states.route[chosen[from]];
  const turns = (run.turnsIn || run.turnsOut) && !isAskew(space, run, COS_20_DEGREES);
  const before = signedDistance(space, route, turns && run.turnsIn ? from : Math.max(0, from - 1));
  const measureBefore = near[NEAR_MEASURE];
  const after = signedDistance(space, route, turns && run.turnsOut ? to : Math.min(chords, to + 1));
  const mayEndThere = alone && (from === 0 || to === chords);
  if (before * after >= 0 && !mayEndThere) return false;
  const change = Math.abs(before - after);
  const along = Math.max(run.high - run.low, apart(space, route, measureBefore, near[NEAR_MEASURE]));
  return change > CROSSING_APART_MM && 10 * change >= 3 * along;
}
