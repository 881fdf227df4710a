/** bbox and datetime of OGC API Features Part 1 (17-069r4, 7.15.3 and 7.15.4). */
import { isDay } from '../../engine/coverage/days.ts';
import { DomainError } from '../../errors.ts';

/** west, south, east, north in degrees; west > east goes over the 180th meridian. */
export type QueryBox = [number, number, number, number];

/** Four numbers, or six of which the heights are ignored. @throws DomainError `bbox_invalid` */
export function parseBbox(text: string): QueryBox {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const box = numbers.length === 6 ? [numbers[0], numbers[1], numbers[3], numbers[4]] : numbers;
  const [west, south, east, north] = box;
  const valid =
    box.length === 4 &&
    box.every(Number.isFinite) &&
    [west, east].every((lon) => Math.abs(lon) <= 180) &&
    [south, north].every((lat) => Math.abs(lat) <= 90) &&
    south <= north;
  if (valid) return box as QueryBox;
  throw new DomainError(
    'bbox_invalid',
    `bbox "${text}" must be west,south,east,north in degrees.`,
    `bbox “${text}”应为“西,南,东,北”（度）。`,
  );
}

/** Inclusive days, null where the interval is open. */
export interface DayInterval {
  from: string | null;
  to: string | null;
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/;

/** A date, a date-time, or an interval of them with `..` or nothing at an open end. @throws DomainError `datetime_invalid` */
export function parseDatetime(text: string): DayInterval {
  const ends = text.split('/');
  if (ends.length === 1) return { from: dayOf(text, text), to: dayOf(text, text) };
  const interval = { from: endOf(ends[0], text), to: endOf(ends[1], text) };
  const bothOpen = interval.from === null && interval.to === null;
  if (ends.length !== 2 || bothOpen || (interval.from && interval.to && interval.from > interval.to)) refuse(text);
  return interval;
}

function endOf(end: string, whole: string): string | null {
  return end === '' || end === '..' ? null : dayOf(end, whole);
}

function dayOf(moment: string, whole: string): string {
  const parts = MOMENT.exec(moment);
  const isMoment = parts && isDay(parts[1]) && !Number.isNaN(Date.parse(moment));
  return isMoment ? parts[1] : refuse(whole);
}

function refuse(text: string): never {
  throw new DomainError(
    'datetime_invalid',
    `datetime "${text}" must be a date, or an interval like 2022-01-01/2022-12-31.`,
    `datetime “${text}”应为日期，或 2022-01-01/2022-12-31 这样的区间。`,
  );
}
