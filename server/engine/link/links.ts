/** What linking takes and gives: packed arrays, one entry per point or per candidate. */

/** Points to link: integer plane millimetres and the number of the recorded water's name (names.ts). */
export interface LinkPoints {
  count: number;
  x: Float64Array;
  y: Float64Array;
  water: Int32Array; // NO_NAME or UNKNOWN_NAME where the record names none or none that is known
}

/** Why a link needs a review; index of Links.reason. */
export const REASONS = [null, 'ambiguous', 'name_disagrees', 'unlinked'] as const;
/** Confidence by reason. */
export const CONFIDENCES = ['high', 'medium', 'low', null] as const;
/** Status by reason: what has no reason for a review is confirmed. */
export const STATUSES = ['confirmed', 'proposed', 'proposed', 'proposed'] as const;
/** Bank by Candidates.bank + 1, looking from the route's start to its end; null under 1 mm and straight ahead. */
export const BANKS = ['right', null, 'left'] as const;

export const [CONFIRMED, AMBIGUOUS, NAME_DISAGREES, UNLINKED] = [0, 1, 2, 3];

/** Growing columns, one row per candidate. */
export interface Candidates {
  route: number[]; // index in Rulers
  measureMm: number[];
  distanceMm: number[]; // to the water
  offsetMm: number[]; // to the route
  bank: number[]; // 1 left, -1 right, 0 none
  agrees: number[]; // 1: its river bears the recorded name
}

/** Candidates of point i are start[i] .. start[i] + size[i] - 1, nearest first; chosen[i] is one of them or -1. */
export interface Links {
  start: Uint32Array;
  size: Uint16Array;
  chosen: Int32Array;
  reason: Uint8Array;
  candidates: Candidates;
}
