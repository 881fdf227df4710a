/** Whether a day's line was drawn by hand or recorded by a receiver. */
import { DRAWN_SPACING_MM } from '../parameters.ts';
import { type Fixes, fixDistance } from './fixes.ts';

/** A drawn line has wide spacing (the upper median of its steps); it has no outliers and no silences. */
export function isDrawn(fixes: Fixes, order: readonly number[]): boolean {
  const steps = Float64Array.from({ length: order.length - 1 }, (_, i) => fixDistance(fixes, order[i], order[i + 1]));
  steps.sort();
  return steps[steps.length >> 1] > DRAWN_SPACING_MM;
}
