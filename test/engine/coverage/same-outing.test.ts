import { describe, expect, it } from 'vitest';
import { inTime, isOneOuting, momentsOf, sharedMoments } from '../../../server/engine/coverage/track/same-outing.ts';

const timed = (...fixes: [x: number, y: number, ms: number][]) => inTime(Float64Array.from(fixes.flat()));

describe('moments of two tracks', () => {
  it('are shared where both were within a metre at the same time, whatever the order of the file', () => {
    const a = timed([0, 0, 1], [10, 0, 2], [20, 0, 3], [30, 0, 4]);
    const b = timed([30.6, 0.7, 4], [20, 1.01, 3], [10, 0, 5], [0, 0, 1]);
    expect([sharedMoments(a, b), sharedMoments(b, a)]).toEqual([2, 2]);
  });

  it('count once where a receiver wrote a time twice', () => {
    const a = timed([0, 0, 1], [5, 0, 1], [10, 0, 2]);
    const b = timed([5, 0, 1], [5, 0, 1], [0, 0, 1], [10, 0, 3]);
    expect([momentsOf(a), momentsOf(b), sharedMoments(a, b), sharedMoments(b, a)]).toEqual([2, 2, 1, 1]);
  });

  it('make one outing from a fifth of the shorter on, five at least, or all it has', () => {
    expect([5, 25, 100].map((fewer) => isOneOuting(5, fewer))).toEqual([true, true, false]);
    expect([isOneOuting(4, 20), isOneOuting(20, 100), isOneOuting(19, 100)]).toEqual([false, true, false]);
    expect([isOneOuting(1, 1), isOneOuting(2, 2), isOneOuting(2, 3)]).toEqual([false, true, false]);
  });
});
