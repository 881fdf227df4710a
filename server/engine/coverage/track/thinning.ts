/** Cuts a day's fixes where one is too far from the next, and thins what is left. */
import { CUT_MM, FAR_MM, THINNING_MM } from '../parameters.ts';
import { type Fixes, fixDistance } from './fixes.ts';
import { type Pace, ticksBetween } from './pace.ts';

/** Of some places of a day's order the stretches, as fixes, between the steps that are cut at. */
export function cutSteps(fixes: Fixes, order: readonly number[], places: readonly number[], pace: Pace): number[][] {
  const stretches = [[order[places[0]]]];
  for (let i = 1; i < places.length; i++) {
    const [a, b] = [order[places[i - 1]], order[places[i]]];
    if (fixDistance(fixes, a, b) >= cutMm(fixes, [a, b], places[i] - places[i - 1], pace)) stretches.push([b]);
    else stretches[stretches.length - 1].push(b);
  }
  return stretches;
}

/** A receiver that recorded sparsely may have lost one fix beside those that were dropped. */
function cutMm(fixes: Fixes, [a, b]: readonly [number, number], placesApart: number, pace: Pace): number {
  if (pace === 'drawn') return FAR_MM;
  const { isSparse, spacing, wait } = pace;
  return isSparse ? (Math.min(ticksBetween(fixes, a, b, wait!), placesApart + 1) + 1) * spacing : CUT_MM;
}

/** Skips fixes near the last kept one, so that standing still has no heading; the last fix always stays. */
export function thin(fixes: Fixes, order: readonly number[]): number[] {
  const kept = [order[0]];
  for (const fix of order) if (fixDistance(fixes, kept[kept.length - 1], fix) >= THINNING_MM) kept.push(fix);
  const last = order[order.length - 1];
  if (kept[kept.length - 1] !== last) kept.push(last);
  return kept;
}
