/** A track that goes from one bank to the other and perhaps back surveys neither: bridges and ferries, over water of any width. */
import {
  COS_20_DEGREES,
  CROSSING_APART_MM,
  CROSSING_MM,
  PASSAGE_FAR_MM,
  PASSAGE_MEAN_MM,
  PASSAGE_SPREAD,
  PASSAGE_TIMES,
  PASSAGE_TIMES_AT_END,
} from '../parameters.ts';
import { signedFrom } from './nearest.ts';
import { signedFoot } from './projection.ts';
import { isAskew, type Run, signedDistance, widestPolygon } from './run.ts';
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

/** What is asked first, since it costs nothing: most runs go along their route. */
function mayPass(space: Workspace, run: Run, width: number): boolean {
  const { markM } = space;
  const range = run.high - run.low;
  if (range >= CROSSING_MM)
    return (width > 0 || !(run.turnsIn || run.turnsOut)) && middlesSpread(space, run) >= PASSAGE_SPREAD * range;
  return width > 0 || markM[2 * run.to] - markM[2 * run.from] >= timesOf(space, run) * range;
}

/** How many times the range a run off any polygon goes at least: at an end of its route the range is cut off, the way is not. */
function timesOf({ index, states, chosen }: Workspace, { from, low, high }: Run): number {
  const route = states.route[chosen[from]];
  const isCut = index.closed[route] === 0 && (low === 0 || high === index.lengthMm[route]);
  return isCut ? PASSAGE_TIMES_AT_END : PASSAGE_TIMES;
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
  const range = high - low;
  const slant = from > 0 && to < chords ? 30 : 42;
  const isFar = apart > CROSSING_APART_MM || isSteep(apart, range);
  return least < 0 && most > 0 && isFar && 100 * apart >= slant * range && (10 * apart >= 6 * width || apart >= range);
}

/** Goes so far across for what lies along it that nobody surveys so. */
const isSteep = (apart: number, range: number) => 10 * apart >= 6 * range;

/**
 * Whether every place of the run's chords lies within 25 m and a quarter of the width of the straight way between the farthest
 * two; on a steep run within 50 m and a quarter, and in the mean within 14 m and a tenth: a ferry's receiver strays now and then.
 */
function isStraight(space: Workspace, run: Run, sweep: Sweep, width: number): boolean {
  const { from, to, low, high } = run;
  const { markX, markY } = space;
  const dx = markX[sweep.left] - markX[sweep.right];
  const dy = markY[sweep.left] - markY[sweep.right];
  const off = (mark: number) =>
    Math.abs(dx * (markY[mark] - markY[sweep.right]) - dy * (markX[mark] - markX[sweep.right]));
  let [farthest, sum] = [0, 0];
  for (let chord = from; chord < to; chord++)
    for (let mark = 2 * chord; mark <= 2 * chord + 2; mark++) {
      farthest = Math.max(farthest, off(mark));
      sum += off(mark);
    }
  const way = Math.sqrt(dx * dx + dy * dy);
  if (farthest <= (CROSSING_APART_MM + width / 4) * way) return true;
  const isNear = farthest <= (PASSAGE_FAR_MM + width / 4) * way;
  return (
    isNear &&
    isSteep(sweep.most - sweep.least, high - low) &&
    sum <= (PASSAGE_MEAN_MM + width / 10) * way * (3 * (to - from))
  );
}
