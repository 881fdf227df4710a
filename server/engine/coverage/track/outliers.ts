/** Fixes that jumped away and came back: dropped, and reported. */
import { OUTLIER_LOOKAHEAD, OUTLIER_MM } from '../parameters.ts';
import { type Fixes, fixDistance } from './fixes.ts';

//   last kept ●───● next                 the jump ✕ goes: one of the next five fixes is back near the last kept one
//              \ /
//               ✕
/** Splits a day's fixes into those kept and those dropped, both in order. */
export function dropOutliers(fixes: Fixes, order: readonly number[]): { kept: number[]; dropped: number[] } {
  const kept = [order[0]];
  const dropped: number[] = [];
  for (let i = 1; i < order.length; i++) {
    const last = kept[kept.length - 1];
    const isFar = fixDistance(fixes, last, order[i]) > OUTLIER_MM;
    if (isFar && comesBack(fixes, order, i, last)) dropped.push(order[i]);
    else kept.push(order[i]);
  }
  return { kept, dropped };
}

function comesBack(fixes: Fixes, order: readonly number[], i: number, last: number): boolean {
  const end = Math.min(order.length, i + 1 + OUTLIER_LOOKAHEAD);
  for (let k = i + 1; k < end; k++) if (fixDistance(fixes, last, order[k]) <= OUTLIER_MM) return true;
  return false;
}
