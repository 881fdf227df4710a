/** Bounds of gap lists, so that no question costs more than a work list is worth. */
import { DomainError } from '../../errors.ts';

/** Metres: shorter pieces are below what a receiver tells. */
export const SHORTEST_M = 10;
export const LONGEST_M = 1_000_000;

/** Whole millimetres. @throws DomainError `length_invalid` */
export function longestMm(maxLengthM: number): number {
  if (maxLengthM >= SHORTEST_M && maxLengthM <= LONGEST_M) return Math.floor(maxLengthM * 1000 + 0.5);
  throw new DomainError(
    'length_invalid',
    `Pieces of at most ${maxLengthM} m cannot be made: use ${SHORTEST_M} to ${LONGEST_M} m.`,
    `无法按最长 ${maxLengthM} 米分段：请用 ${SHORTEST_M} 至 ${LONGEST_M} 米。`,
  );
}

export function piecesTooMany(most: number): DomainError {
  return new DomainError(
    'pieces_too_many',
    `The list would have more than ${most} rows: ask for longer pieces, or for a river, town or level.`,
    `清单将超过 ${most} 行：请加大分段长度，或只查某条河道、街镇或级别。`,
  );
}
