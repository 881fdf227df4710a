/** Where a line on the ground lies on routes drawn anew. */
import type { Rulers } from '../rulers.ts';
import { type Foot, nearest, nearestOfAll } from './foot.ts';
import { type MeasuredVertices, pointAt } from './stretch.ts';

export interface Anchored {
  ranges: AnchoredRange[];
  /** The farthest that any point of the line went, mm: of what runs on past an end of a route, within the tolerance, nothing has a place. */
  movedMm: number;
  /** How much of the line, in its own measure, found no place. */
  lostMm: number;
  /** How far the points that found none are from the nearest of the routes, at most; 0 of none, infinite without routes. */
  besideMm: number;
}

export interface AnchoredRange {
  /** Index of the route. */
  route: number;
  fromMm: number;
  toMm: number;
  /** The route runs against the line. */
  reversed: boolean;
}

const STEP_MM = 20_000; // between the points that are looked up: less than any bend that matters at a tolerance of 50 m

/**
 * Looks up the line point by point on the chosen routes, within the tolerance; neighbours on one route make a range.
 * A jump along the route farther than the points are apart plus twice the tolerance ends it (another limb of a bend).
 * @param line its vertices with the measures it had, integer millimetres.
 */
export function anchorLine(
  rulers: Rulers,
  routes: readonly number[],
  line: MeasuredVertices,
  toleranceMm: number,
): Anchored {
  const walk = { rulers, routes, line, toleranceMm };
  const runs: Foot[][] = [];
  let [lostMm, movedMm, besideMm] = [line.m.at(-1)! - line.m[0], 0, 0];
  let [before, last] = [undefined as Foot | undefined, line.m[0]];
  for (const at of stepsOf(line)) {
    const step = { from: last, before };
    const near = footOf(walk, step, at);
    const foot = near && near.distance <= toleranceMm ? near : undefined;
    if (!foot) besideMm = Math.max(besideMm, near?.distance ?? Infinity);
    if (foot && !foot.isPast) movedMm = Math.max(movedMm, foot.distance);
    if (foot && goOn(walk, runs, step, { at, foot })) lostMm -= at - last;
    else if (foot) runs.push([foot]);
    [before, last] = [foot, at];
  }
  const ranges = joined(runs.flatMap((feet) => rangesOf(rulers, feet)));
  return { ranges, movedMm: Math.round(movedMm), lostMm, besideMm: Math.round(besideMm) };
}

interface Walk {
  rulers: Rulers;
  routes: readonly number[];
  line: MeasuredVertices;
  toleranceMm: number;
}

/** From the point before, at this measure of the line, with its foot. */
interface Step {
  from: number;
  before: Foot | undefined;
}

/** Adds a foot to the run it follows, or begins the next run where the line turns into another route between the two points. */
function goOn(walk: Walk, runs: Foot[][], step: Step, { at, foot }: { at: number; foot: Foot }): boolean {
  const { from, before } = step;
  if (!before) return false;
  if (follows(foot, before, at - from + 2 * walk.toleranceMm)) {
    runs[runs.length - 1].push(foot);
    return true;
  }
  const turn = foot.route === before.route ? undefined : turnBetween(walk, step, { at, foot });
  if (!turn) return false;
  runs[runs.length - 1].push(turn.end);
  runs.push([turn.start, foot]);
  return true;
}

/** The last place on the one route and the first on the other, a millimetre of the line apart. */
function turnBetween(
  walk: Walk,
  step: Step,
  { at, foot }: { at: number; foot: Foot },
): { end: Foot; start: Foot } | undefined {
  let [lo, hi, end, start] = [step.from, at, step.before!, foot];
  while (hi - lo > 1) {
    const mid = Math.floor((lo + hi) / 2);
    const between = footOf(walk, step, mid);
    if (!between || between.distance > walk.toleranceMm) return undefined;
    if (between.route === end.route) [lo, end] = [mid, between];
    else [hi, start] = [mid, between];
  }
  return start.route === foot.route ? { end, start } : undefined;
}

function follows(foot: Foot, before: Foot, reach: number): boolean {
  return foot.route === before.route && Math.abs(foot.measure - before.measure) <= reach;
}

/** Measures of the ends, the vertices and points between. */
function stepsOf({ m }: MeasuredVertices): number[] {
  const steps: number[] = [m[0]];
  for (let v = 1; v < m.length; v++) {
    const count = Math.max(1, Math.ceil((m[v] - m[v - 1]) / STEP_MM));
    for (let k = 1; k <= count; k++) steps.push(Math.round(m[v - 1] + ((m[v] - m[v - 1]) * k) / count));
  }
  return steps.filter((step, i) => i === 0 || step > steps[i - 1]);
}

const ON_MM = 5; // of a line drawn as it was, its vertices and measures rounded once more

const AHEAD_MM = 10_000; // a junction is one point of both lines; what runs along one is on it here too

/**
 * Goes on along the route of the point before where that is within the tolerance, but where it lies past its end, or runs along
 * the very line of another: then, and from no point before, the nearest of all, however far.
 */
function footOf(walk: Walk, { from, before }: Step, at: number): Foot | undefined {
  const { rulers, routes, line, toleranceMm } = walk;
  const point = pointAt(line, at);
  const nearestFoot = nearestOfAll(rulers, routes, point);
  if (!before || !nearestFoot) return nearestFoot;
  const reach = at - from + 2 * toleranceMm;
  const along = nearest(rulers, before.route, point, [before.measure - reach, before.measure + reach]);
  if (!along || along.distance > toleranceMm) return nearestFoot;
  const leaves = nearestFoot.route !== along.route && nearestFoot.distance < along.distance;
  return leaves && (along.isPast || runsAlong(walk, nearestFoot, at)) ? nearestFoot : along;
}

function runsAlong({ rulers, line }: Walk, { route, distance }: Foot, at: number): boolean {
  const end = line.m.at(-1)!;
  const beside = pointAt(line, at < end ? Math.min(at + AHEAD_MM, end) : at - AHEAD_MM);
  return distance <= ON_MM && nearest(rulers, route, beside)!.distance <= ON_MM;
}

/** The range between a run's least and greatest measure; on a closed route split at the seam. */
function rangesOf({ closed, first, m }: Rulers, feet: readonly Foot[]): AnchoredRange[] {
  const { route } = feet[0];
  const lap = m[first[route + 1] - 1];
  const lo = Math.min(...feet.map(({ measure }) => measure));
  const hi = Math.max(...feet.map(({ measure }) => measure));
  const reversed = feet[feet.length - 1].measure < feet[0].measure;
  const part = (fromMm: number, toMm: number) => (toMm > fromMm ? [{ route, fromMm, toMm, reversed }] : []);
  if (!closed[route]) return part(lo, hi);
  if (hi - lo >= lap) return part(0, lap);
  const start = lo - Math.floor(lo / lap) * lap;
  const end = start + hi - lo;
  return end <= lap ? part(start, end) : [...part(start, lap), ...part(0, end - lap)];
}

/** Ranges of one route that touch or overlap are one. */
export function joined(ranges: readonly AnchoredRange[]): AnchoredRange[] {
  const sorted = [...ranges].sort((a, b) => a.route - b.route || a.fromMm - b.fromMm);
  const result: AnchoredRange[] = [];
  for (const range of sorted) {
    const last = result[result.length - 1];
    if (last && last.route === range.route && range.fromMm <= last.toMm) last.toMm = Math.max(last.toMm, range.toMm);
    else result.push({ ...range });
  }
  return result;
}
