/** A track that goes from one bank to the other and perhaps back surveys neither: bridges and ferries, over water of any width. */
import { NO_BODY } from '../index/route-waters.ts';
import { COS_20_DEGREES, CROSSING_APART_MM, CROSSING_MM, PASSAGE_SPREAD, PASSAGE_TIMES } from '../parameters.ts';
import { signedFrom } from './nearest.ts';
import { signedFoot } from './projection.ts';
import { isAskew, isOnWater, type Run, signedDistance } from './run.ts';
import type { Workspace } from './workspace.ts';

/** The marks of a run farthest right (least) and left (most) of its route, and their signed distances in whole mm. */
interface Sweep {
  least: number;
  most: number;
  right: number;
  left: number;
}

//   ═══════════●═════   bank
//          ·                  from bank to bank, every place near the straight way between the two farthest apart, and those
//      ·                      as far apart across the river as 0.3 of what lies along it, or 0.42
//   ══●══════════════   bank
/** Whether a run only goes from bank to bank. It turns in or out at one end at most and is not on a lake's shore. */
export function isPassage(space: Workspace, run: Run): boolean {
  const width = widestPolygon(space, run);
  if (Number.isNaN(width) || !mayPass(space, run, width)) return false;
  const sweep = sweepOf(space, run);
  return isAcross(space, sweep, run, width) && isStraight(space, run, sweep, width);
}

/** Width of the widest river polygon that points of the run's chords lie in, 0 in none, NaN where one lies in other water. */
function widestPolygon(space: Workspace, { from, to }: Run): number {
  const { states, chosen, index } = space;
  let width = 0;
  for (let chord = from; chord < to; chord++) {
    const body = states.body[chosen[chord]];
    if (body !== NO_BODY) width = Math.max(width, index.water.widthMm[body]);
    else if (isOnWater(space, chord)) return Number.NaN;
  }
  return width;
}

/** What is asked first, since it costs nothing: most runs go along their route. */
function mayPass(space: Workspace, run: Run, width: number): boolean {
  const { markM } = space;
  const range = run.high - run.low;
  if (range >= CROSSING_MM)
    return (width > 0 || !(run.turnsIn || run.turnsOut)) && middlesSpread(space, run) >= PASSAGE_SPREAD * range;
  return width > 0 || markM[2 * run.to] - markM[2 * run.from] >= PASSAGE_TIMES * range;
}

/** How far apart across the route the middles of the run's chords lie. */
function middlesSpread(space: Workspace, { from, to }: Run): number {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let chord = from; chord < to; chord++) {
    const distance = signedMiddle(space, chord);
    least = Math.min(least, distance);
    most = Math.max(most, distance);
  }
  return most - least;
}

function signedMiddle(space: Workspace, chord: number): number {
  const { states, chosen, markX, markY } = space;
  const state = chosen[chord];
  const [x, y] = [markX[2 * chord + 1], markY[2 * chord + 1]];
  const { route, segment, measure, lineMm } = states;
  return signedFrom(space, route[state], segment[state], measure[state], lineMm[state], x, y);
}

/** From one chord before the run to one chord after it, or its own ends where the piece ends or it turns and keeps its way. */
function sweepOf(space: Workspace, run: Run): Sweep {
  const { chosen, chords } = space;
  const { from, to } = run;
  const route = space.states.route[chosen[from]];
  const keeps = (run.turnsIn || run.turnsOut) && !isAskew(space, run, COS_20_DEGREES);
  const sweep = { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY, right: 0, left: 0 };
  if (from > 0 && !(keeps && run.turnsIn)) widen(sweep, 2 * from - 2, signedDistance(space, route, from - 1));
  for (let chord = from; chord < to; chord++) {
    widen(sweep, 2 * chord, signedFoot(space, chosen[chord], 2 * chord));
    widen(sweep, 2 * chord + 1, signedMiddle(space, chord));
    widen(sweep, 2 * chord + 2, signedFoot(space, chosen[chord], 2 * chord + 2));
  }
  if (to < chords && !(keeps && run.turnsOut)) widen(sweep, 2 * to + 2, signedDistance(space, route, to + 1));
  return sweep;
}

function widen(sweep: Sweep, mark: number, distance: number): void {
  if (distance < sweep.least) {
    sweep.least = distance;
    sweep.right = mark;
  }
  if (distance > sweep.most) {
    sweep.most = distance;
    sweep.left = mark;
  }
}

/** A track that comes from land and goes on over land was on a bridge; else it was a boat, which may have surveyed on a slant. */
function isAcross({ chords }: Workspace, { least, most }: Sweep, { from, to, low, high }: Run, width: number): boolean {
  const apart = most - least;
  const steep = from > 0 && to < chords ? 30 : 42;
  return (
    least < 0 && most > 0 && apart > CROSSING_APART_MM && 100 * apart >= steep * (high - low) && 10 * apart >= 6 * width
  );
}

/** Whether every mark of the run lies within 25 m and a quarter of the width of the straight way between the farthest two. */
function isStraight(space: Workspace, { from, to }: Run, { left, right }: Sweep, width: number): boolean {
  const { markX, markY } = space;
  const dx = markX[left] - markX[right];
  const dy = markY[left] - markY[right];
  const limit = (CROSSING_APART_MM + width / 4) * Math.sqrt(dx * dx + dy * dy);
  for (let mark = 2 * from; mark <= 2 * to; mark++)
    if (Math.abs(dx * (markY[mark] - markY[right]) - dy * (markX[mark] - markX[right])) > limit) return false;
  return true;
}
