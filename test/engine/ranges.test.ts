import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  complement,
  countOverlaps,
  difference,
  intersection,
  normalise,
  splitAt,
  totalLength,
  union,
} from '../../server/engine/ranges.ts';

const SIZE = 60;
const pairs = fc
  .array(fc.tuple(fc.nat(SIZE), fc.nat(SIZE)), { maxLength: 12 })
  .map((list) => list.flatMap(([a, b]) => (a <= b ? [a, b] : [b, a])));

/** The brute-force twin: how often each millimetre is covered. */
function bitmap(list: readonly number[]): number[] {
  const bits = new Array<number>(SIZE).fill(0);
  for (let i = 0; i < list.length; i += 2) for (let at = list[i]; at < list[i + 1]; at++) bits[at]++;
  return bits;
}
const held = (list: readonly number[]) => bitmap(list).map((n) => n > 0);

function isCanonical(set: readonly number[]): boolean {
  return set.every((value, i) => i === 0 || set[i - 1] < value);
}

describe('range algebra', () => {
  it('joins ranges that touch and drops empty ones', () => {
    expect(normalise([5, 9, 1, 3, 3, 4, 7, 7, 20, 20])).toEqual([1, 4, 5, 9]);
  });

  it('agrees with a bitmap on union, intersection, difference and complement', () => {
    fc.assert(
      fc.property(pairs, pairs, fc.nat(SIZE), fc.nat(SIZE), (p, q, lo, hi) => {
        const [a, b] = [normalise(p), normalise(q)];
        const [inA, inB] = [held(p), held(q)];
        expect(held(a)).toEqual(inA);
        const sets: [number[], boolean[]][] = [
          [a, inA],
          [union(a, b), inA.map((bit, i) => bit || inB[i])],
          [intersection(a, b), inA.map((bit, i) => bit && inB[i])],
          [difference(a, b), inA.map((bit, i) => bit && !inB[i])],
          [complement(a, lo, hi), inA.map((bit, i) => !bit && i >= lo && i < hi)],
        ];
        for (const [set, bits] of sets) {
          expect(held(set)).toEqual(bits);
          expect(isCanonical(set)).toBe(true);
          expect(totalLength(set)).toBe(bits.filter(Boolean).length);
        }
      }),
    );
  });

  it('counts overlaps like a bitmap, with neighbours of one count joined', () => {
    fc.assert(
      fc.property(pairs, (p) => {
        const counted = countOverlaps(p);
        const bits = new Array<number>(SIZE).fill(0);
        for (let i = 0; i < counted.length; i += 3) {
          bits.fill(counted[i + 2], counted[i], counted[i + 1]);
          const joined = i > 0 && counted[i - 2] === counted[i] && counted[i - 1] === counted[i + 2];
          expect(joined).toBe(false);
        }
        expect(bits).toEqual(bitmap(p));
      }),
    );
  });

  it('splits at measures without losing a millimetre, and at each measure that lies inside', () => {
    fc.assert(
      fc.property(pairs, fc.uniqueArray(fc.nat(SIZE)), (p, unsorted) => {
        const cuts = unsorted.sort((a, b) => a - b);
        const a = normalise(p);
        const pieces = splitAt(a, cuts);
        expect(normalise(pieces)).toEqual(a);
        expect(totalLength(pieces)).toBe(totalLength(a));
        for (let i = 0; i < pieces.length; i += 2)
          expect(cuts.some((cut) => pieces[i] < cut && cut < pieces[i + 1])).toBe(false);
      }),
    );
  });
});
