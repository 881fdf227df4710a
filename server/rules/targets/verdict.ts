/** Whether a target is reached, from what was counted: exact in whole millimetres and outfalls, never from rounded percents. */
import type { Target } from './target.ts';

export const STATUSES = [
  'reached',
  'reached_late',
  'fell_back',
  'open',
  'late',
  'depends_on_denominator',
  'nothing_in_scope',
  'no_verdict',
  'not_computable',
] as const;
export type Status = (typeof STATUSES)[number];

/** So much of so much: millimetres or outfalls. */
export interface Share {
  part: number;
  whole: number;
}

type Asked = Pick<Target, 'metric' | 'threshold'>;

/** Of a target with a threshold what it comes to, in mm or outfalls: a percent of outfalls is the next whole outfall. */
export function needed({ metric, threshold }: Asked, whole: number): number {
  const millionths = Math.round(threshold! * 1_000_000);
  if (metric?.endsWith('_km')) return millionths;
  return Number((BigInt(millionths) * BigInt(whole) + 99_999_999n) / 100_000_000n);
}

/** What is still to do; 0 when reached. */
export function missing(target: Asked, { part, whole }: Share): number {
  return Math.max(0, needed(target, whole) - part);
}

/** Null where the denominators of the plan's percent, of which it does not say which, disagree. */
export function isMet(target: Asked, shares: readonly Share[]): boolean | null {
  const met = shares.map((share) => missing(target, share) === 0);
  return met.every((each) => each === met[0]) ? met[0] : null;
}

export interface Standing {
  /** On the day asked. */
  isMet: boolean | null;
  /** On the day it was due, where that has passed. */
  wasMet: boolean | null;
  /** Days since it was due; 0 up to that day and where there is none. */
  daysOver: number;
}

/** Of a target with a threshold. */
export function statusOf({ isMet: met, wasMet, daysOver }: Standing): Status {
  if (met === null) return 'depends_on_denominator';
  if (met) return daysOver > 0 && wasMet === false ? 'reached_late' : 'reached';
  if (daysOver === 0) return 'open';
  return wasMet ? 'fell_back' : 'late';
}
