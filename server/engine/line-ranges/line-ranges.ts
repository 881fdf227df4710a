/** A line drawn along rivers as ranges on their routes, and how well the two agree (function zones, key reaches, recorded ranges). */
import { normalise, totalLength } from '../ranges.ts';
import { routeLength } from '../rulers.ts';
import { advance, type FollowOptions, follow } from './follow.ts';
import { type Place, type PlaceIndex, placeWithin } from './places.ts';
import { type LinePart, type Walk, walkLine } from './walk.ts';

/** Between two points of the line this far apart it is asked where it belongs. */
const STEP_MM = 10_000;
/** Where a line passes from one river to another is looked for in steps of this. */
const HANDOVER_MM = 100;

export interface LineRanges {
  /** By route index, ascending; each a set of ranges (ranges.ts). */
  ranges: [route: number, ranges: number[]][];
  /** Planar length of the line; matched and unmatched together. */
  lineMm: number;
  matchedMm: number;
  /** Pairs of planar mm along the line, its parts one after another. */
  unmatched: number[];
  /** Of the matched part: distance to the places it was given, by length and at most. Null when nothing matched. */
  meanOffsetMm: number | null;
  greatestOffsetMm: number | null;
  /** Length of the line that matched rivers other than the named one. */
  otherRiverMm: number;
}

interface Tally {
  pairs: Map<number, number[]>;
  unmatched: number[];
  offsetArea: number; // mm²
  greatest: number;
  otherRiver: number;
}

/**
 * The line is walked by its own length; each point's places within the tolerance compete, continuity along and between
 * routes decides (follow.ts). A step of at most 10 m whose ends both have a place is matched; what the river does between
 * the two places belongs to the range unless it is more than twice the tolerance longer than the step.
 *
 * Where the line passes to another route, the point of the step that is nearest to both ends one range and starts the
 * other. O(points × places²).
 */
export function lineRanges(index: PlaceIndex, parts: readonly LinePart[], options: FollowOptions): LineRanges {
  const tally: Tally = { pairs: new Map(), unmatched: [], offsetArea: 0, greatest: 0, otherRiver: 0 };
  let lineMm = 0;
  for (const part of parts) {
    const walk = walkLine(part, STEP_MM);
    const states = follow(index, walk, options);
    for (let i = 1; i < walk.count; i++) takeStep(index, walk, states, i, lineMm, options, tally);
    lineMm += walk.at[walk.count - 1];
  }
  const unmatched = normalise(tally.unmatched);
  const matchedMm = lineMm - totalLength(unmatched);
  return {
    ranges: [...tally.pairs].map(([route, pairs]): [number, number[]] => [route, normalise(pairs)]).sort(byRoute),
    lineMm,
    matchedMm,
    unmatched,
    meanOffsetMm: matchedMm > 0 ? Math.floor(tally.offsetArea / matchedMm + 0.5) : null,
    greatestOffsetMm: matchedMm > 0 ? tally.greatest : null,
    otherRiverMm: tally.otherRiver,
  };
}

function byRoute([a]: [number, number[]], [b]: [number, number[]]): number {
  return a - b;
}

function takeStep(
  index: PlaceIndex,
  walk: Walk,
  states: readonly (Place | null)[],
  i: number,
  startMm: number,
  options: FollowOptions,
  tally: Tally,
): void {
  const [from, to] = [states[i - 1], states[i]];
  const step = walk.at[i] - walk.at[i - 1];
  if (from === null || to === null) {
    tally.unmatched.push(startMm + walk.at[i - 1], startMm + walk.at[i]);
    return;
  }
  tally.offsetArea += (step * (from.distanceMm + to.distanceMm)) / 2;
  tally.greatest = Math.max(tally.greatest, from.distanceMm, to.distanceMm);
  if (!options.isNamed(to.route)) tally.otherRiver += step;
  const most = step + 2 * options.toleranceMm;
  if (from.route === to.route) addRange(index, tally, from, to, most);
  else handOver(index, walk, i, [from, to], most, tally);
}

/** A range between two places of one route, over the seam of a closed one; a jump is none. */
function addRange(index: PlaceIndex, tally: Tally, from: Place, to: Place, mostMm: number): void {
  const way = advance(index, from, to);
  if (Math.abs(way) > mostMm) return;
  const pairs = tally.pairs.get(from.route) ?? [];
  tally.pairs.set(from.route, pairs);
  const [low, high] = [Math.min(from.measureMm, from.measureMm + way), Math.max(from.measureMm, from.measureMm + way)];
  const length = routeLength(index.rulers, from.route);
  pairs.push(Math.max(0, low), Math.min(length, high));
  if (low < 0) pairs.push(low + length, length);
  if (high > length) pairs.push(0, high - length);
}

/** The line passes from one route to another within step i: where it is nearest to both. */
function handOver(
  index: PlaceIndex,
  walk: Walk,
  i: number,
  [from, to]: [Place, Place],
  mostMm: number,
  tally: Tally,
): void {
  const steps = Math.max(1, Math.ceil((walk.at[i] - walk.at[i - 1]) / HANDOVER_MM));
  let best: [Place, Place] | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= steps; k++) {
    const x = walk.x[i - 1] + (k / steps) * (walk.x[i] - walk.x[i - 1]);
    const y = walk.y[i - 1] + (k / steps) * (walk.y[i] - walk.y[i - 1]);
    const leaving = placeWithin(index, from.route, x, y, [from.measureMm - mostMm, from.measureMm + mostMm]);
    const joining = placeWithin(index, to.route, x, y, [to.measureMm - mostMm, to.measureMm + mostMm]);
    if (!leaving || !joining) continue;
    const sum = leaving.distanceMm ** 2 + joining.distanceMm ** 2;
    if (sum < least) [best, least] = [[leaving, joining], sum];
  }
  if (!best) return;
  addRange(index, tally, from, best[0], mostMm);
  addRange(index, tally, best[1], to, mostMm);
}
