/** The day up to which a report counts surveys, and the days that follow from it. */
import type { District } from '../district/district.ts';
import { dayOfDate, isDay } from '../engine/coverage/days.ts';
import { DomainError } from '../errors.ts';

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of 'YYYY-MM-DD'; Infinity without a date: everything counts. @throws DomainError `date_invalid` */
export function lastDay(asOf?: string): number {
  if (asOf === undefined) return Number.POSITIVE_INFINITY;
  if (!isDay(asOf))
    throw new DomainError(
      'date_invalid',
      `"${asOf}" is not a date like 2023-12-31.`,
      `“${asOf}”不是 2023-12-31 这样的日期。`,
    );
  return dayOfDate(asOf);
}

/** The day it is in a district, YYYY-MM-DD. */
export function today(district: Pick<District, 'utcOffsetMinutes'>, now = new Date()): string {
  return new Date(now.getTime() + (district.utcOffsetMinutes ?? 0) * 60_000).toISOString().slice(0, 10);
}

/**
 * What was last surveyed before this day (days since 1970) is stale on `day`, or today where everything counts. Months are
 * taken back by the calendar, as PostgreSQL does: 31 March less one month is the last of February.
 */
export function staleBefore(
  district: Pick<District, 'utcOffsetMinutes' | 'staleAfterMonths'>,
  day: number,
  now = new Date(),
): number {
  const at = new Date(Number.isFinite(day) ? day * DAY_MS : `${today(district, now)}T00:00:00Z`);
  const months = 12 * at.getUTCFullYear() + at.getUTCMonth() - district.staleAfterMonths;
  const [year, month] = [Math.floor(months / 12), ((months % 12) + 12) % 12];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(at.getUTCDate(), lastOfMonth)) / DAY_MS;
}
