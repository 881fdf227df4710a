/** Days in a car or a plane: told by their own pace, and told from lines that somebody drew. */
import { describe, expect, it } from 'vitest';
import { prepareTrack } from '../../../server/engine/coverage/prepare-track.ts';
import { seeded } from './random.ts';

/** Fixes along a straight line at so many m/s, one every so many seconds, on day 1. */
function ride(mPerS: number, everyS: number, count = 60) {
  const x = Array.from({ length: count }, (_, i) => Math.round(1000 * mPerS * everyS * i));
  return { x, y: x.map(() => 0), day: x.map(() => 1), time: x.map((_, i) => 1000 * everyS * i) };
}

type Ride = ReturnType<typeof ride>;

const prepared = (fixes: Ride) => {
  const { pieces, cleaned } = prepareTrack(fixes);
  return { pieces: pieces.count, fast: cleaned.fastDays };
};

const isFast = (fixes: Ride) => prepared(fixes).fast.length > 0;

/** Every wait from the second half on longer by a third. */
const lateFrom = (fixes: Ride, from: number): Ride => {
  const wait = fixes.time[1];
  return { ...fixes, time: fixes.time.map((ms, i) => ms + (Math.max(0, i - from) * wait) / 3) };
};

describe('a day faster than crews go', () => {
  it.each([
    [25, 1],
    [25, 2],
    [25, 5],
    [25, 10],
    [80, 1],
    [80, 5],
    [80, 10],
  ])('covers nothing at %d m/s with a fix every %d s, and says how fast', (mPerS, everyS) => {
    expect(prepared(ride(mPerS, everyS))).toEqual({ pieces: 0, fast: [{ day: 1, mPerS }] });
  });

  it('is faster than 20 m/s, and slower than sound', () => {
    expect([20, 20.1, 340, 340.1].map((mPerS) => isFast(ride(mPerS, 1)))).toEqual([false, true, true, false]);
    expect(prepared(ride(15, 1))).toEqual({ pieces: 1, fast: [] }); // a drone
    expect(prepared(ride(20, 5))).toEqual({ pieces: 1, fast: [] });
  });

  it('needs times, ten fixes, and a clock that is even', () => {
    expect([9, 10].map((count) => isFast(ride(25, 1, count)))).toEqual([false, true]);
    const still = { ...ride(25, 1), time: ride(25, 1).time.map(() => 7) };
    expect([isFast({ ...ride(25, 1), time: undefined } as never), isFast(still)]).toEqual([false, false]);
    // 59 waits: 40 of them alike are over two thirds, 39 are not
    expect([isFast(lateFrom(ride(30, 1), 40)), isFast(lateFrom(ride(30, 1), 39))]).toEqual([true, false]);
  });

  it('swerves by 8 m and 3 m/s² at most at three fifths of its fixes, and half a step', () => {
    // aside at every second fix, so that each lies twice as far from straight on as from the line
    const zigzag = (fixes: Ride, metres: number): Ride => ({
      ...fixes,
      y: fixes.x.map((_, i) => 500 * metres * (i % 2)),
    });
    expect([11, 11.01].map((metres) => isFast(zigzag(ride(30, 1), metres)))).toEqual([true, false]);
    expect([83, 83.01].map((metres) => isFast(zigzag(ride(80, 5), metres)))).toEqual([true, false]);
    expect([7.6, 7.8].map((metres) => isFast(zigzag(ride(30, 0.5), metres)))).toEqual([true, false]); // of 15 m
    const partly = (share: number) => {
      const fixes = zigzag(ride(30, 1, 62), 40);
      return { ...fixes, y: fixes.y.map((mm, i) => (i < share ? mm : 0)) };
    };
    expect([isFast(partly(24)), isFast(partly(26))]).toEqual([true, false]);
  });

  it('is told by itself: the days beside it count', () => {
    const [walked, driven] = [ride(1.5, 1, 80), ride(25, 1, 40)];
    const next = { ...driven, day: driven.day.map(() => 2), time: driven.time.map((ms) => ms + 86_400_000) };
    const both = { x: [], y: [], day: [], time: [] } as Ride;
    for (const part of [walked, next])
      for (const axis of ['x', 'y', 'day', 'time'] as const) both[axis].push(...part[axis]);
    const { pieces, cleaned } = prepareTrack(both);
    expect([[...pieces.day], cleaned.fastDays]).toEqual([[1], [{ day: 2, mPerS: 25 }]]);
  });

  it('is not what a hand drew, with a second for each vertex', () => {
    const random = seeded(5);
    for (const spacing of [30, 80, 200]) {
      const drawn = ride(spacing, 1);
      drawn.x = drawn.x.map((mm) => Math.round(mm + 1400 * spacing * (random() - 0.5)));
      drawn.y = drawn.y.map(() => Math.round(10_000 * random()));
      expect(prepared(drawn)).toMatchObject({ fast: [] });
    }
  });
});
