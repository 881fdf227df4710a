/** Cuts a day's fixes where one is too far from the next, and thins what is left. */
import { THINNING_MM } from '../parameters.ts';
import { type Fixes, fixDistance } from './fixes.ts';

/** The stretches without a step of `cutMm` or more, in order. */
export function cutSteps(fixes: Fixes, order: readonly number[], cutMm: number): number[][] {
  const stretches = [[order[0]]];
  for (let i = 1; i < order.length; i++)
    if (fixDistance(fixes, order[i - 1], order[i]) >= cutMm) stretches.push([order[i]]);
    else stretches[stretches.length - 1].push(order[i]);
  return stretches;
}

/** Skips fixes near the last kept one, so that standing still has no heading; the last fix always stays. */
export function thin(fixes: Fixes, order: readonly number[]): number[] {
  const kept = [order[0]];
  for (const fix of order) if (fixDistance(fixes, kept[kept.length - 1], fix) >= THINNING_MM) kept.push(fix);
  const last = order[order.length - 1];
  if (kept[kept.length - 1] !== last) kept.push(last);
  return kept;
}
