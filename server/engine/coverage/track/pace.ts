/** How a day's line came about, told by its spacing and its times. */
import { DRAWN_SPACING_MM, FASTEST_M_PER_S, SPARSE_SPACING_MM, STEP_EVENNESS } from '../parameters.ts';
import type { Fixes } from './fixes.ts';
import { countNear, hasEvenClock, type Steps } from './steps.ts';

/** mm and ms from one fix to the next, upper medians of the day; without times of all fixes it has no clock. */
export interface Recorded {
  isSparse: boolean;
  spacing: number;
  wait: number | undefined;
}

/** Drawn by hand: without outliers and silences. */
export type Pace = 'drawn' | Recorded;

export function paceOf(steps: Steps): Pace {
  const { distances, spacing, wait } = steps;
  if (spacing <= DRAWN_SPACING_MM) return { isSparse: false, spacing, wait };
  if (wait === undefined || spacing > SPARSE_SPACING_MM) return 'drawn';
  // software that writes a time at each vertex gives all the same one, or seconds, or what a steady speed makes of their distances
  const isClock = spacing <= FASTEST_M_PER_S * wait && hasEvenClock(steps);
  const isEven = 5 * countNear(distances, spacing, STEP_EVENNESS) >= 3 * distances.length;
  return isClock && isEven ? { isSparse: true, spacing, wait } : 'drawn';
}

/** Steps of the receiver's clock from one fix to another, at least one. */
export function ticksBetween({ time }: Fixes, a: number, b: number, wait: number): number {
  return Math.max(1, Math.floor(Math.abs(time![b] - time![a]) / wait + 0.5));
}
