/** A receiver that jitters, read by means: its fixes lie now here, now there of a way that it records many times over. */
import {
  BEND_MM,
  FEW_FIXES,
  JITTER_MM,
  JITTER_SHARE,
  JITTER_STEPS,
  JITTER_WAY_MM,
  MEAN_WAY_MM,
  MOST_BEND_MM,
  MOST_BEND_OF_FEW_MM,
} from '../parameters.ts';
import { distance, type Fixes, fixDistance } from './fixes.ts';

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
 * @returns how many were put at a mean
 */
export function steady(fixes: PlacedFixes, stretches: readonly number[][], spacing: number): number {
  const sway = usualSway(fixes, stretches);
  if (sway < JITTER_MM || sway < JITTER_SHARE * spacing) return 0;
  const reach = meanReach(fixes, stretches);
  return stretches.reduce((sum, stretch) => sum + takeMeans(fixes, stretch, reach, sway), 0);
}

/** The upper median of how far a fix lies off the middle of the one before and the one after, twice. A way that bends is smooth, jitter is not. */
function usualSway({ x, y }: Fixes, stretches: readonly number[][]): number {
  const sways: number[] = [];
  for (const stretch of stretches)
    for (let i = 1; i + 1 < stretch.length; i++) {
      const [before, fix, after] = [stretch[i - 1], stretch[i], stretch[i + 1]];
      sways.push(distance(2 * x[fix], 2 * y[fix], x[before] + x[after], y[before] + y[after]));
    }
  return Float64Array.from(sways).sort()[sways.length >> 1] ?? 0;
}

/** How many fixes on either side make up a mean where the way is straight; 0 where the day hardly gets anywhere. */
function meanReach(fixes: Fixes, stretches: readonly number[][]): number {
  const count = stretches.reduce((sum, { length }) => sum + length, 0);
  for (let steps = JITTER_STEPS; 2 * steps < count; steps *= 2) {
    const way = farWay(fixes, stretches, steps);
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
function takeMeans(fixes: PlacedFixes, stretch: readonly number[], reach: number, sway: number): number {
  const [x, y] = [meansOf(fixes.x, stretch), meansOf(fixes.y, stretch)];
  const most = reach > FEW_FIXES ? MOST_BEND_MM : MOST_BEND_OF_FEW_MM;
  let taken = 0;
  stretch.forEach((fix, i) => {
    let side = Math.min(reach, i, stretch.length - 1 - i);
    while (side > 0 && strayOf(x, y, i, side) > Math.min(most, Math.max(BEND_MM, jitterOf(sway, side)))) side >>= 1;
    fixes.x[fix] = x(i, side);
    fixes.y[fix] = y(i, side);
    if (side > 0) taken++;
  });
  return taken;
}

type Mean = (i: number, side: number) => number;

/** Sums up to each fix give the mean of any around one. */
function meansOf(axis: ArrayLike<number>, stretch: readonly number[]): Mean {
  const sums = [0];
  for (const fix of stretch) sums.push(sums[sums.length - 1] + axis[fix]);
  return (i, side) => Math.floor((sums[i + side + 1] - sums[i - side]) / (2 * side + 1) + 0.5);
}

// Lepskii 1991: the widest mean that the one of half its width does not contradict, lest it cuts a bend of the way
/** How far the mean lies from that of half as many on either side. */
const strayOf = (x: Mean, y: Mean, i: number, side: number): number =>
  distance(x(i, side >> 1), y(i, side >> 1), x(i, side), y(i, side));

/** How far off jitter alone puts it: 2.9 times its standard deviation along an axis. */
const jitterOf = (sway: number, side: number): number =>
  sway * Math.sqrt(1 / (2 * (side >> 1) + 1) - 1 / (2 * side + 1));
