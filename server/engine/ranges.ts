/**
 * Range algebra along a route. A set of ranges is a flat list [from, to, from, to, …] of integer millimetres,
 * half-open, sorted, apart from one another and without empty ranges: one set has one spelling.
 */
export type Ranges = readonly number[];

/** The set that any list of ranges covers: they may overlap, touch, be empty and come in any order. */
export function normalise(pairs: ArrayLike<number>): number[] {
  return mergeSorted(sortPairs(pairs));
}

/** What is in either set. */
export function union(a: Ranges, b: Ranges): number[] {
  return normalise([...a, ...b]);
}

/** What is in both sets. */
export function intersection(a: Ranges, b: Ranges): number[] {
  const both: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const from = Math.max(a[i], b[j]);
    const to = Math.min(a[i + 1], b[j + 1]);
    if (from < to) both.push(from, to);
    if (a[i + 1] < b[j + 1]) i += 2;
    else j += 2;
  }
  return both;
}

/** What is in `a` and not in `b`. */
export function difference(a: Ranges, b: Ranges): number[] {
  const rest: number[] = [];
  let j = 0;
  for (let i = 0; i < a.length; i += 2) {
    let from = a[i];
    while (j < b.length && b[j + 1] <= from) j += 2;
    for (let k = j; k < b.length && b[k] < a[i + 1]; k += 2) {
      if (from < b[k]) rest.push(from, b[k]);
      from = Math.max(from, b[k + 1]);
    }
    if (from < a[i + 1]) rest.push(from, a[i + 1]);
  }
  return rest;
}

/** What of [from, to) is not in the set. */
export function complement(a: Ranges, from: number, to: number): number[] {
  return from < to ? difference([from, to], a) : [];
}

/** Total length of a set, in its unit. */
export function totalLength(a: Ranges): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 2) sum += a[i + 1] - a[i];
  return sum;
}

/** The ranges cut at each of the ascending measures. Pieces now touch: no longer a set in the sense above. */
export function splitAt(a: Ranges, cuts: ArrayLike<number>): number[] {
  const pieces: number[] = [];
  let c = 0;
  for (let i = 0; i < a.length; i += 2) {
    let from = a[i];
    while (c < cuts.length && cuts[c] <= from) c++;
    for (; c < cuts.length && cuts[c] < a[i + 1]; c++) {
      if (cuts[c] === from) continue;
      pieces.push(from, cuts[c]);
      from = cuts[c];
    }
    pieces.push(from, a[i + 1]);
  }
  return pieces;
}

/**
 * How often each stretch is covered by any list of ranges: [from, to, count, …] with count ≥ 1, sorted, neighbours of
 * one count joined.
 */
export function countOverlaps(pairs: ArrayLike<number>): number[] {
  const steps = overlapSteps(pairs);
  const counted: number[] = [];
  let depth = 0;
  for (let i = 0; i < steps.length; i++) {
    depth += steps[i][1];
    const from = steps[i][0];
    const to = steps[i + 1]?.[0];
    if (depth === 0 || from === to) continue;
    const last = counted.length - 3;
    if (last >= 0 && counted[last + 1] === from && counted[last + 2] === depth) counted[last + 1] = to;
    else counted.push(from, to, depth);
  }
  return counted;
}

function overlapSteps(pairs: ArrayLike<number>): [number, number][] {
  const steps: [number, number][] = [];
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i] < pairs[i + 1]) steps.push([pairs[i], 1], [pairs[i + 1], -1]);
  return steps.sort((a, b) => a[0] - b[0]);
}

function sortPairs(pairs: ArrayLike<number>): ArrayLike<number> {
  if (isSorted(pairs)) return pairs;
  const order = Array.from({ length: pairs.length / 2 }, (_, i) => 2 * i).sort((i, j) => pairs[i] - pairs[j]);
  return order.flatMap((i) => [pairs[i], pairs[i + 1]]);
}

function isSorted(pairs: ArrayLike<number>): boolean {
  for (let i = 2; i < pairs.length; i += 2) if (pairs[i] < pairs[i - 2]) return false;
  return true;
}

function mergeSorted(pairs: ArrayLike<number>): number[] {
  const merged: number[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const [from, to] = [pairs[i], pairs[i + 1]];
    if (from >= to) continue;
    const end = merged.length - 1;
    if (end > 0 && from <= merged[end]) merged[end] = Math.max(merged[end], to);
    else merged.push(from, to);
  }
  return merged;
}
