/** Where a line on the ground lies on routes drawn anew. */
import type { Rulers } from '../rulers.ts';
import { bestFeet, type Taken, type Walk } from './best-feet.ts';
import { besideOf, type Foot, nearest } from './foot.ts';
import { type MeasuredVertices, pointAt } from './stretch.ts';

export interface Anchored {
  ranges: AnchoredRange[];
  /** The farthest that any point of the line went, mm: of what runs on past an end of a route, within the tolerance, nothing has a place. */
  movedMm: number;
  /** How much of the line, in its own measure, found no place. */
  lostMm: number;
  /** How far the points that found none are from the nearest of the routes, at most; 0 of none, infinite without routes. */
  besideMm: number;
  /** How far all of it lies from where it was, in square millimetres beside the line; what found no place lies a tolerance away. */
  area: number;
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
 * Looks up the line point by point on the chosen routes, within the tolerance, as a whole (best-feet.ts); neighbours on one route
 * make a range. A jump along the route farther than the points are apart plus twice the tolerance ends it (another limb of a bend).
 * @param line its vertices with the measures it had, integer millimetres.
 * @param taken where nothing of it may lie
 */
export function anchorLine(
  rulers: Rulers,
  routes: readonly number[],
  line: MeasuredVertices,
  toleranceMm: number,
  taken: readonly Taken[] = [],
): Anchored {
  const walk = { rulers, routes, line, toleranceMm, taken };
  const steps = stepsOf(line);
  const feet = bestFeet(walk, steps);
  const runs: Foot[][] = [];
  let [lostMm, movedMm, besideMm, area] = [line.m.at(-1)! - line.m[0], 0, 0, 0];
  for (const [k, foot] of feet.entries()) {
    if (k > 0) area += (foot?.distance ?? toleranceMm) * (steps[k] - steps[k - 1]);
    if (!foot) besideMm = Math.max(besideMm, besideOf(rulers, routes, pointAt(line, steps[k])));
    if (foot && !foot.isPast) movedMm = Math.max(movedMm, foot.distance);
    const step = { from: steps[k - 1], before: feet[k - 1] };
    if (foot && goOn(walk, runs, step, { at: steps[k], foot })) lostMm -= steps[k] - steps[k - 1];
    else if (foot) runs.push([foot]);
  }
  const ranges = joined(runs.flatMap((each) => rangesOf(rulers, each)));
  return { ranges, movedMm: Math.round(movedMm), lostMm, besideMm, area };
}

/** From the point before, at this measure of the line, with its foot. */
interface Step {
  from: number;
  before: Foot | undefined;
}

/** Adds a foot to the run it follows, or begins the next run where the line turns into another route between the two points. */
function goOn(walk: Walk, runs: Foot[][], { from, before }: Step, { at, foot }: { at: number; foot: Foot }): boolean {
  if (!before) return false;
  if (foot.route === before.route) {
    if (Math.abs(foot.measure - before.measure) > at - from + 2 * walk.toleranceMm) return false;
    runs[runs.length - 1].push(foot);
    return true;
  }
  const turn = turnBetween(walk, [from, before], [at, foot]);
  runs[runs.length - 1].push(turn.end);
  runs.push([turn.start, foot]);
  return true;
}

/** The last place on the one route and the first on the other, a millimetre of the line apart: where the other comes nearer. */
function turnBetween({ rulers, line, toleranceMm }: Walk, [from, before]: [number, Foot], [at, foot]: [number, Foot]) {
  let [lo, hi, end, start] = [from, at, before, foot];
  const reach = at - from + 2 * toleranceMm;
  const near = ({ route, measure }: Foot, point: [number, number]) =>
    nearest(rulers, route, point, [measure - reach, measure + reach])!;
  while (hi - lo > 1) {
    const mid = Math.floor((lo + hi) / 2);
    const point = pointAt(line, mid);
    const [one, other] = [near(before, point), near(foot, point)];
    if (one.distance <= other.distance && !one.isPast) [lo, end] = [mid, one];
    else [hi, start] = [mid, other];
  }
  return { end, start };
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

/** Ranges of one route that touch or overlap are one, where it runs the same way: banks are told by it. Where two ways overlap, because limbs were drawn as one, the one that begins first has it. */
export function joined(ranges: readonly AnchoredRange[]): AnchoredRange[] {
  const sorted = [...ranges].sort(
    (a, b) => a.route - b.route || Number(a.reversed) - Number(b.reversed) || a.fromMm - b.fromMm,
  );
  const result: AnchoredRange[] = [];
  for (const range of sorted) {
    const last = result[result.length - 1];
    const isOnward = last && last.route === range.route && last.reversed === range.reversed;
    if (isOnward && range.fromMm <= last.toMm) last.toMm = Math.max(last.toMm, range.toMm);
    else result.push({ ...range });
  }
  return apart(result);
}

function apart(ranges: readonly AnchoredRange[]): AnchoredRange[] {
  const sorted = [...ranges].sort((a, b) => a.route - b.route || a.fromMm - b.fromMm);
  const result: AnchoredRange[] = [];
  for (const range of sorted) {
    const last = result[result.length - 1];
    const fromMm = last?.route === range.route ? Math.max(last.toMm, range.fromMm) : range.fromMm;
    if (fromMm < range.toMm) result.push({ ...range, fromMm });
  }
  return result;
}
