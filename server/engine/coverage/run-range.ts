/** What a track covered, in ranges on routes. */

/** Bank codes of packed ranges are the indices in this list. */
export const BANKS = ['both', 'left', 'right'] as const;
export type Bank = (typeof BANKS)[number];
export const BOTH = 0;
export const LEFT = 1;
export const RIGHT = 2;

/** Kind codes of packed ranges are the indices in this list. */
export const KINDS = ['measured', 'bridged'] as const;
export type Kind = (typeof KINDS)[number];
export const MEASURED = 0;
export const BRIDGED = 1;

/** One range of a run or a bridge. Two ranges where it goes over the seam of a closed route. */
export interface RunRange {
  /** Index in the rulers, not the route's id. */
  route: number;
  fromMm: number;
  toMm: number; // > fromMm
  bank: Bank;
  kind: Kind;
  /** Local day since 1970-01-01. */
  day: number;
}
