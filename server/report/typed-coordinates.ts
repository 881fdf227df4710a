/** Two numbers in the words of a search, with or without the name of their system before or after them. */
import { readOrdinate } from '../import/rows/ordinate.ts';

export type Pair = readonly [x: number, y: number];

export interface Typed {
  pair: Pair;
  /** As written; whether there is such a system nothing here tells. */
  system: string | null;
}

/** What stands between the name of a system and its numbers. */
const BETWEEN = /[\s:,;、]+/g;
/** Two letters at least, and no two numbers in a row: `N31 05` is half of a position. */
const NAME = /^(?!.*\d\s+\d).*\p{L}{2}/u;

/** Undefined where the words are no pair of numbers. */
export function typedCoordinates(words: string): Typed | undefined {
  const text = narrow(words).trim();
  const pair = pairOf(text);
  return pair ? { pair, system: null } : (named(text, false) ?? named(text, true));
}

/** The letters, digits and signs of a Chinese keyboard as ASCII has them. */
const narrow = (text: string): string =>
  text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));

function named(text: string, isAfter: boolean): Typed | undefined {
  const splits = [...text.matchAll(BETWEEN)].flatMap(({ 0: between, index }) => {
    const parts = [text.slice(0, index), text.slice(index + between.length)];
    const [system, numbers] = isAfter ? parts.reverse() : parts;
    const pair = NAME.test(system) ? pairOf(numbers) : undefined;
    return pair ? [{ pair, system }] : [];
  });
  // `WGS 84: 31.1, 121.2` is not 84 degrees and 31.1 minutes of WGS, nor `WGS84 31:05` five minutes of WGS84 31
  return splits.findLast(({ system }) => /^\D*\d*\D*$/.test(system)) ?? splits[0];
}

function pairOf(text: string): Pair | undefined {
  const parts = text
    .trim()
    .split(/\s*[,;、]\s*|(?<=[EWNS″"秒°度′'分\d])\s+(?=[-+\dEWNS东西南北])/i)
    .filter(Boolean);
  if (parts.length !== 2) return undefined;
  const [x, y] = parts.map(readOrdinate);
  return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : undefined;
}
