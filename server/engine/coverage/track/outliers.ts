/** Fixes that jumped away and came back: dropped, and reported. */
import { OUTLIER_LOOKAHEAD, OUTLIER_MM, OUTLIER_SLACK_MM } from '../parameters.ts';
import { type Fixes, fixDistance } from './fixes.ts';
import { type Recorded, ticksBetween } from './pace.ts';

//   last kept ●───● next                 the jump ✕ goes: one of the next five fixes is back near the last kept one
//              \ /
//               ✕
/** Parts the places of a day's order into those kept and those dropped, both ascending. */
export function dropOutliers(
  fixes: Fixes,
  order: readonly number[],
  pace: Recorded,
): { kept: number[]; dropped: number[] } {
  const isNear = (a: number, b: number) => isReached(fixes, order[a], order[b], pace);
  const kept = [0];
  const dropped: number[] = [];
  for (let i = 1; i < order.length; i++) {
    const last = kept[kept.length - 1];
    const next = Math.min(order.length, i + 1 + OUTLIER_LOOKAHEAD);
    if (!isNear(last, i) && comesBack(i + 1, next, (k) => isNear(last, k))) dropped.push(i);
    else kept.push(i);
  }
  return { kept, dropped };
}

function isReached(fixes: Fixes, a: number, b: number, pace: Recorded): boolean {
  return fixDistance(fixes, a, b) <= reachOf(fixes, a, b, pace);
}

/** A step more than the clock made; of a dense record so much beside what a receiver strays, and 100 m at most, or without a clock. */
function reachOf(fixes: Fixes, a: number, b: number, { isSparse, spacing, wait }: Recorded): number {
  if (!wait) return OUTLIER_MM;
  const steps = (ticksBetween(fixes, a, b, wait) + 1) * spacing;
  return isSparse ? steps : Math.min(OUTLIER_MM, OUTLIER_SLACK_MM + steps);
}

function comesBack(from: number, to: number, isNear: (place: number) => boolean): boolean {
  for (let k = from; k < to; k++) if (isNear(k)) return true;
  return false;
}
