/** Fixes that jumped away and came back: dropped, and reported. */
import { OUTLIER_LOOKAHEAD, OUTLIER_MM } from '../parameters.ts';
import { type Fixes, fixDistance } from './fixes.ts';
import { type Sparse, ticksBetween } from './pace.ts';

//   last kept ●───● next                 the jump ✕ goes: one of the next five fixes is back near the last kept one
//              \ /
//               ✕
/** Parts the places of a day's order into those kept and those dropped, both ascending. */
export function dropOutliers(
  fixes: Fixes,
  order: readonly number[],
  pace: 'dense' | Sparse,
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

/** Within 100 m; where a receiver recorded sparsely, within a step more than its clock made. */
function isReached(fixes: Fixes, a: number, b: number, pace: 'dense' | Sparse): boolean {
  const reach = pace === 'dense' ? OUTLIER_MM : (ticksBetween(fixes, a, b, pace) + 1) * pace.spacing;
  return fixDistance(fixes, a, b) <= reach;
}

function comesBack(from: number, to: number, isNear: (place: number) => boolean): boolean {
  for (let k = from; k < to; k++) if (isNear(k)) return true;
  return false;
}
