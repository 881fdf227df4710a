/** How a day's line came about, told by its spacing and its times. */
import { CLOCK_EVENNESS, DRAWN_SPACING_MM, FASTEST_M_PER_S, SPARSE_SPACING_MM, STEP_EVENNESS } from '../parameters.ts';
import { type Fixes, fixDistance } from './fixes.ts';

/** mm and ms from one fix to the next, upper medians of the day; without times of all fixes it has no clock. */
export interface Recorded {
  isSparse: boolean;
  spacing: number;
  wait: number | undefined;
}

/** Drawn by hand: without outliers and silences. */
export type Pace = 'drawn' | Recorded;

export function paceOf(fixes: Fixes, order: readonly number[]): Pace {
  const steps = stepsOf(order, (a, b) => fixDistance(fixes, a, b));
  const spacing = upperMedian(steps);
  const { time } = fixes;
  const waits = time && stepsOf(order, (a, b) => Math.abs(time[b] - time[a]));
  const wait = waits && upperMedian(waits);
  if (spacing <= DRAWN_SPACING_MM) return { isSparse: false, spacing, wait };
  if (waits === undefined || wait === undefined || spacing > SPARSE_SPACING_MM) return 'drawn';
  // software that writes a time at each vertex gives all the same one, or seconds, or what a steady speed makes of their distances
  const isClock = spacing <= FASTEST_M_PER_S * wait && 3 * countNear(waits, wait, CLOCK_EVENNESS) >= 2 * waits.length;
  const isEven = 5 * countNear(steps, spacing, STEP_EVENNESS) >= 3 * steps.length;
  return isClock && isEven ? { isSparse: true, spacing, wait } : 'drawn';
}

function stepsOf(order: readonly number[], between: (a: number, b: number) => number): Float64Array {
  return Float64Array.from({ length: order.length - 1 }, (_, i) => between(order[i], order[i + 1]));
}

function upperMedian(values: Float64Array): number {
  const sorted = values.toSorted();
  return sorted[sorted.length >> 1];
}

/** How many are like `middle`, to a share of it. */
function countNear(values: Float64Array, middle: number, share: number): number {
  return values.reduce((count, value) => count + (Math.abs(value - middle) <= share * middle ? 1 : 0), 0);
}

/** Steps of the receiver's clock from one fix to another, at least one. */
export function ticksBetween({ time }: Fixes, a: number, b: number, wait: number): number {
  return Math.max(1, Math.floor(Math.abs(time![b] - time![a]) / wait + 0.5));
}
