/** Where a line on the ground lies on routes drawn anew. */
import type { Rulers } from '../rulers.ts';
import { type MeasuredVertices, pointAt, verticesOf } from './stretch.ts';

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

/** A point of the line on a route. */
interface Foot {
  route: number;
  measure: number;
  distance: number;
  /** The point lies past an end of an open route. */
  isPast: boolean;
}

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
  const measures = stepsOf(line);
  const runs: Foot[][] = [];
  let lostMm = measures[measures.length - 1] - measures[0];
  let [movedMm, besideMm] = [0, 0];
  let before: Foot | undefined;
  for (const [i, at] of measures.entries()) {
    const gap = i === 0 ? 0 : at - measures[i - 1];
    const near = footOf(rulers, routes, pointAt(line, at), { toleranceMm, before, reach: gap + 2 * toleranceMm });
    const foot = near && near.distance <= toleranceMm ? near : undefined;
    if (!foot) besideMm = Math.max(besideMm, near?.distance ?? Infinity);
    if (foot && !foot.isPast) movedMm = Math.max(movedMm, foot.distance);
    if (foot && before && follows(foot, before, gap + 2 * toleranceMm)) {
      runs[runs.length - 1].push(foot);
      lostMm -= gap;
    } else if (foot) runs.push([foot]);
    before = foot;
  }
  const ranges = joined(runs.flatMap((feet) => rangesOf(rulers, feet)));
  return { ranges, movedMm: Math.round(movedMm), lostMm, besideMm: Math.round(besideMm) };
}

function follows(foot: Foot, before: Foot, reach: number): boolean {
  return foot.route === before.route && Math.abs(foot.measure - before.measure) <= reach;
}

/** Measures of the ends, the vertices, and points between. */
function stepsOf({ m }: MeasuredVertices): number[] {
  const steps: number[] = [m[0]];
  for (let v = 1; v < m.length; v++) {
    const count = Math.max(1, Math.ceil((m[v] - m[v - 1]) / STEP_MM));
    for (let k = 1; k <= count; k++) steps.push(Math.round(m[v - 1] + ((m[v] - m[v - 1]) * k) / count));
  }
  return steps.filter((step, i) => i === 0 || step > steps[i - 1]);
}

interface Search {
  toleranceMm: number;
  before: Foot | undefined;
  /** How far along the route the next point may lie. */
  reach: number;
}

/** Goes on along the route of the point before where that is within the tolerance; else the nearest of all, however far. */
function footOf(rulers: Rulers, routes: readonly number[], point: [number, number], search: Search): Foot | undefined {
  const { before, toleranceMm, reach } = search;
  if (before) {
    const window = [before.measure - reach, before.measure + reach] as const;
    const along = nearest(rulers, before.route, point, window);
    if (along && along.distance <= toleranceMm) return along;
  }
  return nearestOfAll(rulers, routes, point);
}

function nearestOfAll(rulers: Rulers, routes: readonly number[], point: [number, number]): Foot | undefined {
  let best: Foot | undefined;
  for (const route of routes) {
    const foot = nearest(rulers, route, point);
    if (foot && foot.distance < (best?.distance ?? Infinity)) best = foot;
  }
  return best;
}

/** From a point to the nearest of the routes, mm; infinite when there is none. */
export function besideOf(rulers: Rulers, routes: readonly number[], point: [number, number]): number {
  return Math.round(nearestOfAll(rulers, routes, point)?.distance ?? Infinity);
}

/** The nearest point of a route, measures within the window; on a closed route they run on over the seam. */
function nearest(
  rulers: Rulers,
  route: number,
  [px, py]: [number, number],
  window?: readonly [number, number],
): Foot | undefined {
  const { x, y, m } = verticesOf(rulers, route);
  const lap = m[m.length - 1];
  const laps = rulers.closed[route] && window ? [-1, 0, 1, 2, -2] : [0];
  let best: Foot | undefined;
  for (let v = 0; v < m.length - 1; v++) {
    const [dx, dy] = [x[v + 1] - x[v], y[v + 1] - y[v]];
    const square = dx * dx + dy * dy;
    const along = square === 0 ? 0 : ((px - x[v]) * dx + (py - y[v]) * dy) / square;
    const t = Math.min(1, Math.max(0, along));
    const distance = Math.hypot(x[v] + t * dx - px, y[v] + t * dy - py);
    if (best && distance >= best.distance) continue;
    const measure = m[v] + Math.floor(t * (m[v + 1] - m[v]) + 0.5);
    for (const k of laps) {
      const unwrapped = measure + k * lap;
      if (window && (unwrapped < window[0] || unwrapped > window[1])) continue;
      const isPast = !rulers.closed[route] && ((v === 0 && along < 0) || (v === m.length - 2 && along > 1));
      best = { route, measure: unwrapped, distance, isPast };
      break;
    }
  }
  return best;
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
