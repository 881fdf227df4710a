/** Days that went faster than crews go: in a car, a train or a plane. */
import {
  FASTEST_M_PER_S,
  SOUND_M_PER_S,
  SWERVE_M_PER_S2,
  SWERVE_MM,
  SWERVE_SHARE,
  TRAVELLED_FIXES,
} from '../parameters.ts';
import type { Fixes } from './fixes.ts';
import { hasEvenClock, type Steps } from './steps.ts';

/** The day's speed in m/s where it was travelled and faster than crews go; undefined of all others. */
export function tooFast(fixes: Fixes, order: readonly number[], steps: Steps): number | undefined {
  const { spacing, wait } = steps;
  if (wait === undefined || order.length < TRAVELLED_FIXES) return undefined;
  if (spacing <= FASTEST_M_PER_S * wait || spacing > SOUND_M_PER_S * wait) return undefined;
  return hasEvenClock(steps) && goesSteadily(fixes, order, spacing, wait) ? spacing / wait : undefined;
}

//   ●─────●─────○   where the next fix is as heavy things go on
//           ╲       three fifths of the fixes lie near it; vertices that somebody drew, with seconds for times, do not
//             ●
function goesSteadily(fixes: Fixes, order: readonly number[], spacing: number, wait: number): boolean {
  const swerve = Math.min(SWERVE_SHARE * spacing, SWERVE_MM + (SWERVE_M_PER_S2 * wait * wait) / 1000);
  let near = 0;
  for (let i = 2; i < order.length; i++) if (offCourse(fixes, order[i - 2], order[i - 1], order[i]) <= swerve) near++;
  return 5 * near >= 3 * (order.length - 2);
}

/** mm from where `c` were, had the step from `a` to `b` been taken again. */
function offCourse({ x, y }: Fixes, a: number, b: number, c: number): number {
  const dx = x[c] - (2 * x[b] - x[a]);
  const dy = y[c] - (2 * y[b] - y[a]);
  return Math.floor(Math.sqrt(dx * dx + dy * dy) + 0.5);
}
