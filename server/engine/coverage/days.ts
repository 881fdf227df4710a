/** Which local day a moment belongs to. */
import { MILLISECONDS_PER_DAY } from './parameters.ts';

const MILLISECONDS_PER_MINUTE = 60_000;

/** Days since 1970-01-01 on the clock of a district. `utcOffsetMinutes` is positive east of Greenwich (480 in China). */
export function localDay(milliseconds: number, utcOffsetMinutes: number): number {
  return Math.floor((milliseconds + utcOffsetMinutes * MILLISECONDS_PER_MINUTE) / MILLISECONDS_PER_DAY);
}

/**
 * Whether it is a day written YYYY-MM-DD, of the years 0001 to 9999: the year 0000 is none of the calendar that PostgreSQL
 * keeps, though JavaScript counts it, and 30 February is read as a day of March by some.
 */
export function isDay(text: string): boolean {
  const time = /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Days since 1970-01-01 of a date written YYYY-MM-DD. */
export function dayOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / MILLISECONDS_PER_DAY;
}

/** The date of a day, YYYY-MM-DD. */
export function dateOfDay(day: number): string {
  return new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
}
