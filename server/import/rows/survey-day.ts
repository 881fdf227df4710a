/** Days on which nobody can have surveyed: those to come, and those of receivers that had found no satellite. */
import type { Fault } from './geometry.ts';

const EARLIEST_DAY = '1949-01-01';
/** The day after GPS time begins: a receiver without a fix tells that beginning, or the Unix epoch before it. */
const FIRST_FIX = Date.UTC(1980, 0, 7);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Where a district's local day is not known: the place on earth that has it first. */
const FIRST_OFFSET_MIN = 840;

/** @param day  YYYY-MM-DD, local. What is dated tomorrow would close gaps today. */
export function dayFault(day: string, utcOffsetMinutes: number | null): Fault | undefined {
  const at = { field: 'date', value: day };
  if (day < EARLIEST_DAY) return { code: 'surveyed_too_early', ...at, detail: EARLIEST_DAY };
  const today = textOf(Date.now() + (utcOffsetMinutes ?? FIRST_OFFSET_MIN) * MINUTE_MS);
  return day > today ? { code: 'surveyed_in_future', ...at, detail: today } : undefined;
}

/** @param times  of a track's fixes in any order, ms since 1970, all finite */
export function timeFault(times: Float64Array, utcOffsetMinutes: number): Fault | undefined {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  const at = (time: number) => ({ field: 'time', value: textOf(time + utcOffsetMinutes * MINUTE_MS) });
  if (first < FIRST_FIX) return { code: 'surveyed_too_early', ...at(first), detail: textOf(FIRST_FIX) };
  const now = Date.now() + utcOffsetMinutes * MINUTE_MS;
  const tomorrow = (Math.floor(now / DAY_MS) + 1) * DAY_MS - utcOffsetMinutes * MINUTE_MS;
  return last < tomorrow ? undefined : { code: 'surveyed_in_future', ...at(last), detail: textOf(now) };
}

function textOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : date.toISOString().slice(0, 10);
}
