/** A receiver that jitters, read by means: its fixes lie now here, now there of a way that it records many times over. */
import { JITTER_STEPS, JITTER_TIMES, JITTER_WAY_MM, MEAN_WAY_MM } from '../parameters.ts';
import { type Fixes, fixDistance } from './fixes.ts';

/** Fixes whose places may be written. */
export interface PlacedFixes extends Fixes {
  x: Float64Array;
  y: Float64Array;
}

//    ●     ●   ●        of such fixes thinning keeps those that are farthest off, and chords through them head askew;
//   ──○──○──○──○──      the mean of what was recorded along some 20 m is near where the crew was
//      ●     ●
/**
 * Puts each fix of a day that jitters where the mean of those around it is. `stretches`: the day's fixes between cuts; `spacing`: of the day.
 * @returns whether it jitters
 */
export function steady(fixes: PlacedFixes, stretches: readonly number[][], spacing: number): boolean {
  const reach = meanReach(fixes, stretches, spacing);
  if (reach > 0) for (const stretch of stretches) takeMeans(fixes, stretch, reach);
  return reach > 0;
}

/** How many fixes on either side make up a mean; 0 where the day does not jitter, or hardly gets anywhere. */
function meanReach(fixes: Fixes, stretches: readonly number[][], spacing: number): number {
  const count = stretches.reduce((sum, { length }) => sum + length, 0);
  for (let steps = JITTER_STEPS; 2 * steps < count; steps *= 2) {
    const way = farWay(fixes, stretches, steps);
    if (steps === JITTER_STEPS && steps * spacing <= JITTER_TIMES * way) return 0;
    if (way >= JITTER_WAY_MM) return Math.floor((MEAN_WAY_MM / 2) * (steps / way));
  }
  return 0;
}

/**
 * How far so many steps lead under way: where the crew went on for twice as many, as many places lead that far, however long it
 * stood before and after. A share of all places would be of those where it stood.
 */
function farWay(fixes: Fixes, stretches: readonly number[][], steps: number): number {
  const ways: number[] = [];
  for (const stretch of stretches)
    for (let i = steps; i < stretch.length; i++) ways.push(fixDistance(fixes, stretch[i - steps], stretch[i]));
  return Float64Array.from(ways).sort()[ways.length - steps] ?? 0;
}

/** As many on either side as there are on both, so that ends stay where they are. */
function takeMeans(fixes: PlacedFixes, stretch: readonly number[], reach: number): void {
  const last = stretch.length - 1;
  for (const axis of [fixes.x, fixes.y]) {
    const sums = [0];
    for (const fix of stretch) sums.push(sums[sums.length - 1] + axis[fix]);
    stretch.forEach((fix, i) => {
      const side = Math.min(reach, i, last - i);
      axis[fix] = Math.floor((sums[i + side + 1] - sums[i - side]) / (2 * side + 1) + 0.5);
    });
  }
}
