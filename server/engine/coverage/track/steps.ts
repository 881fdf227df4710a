/** The steps of a day from each fix to the next: how far, how long, and their medians. */
import { CLOCK_EVENNESS } from '../parameters.ts';
import { type Fixes, fixDistance } from './fixes.ts';

/** mm and ms of each step, and the upper median of either; without times of all fixes the day has no clock. */
export interface Steps {
  distances: Float64Array;
  spacing: number;
  waits: Float64Array | undefined;
  wait: number | undefined;
}

/** Of a day with two fixes or more. */
export function measureSteps(fixes: Fixes, order: readonly number[]): Steps {
  const distances = eachStep(order, (a, b) => fixDistance(fixes, a, b));
  const { time } = fixes;
  const waits = time && eachStep(order, (a, b) => Math.abs(time[b] - time[a]));
  return { distances, spacing: upperMedian(distances), waits, wait: waits && upperMedian(waits) };
}

function eachStep(order: readonly number[], between: (a: number, b: number) => number): Float64Array {
  return Float64Array.from({ length: order.length - 1 }, (_, i) => between(order[i], order[i + 1]));
}

function upperMedian(values: Float64Array): number {
  const sorted = values.toSorted();
  return sorted[sorted.length >> 1];
}

/** Two thirds of the waits are like their median, as a receiver's are. */
export function hasEvenClock({ waits, wait }: Steps): boolean {
  return waits !== undefined && 3 * countNear(waits, wait!, CLOCK_EVENNESS) >= 2 * waits.length;
}

/** How many are like `middle`, to a share of it. */
export function countNear(values: Float64Array, middle: number, share: number): number {
  return values.reduce((count, value) => count + (Math.abs(value - middle) <= share * middle ? 1 : 0), 0);
}
