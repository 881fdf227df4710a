/** Days between two surveys show the same: they share what is made for one of them. */
import type { Surveyed } from '../../district/load-register.ts';
import { dateOfDay } from '../../engine/coverage/days.ts';
import { lastDay } from '../as-of.ts';

/**
 * The day whose states are those of `asOf`: the last one with a survey up to it, or the one before the first survey;
 * undefined where nothing was surveyed after it, which is the register as it is. @throws DomainError `date_invalid`
 */
export function dayOfStates({ day: days }: Pick<Surveyed, 'day'>, asOf: string): string | undefined {
  const asked = lastDay(asOf);
  let [last, next] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const day of days)
    if (day <= asked) last = Math.max(last, day);
    else next = Math.min(next, day);
  if (next === Number.POSITIVE_INFINITY) return undefined;
  return dateOfDay(last === Number.NEGATIVE_INFINITY ? next - 1 : last);
}
