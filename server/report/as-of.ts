/** The day up to which a report counts surveys. */
import { DomainError } from '../errors.ts';

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of 'YYYY-MM-DD'; Infinity without a date: everything counts. @throws DomainError `date_invalid` */
export function lastDay(asOf?: string): number {
  if (asOf === undefined) return Number.POSITIVE_INFINITY;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? Date.parse(`${asOf}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== asOf)
    throw new DomainError(
      'date_invalid',
      `"${asOf}" is not a date like 2023-12-31.`,
      `“${asOf}”不是 2023-12-31 这样的日期。`,
    );
  return time / DAY_MS;
}
