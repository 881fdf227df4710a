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

/** Growing columns; rows 0 .. count - 1 hold a candidate each. */
export interface Candidates {
  count: number;
  route: Int32Array; // index in Rulers
  measureMm: Float64Array;
  distanceMm: Float64Array; // to the water
  offsetMm: Float64Array; // to the route
  bank: Int8Array; // 1 left, -1 right, 0 none
  agrees: Uint8Array; // 1: its river bears the recorded name
}

/** Candidates of point i are start[i] .. start[i] + size[i] - 1, nearest first; chosen[i] is one of them or -1. */
export interface Links {
  start: Uint32Array;
  size: Uint16Array;
  chosen: Int32Array;
  reason: Uint8Array;
  candidates: Candidates;
}

export function emptyCandidates(capacity: number): Candidates {
  return {
    count: 0,
    route: new Int32Array(capacity),
    measureMm: new Float64Array(capacity),
    distanceMm: new Float64Array(capacity),
    offsetMm: new Float64Array(capacity),
    bank: new Int8Array(capacity),
    agrees: new Uint8Array(capacity),
  };
}

/** Room for as many rows again. */
export function growCandidates(rows: Candidates): void {
  const larger = emptyCandidates(2 * rows.route.length + 16);
  for (const column of ['route', 'measureMm', 'distanceMm', 'offsetMm', 'bank', 'agrees'] as const)
    larger[column].set(rows[column]);
  Object.assign(rows, larger, { count: rows.count });
}
