/** One cell of a file to one value of the register, or why not. */
import { DomainError } from '../../errors.ts';
import type { Field } from '../field.ts';
import type { Values } from '../values.ts';
import type { Fault } from './geometry.ts';
import { withMouth } from './tidy.ts';

/** The stored value (never undefined), null for an empty cell, or a fault. */
export type CellReader = (cell: unknown) => string | number | null | CellFault;

export class CellFault {
  readonly fault: Fault;
  constructor(fault: Fault) {
    this.fault = fault;
  }
}

/** The reader of a field's cells. `utcOffsetMinutes` is the local time of the district, null when it is not known. */
export function cellReader(field: Field, utcOffsetMinutes: number | null): CellReader {
  const read = READERS[field.type](field, utcOffsetMinutes);
  const blank = new Set(field.blank?.map(plain));
  return (cell) => {
    const text = cellText(cell);
    return text === '' || (blank.size > 0 && blank.has(plain(text))) ? (field.fallback ?? null) : read(text, cell);
  };
}

type TypedReader = (text: string, cell: unknown) => string | number | CellFault;

const READERS: Record<Field['type'], (field: Field, utcOffsetMinutes: number | null) => TypedReader> = {
  text: () => (text) => text,
  number: (field) => (text) => readNumber(field, text),
  integer: (field) => (text) => readNumber(field, text),
  enum: (field) => readEnum(field),
  date: (field) => (text) => readDate(text) ?? readSerial(text) ?? fault(field, 'bad_date', text),
  time: (field, utcOffsetMinutes) => (text) => readTime(text, utcOffsetMinutes) ?? fault(field, 'bad_time', text),
};

export const isEmpty = (cell: unknown): boolean => cellText(cell) === '';

const ROUNDED = /^\s*\d(\.\d+)?E\+\d{2}\s*$/i;

/** A number that a spreadsheet holds no more digits of, or shows fewer of: as a code it is not whole. */
export function isRounded(cell: unknown): boolean {
  return typeof cell === 'number' ? Math.abs(cell) >= 1e15 : typeof cell === 'string' && ROUNDED.test(cell);
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell.trim();
  return typeof cell === 'object' ? '' : String(cell); // nested JSON is no cell
}

function fault(field: Field, code: Fault['code'], value: string, detail?: Fault['detail']): CellFault {
  return new CellFault({ code, field: field.name, value, detail });
}

const NUMBER = { zh: '数字', en: 'a number' };
const WHOLE = { zh: '整数', en: 'a whole number' };
const NOT_NEGATIVE = { zh: '不小于零的数字', en: 'a number of zero or more' };

const THOUSANDS = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/;

const BELOW_DETECTION = /^([<＜≤]\s*\d*\.?\d+|\d*\.?\d+L|未检出|nd)$/i;

// kilometres and metres below a thousand: three digits, as K1+5 may be 1005 or 1500
const STATION = /^K?\s*(\d+)\s*\+\s*(\d{3}(?:\.\d+)?)$/i;

const WITH_UNIT = /^([-+]?[\d,.]+)\s*(?:(m|米)|(km|公里|千米))$/i;

/** The metres of a 桩号 (K1+500.5, 1+500) or of a number with its unit (3000米, 3.2 km) as a plain number; other texts as they are. */
function metresOf(written: string): string {
  const text = written.normalize('NFKC');
  const [, km, metres] = STATION.exec(text) ?? [];
  if (km !== undefined) return `${km}${metres}`;
  const [, number, isMetres, isKilometres] = WITH_UNIT.exec(text) ?? [];
  if (isMetres) return number;
  const value = Number(number);
  return isKilometres && Number.isFinite(value) ? String(value * 1000) : written;
}

// no NFKC: it would take 10² for 102 and ① for 1
const WIDE = /[\uff01-\uff5e]/g;

function withoutWide(text: string): string {
  return text.replace(WIDE, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}

function readNumber(field: Field, written: string): number | CellFault {
  const text = withoutWide(field.measure ? metresOf(written) : written);
  if (field.concentration && BELOW_DETECTION.test(text)) return fault(field, 'below_detection', written);
  // a comma parts thousands; 1,5 may be meant as a decimal and is no number rather than fifteen
  const value = text.includes(',') && !THOUSANDS.test(text) ? Number.NaN : Number(text.replaceAll(',', ''));
  if (!Number.isFinite(value) || /^[-+]?0[xob]/i.test(text)) return fault(field, 'bad_number', written, NUMBER);
  if (field.type === 'integer' && !Number.isInteger(value)) return fault(field, 'bad_number', written, WHOLE);
  // what is stored must be a whole number the database and we both hold exactly
  const most = field.stored === 'int4' ? 2 ** 31 - 1 : Math.floor(Number.MAX_SAFE_INTEGER / (field.scale ?? 1)) - 1;
  const { min = -most, max = most } = field;
  if (value < min || value > max)
    return fault(field, 'number_out_of_bounds', written, boundsOf(field, value < min ? { min } : { max }));
  if (field.scale === undefined) return value;
  return value < 0 ? fault(field, 'bad_number', written, NOT_NEGATIVE) : Math.floor(value * field.scale + 0.5);
}

/** Both bounds where the field has them, else the one that was crossed. */
function boundsOf({ min, max }: Field, crossed: { min?: number; max?: number }): { zh: string; en: string } {
  if (min !== undefined && max !== undefined) return { zh: `${min} … ${max}`, en: `it lies between ${min} … ${max}` };
  return crossed.min === undefined
    ? { zh: `不大于 ${crossed.max}`, en: `it is ${crossed.max} or less` }
    : { zh: `不小于 ${crossed.min}`, en: `it is ${crossed.min} or more` };
}

function readEnum(field: Field): TypedReader {
  const words = wordsOf(field.values ?? {});
  const known = Object.keys(field.values ?? {}).join(', ');
  return (text) => {
    const value = words.get(plain(text));
    if (value === undefined) return field.open ? withMouth(text) : fault(field, 'unknown_value', text, known);
    if (field.stored === 'bool') return value === 'true' ? 1 : 0;
    return field.stored === 'int4' ? Number(value) : value;
  };
}

function wordsOf(values: Values): Map<string, string> {
  const words = new Map<string, string>();
  for (const [value, synonyms] of Object.entries(values))
    for (const word of [value, ...synonyms]) words.set(plain(word), value);
  return words;
}

function plain(word: string): string {
  return withMouth(word)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, (blank) => (blank === '-' ? '-' : ''));
}

const DATE = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T\s].*)?$/;
const YEARS = { from: 1900, to: 2199 }; // of registers; 4462.2.5 is no day

/**
 * 2022-03-01, 2022/3/1, 2022.3.1, 20220301, 2022年3月1日, in full-width digits too, each with or without a time of day;
 * undefined when it is none. Without separators all eight digits are needed: 2022111 may be two days.
 */
export function readDate(text: string): string | undefined {
  const parts = DATE.exec(
    text
      .normalize('NFKC')
      .replace(/\s*([年月])\s*/g, '$1')
      .replace(/(\d)\s+日/, '$1日'),
  );
  if (!parts) return undefined;
  const [year, month, day] = [parts[1], parts[2] ?? parts[4], parts[3] ?? parts[5]].map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= YEARS.from && year <= YEARS.to ? date.toISOString().slice(0, 10) : undefined;
}

/** A day as Excel counts it, from 1955 to 2099: 44621 is 2022-03-01. Five digits are no other way to write a date. */
export const SERIAL_DATE = /^[2-7]\d{4}(?:\.\d+)?$/;

function readSerial(text: string): string | undefined {
  if (!SERIAL_DATE.test(text) || Number(text) >= 73_051) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * 86_400_000).toISOString().slice(0, 10);
}

const CLOCK = /[T\s](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i;

/** Milliseconds since 1970 UTC. A time without zone is the district's. @throws DomainError utc_offset_needed */
export function readTime(text: string, utcOffsetMinutes: number | null): number | undefined {
  const date = readDate(text);
  const clock = CLOCK.exec(text.normalize('NFKC'));
  if (date === undefined || !clock) return undefined;
  const [, hour, minute, second = '0', zone] = clock;
  const local = Date.parse(`${date}T00:00:00Z`) + (Number(hour) * 60 + Number(minute)) * 60_000 + Number(second) * 1000;
  const offset = zone === undefined ? utcOffsetMinutes : offsetOf(zone);
  if (offset === null) throw utcOffsetNeeded();
  return Number(hour) > 24 || Number(minute) > 59 ? undefined : Math.round(local - offset * 60_000);
}

function offsetOf(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0);
  return zone.startsWith('-') ? -minutes : minutes;
}

/** Days are local days; outside China nobody can know the offset but the user. */
export function utcOffsetNeeded(): DomainError {
  return new DomainError(
    'utc_offset_needed',
    'the local time of this district is not known: give its offset from UTC in minutes, as 60 for Central European Time (command line: --utc-offset MINUTES)',
    '本辖区的当地时间未知：请给出与 UTC 相差的分钟数，东八区为 480（命令行：--utc-offset 分钟数）',
  );
}
