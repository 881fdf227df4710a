/** Whether two tracks with times are one outing, written down twice: by where the receiver was at the same moments. */

/** Metres that a fix may lie from that of a copy: six decimals of a degree are 0.1 m. */
const NEAR_M = 1;
/** Of the moments of the one that has fewer, this share and so many have to be the other's too. */
const ONE_IN = 5;
const AT_LEAST = 5;

/** The fixes of a track in the order of their times, [x, y, ms, …] in metres of the plane. */
export type Timed = Float64Array;

/** @param line  [x, y, ms, …], in any order */
export function inTime(line: Float64Array): Timed {
  if (isInTime(line)) return line;
  const order = Uint32Array.from({ length: line.length / 3 }, (_, i) => 3 * i);
  order.sort((a, b) => line[a + 2] - line[b + 2]);
  const sorted = new Float64Array(line.length);
  order.forEach((from, i) => {
    sorted.set(line.subarray(from, from + 3), 3 * i);
  });
  return sorted;
}

function isInTime(line: Float64Array): boolean {
  for (let i = 5; i < line.length; i += 3) if (line[i] < line[i - 3]) return false;
  return true;
}

/** How many moments it has: a receiver may write a time twice. */
export function momentsOf(track: Timed): number {
  let moments = 0;
  for (let i = 0; i < track.length; i = endOf(track, i)) moments++;
  return moments;
}

/** How many moments both have at which they were in one place. */
export function sharedMoments(a: Timed, b: Timed): number {
  let [i, j, shared] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [endA, endB] = [endOf(a, i), endOf(b, j)];
    const wait = a[i + 2] - b[j + 2];
    if (wait === 0 && meet(a.subarray(i, endA), b.subarray(j, endB))) shared++;
    if (wait <= 0) i = endA;
    if (wait >= 0) j = endB;
  }
  return shared;
}

/** Past the fixes of one moment. */
function endOf(track: Timed, from: number): number {
  let end = from + 3;
  while (end < track.length && track[end + 2] === track[from + 2]) end += 3;
  return end;
}

function meet(ones: Timed, others: Timed): boolean {
  for (let i = 0; i < ones.length; i += 3)
    for (let j = 0; j < others.length; j += 3)
      if (Math.hypot(ones[i] - others[j], ones[i + 1] - others[j + 1]) <= NEAR_M) return true;
  return false;
}

/**
 * Two boats are never in one place to a metre at the same moments, but for some at a landing; of copies thinned to a
 * third and to a quarter a third of the shorter's moments are left to both. One moment alone is no clock: software gives
 * a drawn line one time.
 * @param fewer  moments of the one that has fewer
 */
export function isOneOuting(shared: number, fewer: number): boolean {
  return fewer > 1 && shared >= Math.min(AT_LEAST, fewer) && shared * ONE_IN >= fewer;
}
