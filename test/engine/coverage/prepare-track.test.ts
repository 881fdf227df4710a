/** From fixes to pieces, rule by rule. Metres along a straight line, one fix each. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayOfDate, localDay } from '../../../server/engine/coverage/days.ts';
import { decodePieces, decodeTracks, encodePieces, firstVertex } from '../../../server/engine/coverage/packed.ts';
import { prepareTrack } from '../../../server/engine/coverage/prepare-track.ts';

function prepareLine(metres: readonly number[], days: readonly number[] = [], seconds?: readonly number[]) {
  const x = metres.map((m) => m * 1000);
  const time = seconds?.map((s) => s * 1000);
  const { pieces, cleaned } = prepareTrack({ x, y: x.map(() => 0), day: x.map((_, i) => days[i] ?? 1), time });
  const each = Array.from({ length: pieces.count }, (_, i) => i);
  return {
    pieces: each.map((i) => Array.from(pieces.x.slice(pieces.first[i], pieces.first[i + 1]), (mm) => mm / 1000)),
    days: [...pieces.day],
    dropped: cleaned.outliers,
    cleaned,
  };
}

describe('localDay', () => {
  it('changes at midnight on the clock of the district', () => {
    const evening = Date.parse('2022-06-01T15:59:59Z');
    expect(dateOfDay(localDay(evening, 480))).toBe('2022-06-01');
    expect(dateOfDay(localDay(evening + 1000, 480))).toBe('2022-06-02');
    expect(localDay(0, 0)).toBe(dayOfDate('1970-01-01'));
    expect(localDay(-1, 0)).toBe(-1);
  });
});

describe('prepareTrack', () => {
  it('makes a piece per local day', () => {
    const { pieces, days } = prepareLine([0, 20, 40, 60, 80], [1, 1, 1, 2, 2]);
    expect(pieces).toEqual([
      [0, 20, 40],
      [60, 80],
    ]);
    expect(days).toEqual([1, 2]);
  });

  it('makes no piece of a day with one fix', () => {
    expect(prepareLine([0, 20, 40], [1, 1, 2]).pieces).toEqual([[0, 20]]);
  });

  it('drops and reports a fix that jumps away when one of the next five is back', () => {
    expect(prepareLine([0, 20, 900, 40, 60, 80, 100])).toMatchObject({
      pieces: [[0, 20, 40, 60, 80, 100]],
      days: [1],
      dropped: [2],
    });
    expect(prepareLine([0, 20, 900, 901, 902, 903, 904, 40, 60, 61, 62, 63, 64]).dropped).toEqual([2, 3, 4, 5, 6]);
  });

  it('keeps a fix that jumps away when the sixth after it is the first to be back', () => {
    const { pieces, dropped } = prepareLine([0, 20, 900, 901, 902, 903, 904, 905, 40, 60, 61, 62, 63, 64]);
    expect(dropped).not.toContain(2);
    expect(pieces[0]).toEqual([0, 20]);
  });

  it('says what it dropped, cut and skipped', () => {
    const metres = [0, 2, 4, 20, 900, 40, 60, 260, 262, 280, 300, 1300, 1320];
    expect(prepareLine(metres).cleaned).toEqual({
      outliers: [4],
      silences: 2,
      farthestMm: 1_000_000,
      thinned: 3,
      fast: 0,
      alone: 0,
      averaged: 0,
      sameTime: 0,
      isStill: false,
      fastDays: [],
    });
    expect(prepareLine([0, 400, 800, 1200]).cleaned).toEqual({
      outliers: [],
      silences: 0,
      farthestMm: 0,
      thinned: 0,
      fast: 0,
      alone: 0,
      averaged: 0,
      sameTime: 0,
      isStill: false,
      fastDays: [],
    });
  });

  it('cuts where successive fixes are 100 m apart', () => {
    expect(prepareLine([0, 20, 40, 140, 160, 180]).pieces).toEqual([
      [0, 20, 40],
      [140, 160, 180],
    ]);
    expect(prepareLine([0, 20, 40, 139.999, 160, 180]).pieces).toHaveLength(1);
  });

  it('neither cuts nor drops on a line that was drawn', () => {
    expect(prepareLine([0, 60, 120, 400, 460, 30, 90]).pieces).toEqual([[0, 60, 120, 400, 460, 30, 90]]);
  });

  it('cuts a drawn line where a step is as long as a county, at neither side of which anything is lost', () => {
    const { pieces, cleaned } = prepareLine([0, 60, 120, 50_119.999, 50_180, 100_180, 100_240]);
    expect(pieces).toEqual([
      [0, 60, 120, 50_119.999, 50_180],
      [100_180, 100_240],
    ]);
    expect(cleaned).toMatchObject({ silences: 1, farthestMm: 50_000_000 });
  });

  it('takes the upper of two middle spacings', () => {
    expect(prepareLine([0, 20, 40, 100, 220]).pieces).toHaveLength(1); // 20 20 60 120: drawn, so not cut at 120
    expect(prepareLine([0, 20, 40, 60, 120, 240]).pieces).toHaveLength(1); // 20 20 20 60 120: recorded, the last alone
    expect(prepareLine([0, 20, 40, 60, 120, 240]).pieces[0]).toEqual([0, 20, 40, 60, 120]);
  });

  it('skips fixes closer than 15 m to the last kept one, never the last of a piece', () => {
    expect(prepareLine([0, 5, 14.999, 15, 20, 29, 30, 33]).pieces).toEqual([[0, 15, 30, 33]]);
  });

  it('leaves out a piece in which nobody moved', () => {
    expect(prepareLine([7, 7, 7, 7]).pieces).toEqual([]);
  });
});

describe('prepareTrack of a dense record with a clock', () => {
  /** A boat at 1.5 m/s, a fix every so many seconds, one of them aside by so much. */
  const asideBy = (metres: number, every = 1) => {
    const line = Array.from({ length: 60 }, (_, i) => 1.5 * every * i);
    const x = line.map((m) => m * 1000);
    const time = line.map((_, i) => 1000 * every * i);
    const y = x.map((_, i) => (i === 30 ? 1000 * metres : 0));
    return prepareTrack({ x, y, day: x.map(() => 1), time }).cleaned.outliers;
  };

  it('drops what is farther off than its pace and 25 m allow', () => {
    // two steps of 1.5 m and 25 m: 28 m from the fix before, which lies 1.5 m back
    expect([asideBy(27.9), asideBy(28)]).toEqual([[], [30]]);
    expect([asideBy(38, 5), asideBy(40, 5)]).toEqual([[], [30]]); // two steps of 7.5 m
    expect(asideBy(99, 29)).toEqual([30]);
    expect([asideBy(89, 30), asideBy(90, 30)]).toEqual([[], [30]]); // two steps of 45 m, 100 m at most
  });

  it('lets a crew go on at another pace, and come back', () => {
    const riding = [...Array.from({ length: 40 }, (_, i) => i), ...Array.from({ length: 40 }, (_, i) => 40 + 15 * i)];
    const back = [...riding, ...riding.toReversed()];
    expect(
      prepareLine(
        back,
        [],
        back.map((_, i) => i),
      ).dropped,
    ).toEqual([]);
  });

  it('has no pace without times, or where all are the same', () => {
    const metres = [0, 1, 2, 3, 60, 5, 6, 7, 8];
    expect(prepareLine(metres).dropped).toEqual([]);
    expect(
      prepareLine(
        metres,
        [],
        metres.map(() => 7),
      ).dropped,
    ).toEqual([]);
    expect(
      prepareLine(
        metres,
        [],
        metres.map((_, i) => i),
      ).dropped,
    ).toEqual([4]);
  });
});

describe('prepareTrack of a receiver that wrote seldom', () => {
  const steps = (count: number, each: number) => Array.from({ length: count }, (_, i) => i * each);
  const metres = steps(12, 70);
  const clock = steps(12, 30);
  const strayed = metres.with(5, 850);
  const isCleaned = (line: readonly number[], seconds?: readonly number[]) =>
    prepareLine(line, [], seconds).dropped.length > 0;

  it('drops what strays, and only where times are those of a clock', () => {
    expect(prepareLine(strayed, [], clock)).toMatchObject({ pieces: [metres.toSpliced(5, 1)], dropped: [5] });
    expect(isCleaned(strayed)).toBe(false);
    expect(isCleaned(strayed, steps(12, 0))).toBe(false); // all the same
    expect(isCleaned(strayed, steps(12, 3.5))).toBe(true); // 20 m/s
    expect(isCleaned(strayed, steps(12, 3.4))).toBe(false);
    expect(isCleaned(strayed, clock.toReversed())).toBe(true);
    // 11 waits, of which 8 are 30 s: over two thirds; then 7
    const late = (count: number) => clock.map((s, i) => s + 5 * Math.min(i, count));
    expect([isCleaned(strayed, late(3)), isCleaned(strayed, late(4))]).toEqual([true, false]);
  });

  it('drops nothing where steps are a hand’s, or far', () => {
    // of 15 steps the last 14 are of 70 m, two with the jump; the first ones are made longer
    const line = (longer: number) => steps(16, 70).map((m, i) => m + 30 * Math.min(i, longer) + (i === 12 ? 500 : 0));
    expect([isCleaned(line(4), steps(16, 30)), isCleaned(line(5), steps(16, 30))]).toEqual([true, false]);
    expect(isCleaned(steps(12, 250).with(5, 3000), clock)).toBe(true);
    expect(isCleaned(steps(12, 250.001).with(5, 3000), clock)).toBe(false);
  });

  it('lets a fix be a step farther than its clock made, and no more', () => {
    expect(isCleaned(metres.with(5, 280 + 140), clock)).toBe(false);
    expect(isCleaned(metres.with(5, 280 - 140.001), clock)).toBe(true);
    // a tick was lost before it: 210 m
    const seconds = clock.map((s, i) => (i < 5 ? s : s + 30));
    expect(isCleaned(metres.with(5, 280 - 210), seconds)).toBe(false);
    expect(isCleaned(metres.with(5, 280 - 210.001), seconds)).toBe(true);
  });

  it('bears one lost fix beside those dropped, and is cut at a longer silence', () => {
    const without = (...places: number[]) => {
      const keep = (_: number, i: number) => !places.includes(i);
      return prepareLine(metres.filter(keep), [], clock.filter(keep)).pieces.length;
    };
    expect([without(5), without(5, 6), without(5, 6, 7)]).toEqual([1, 2, 2]);
    // one dropped, one lost
    const keep = (_: number, i: number) => i !== 6;
    expect(prepareLine(strayed.filter(keep), [], clock.filter(keep)).pieces).toHaveLength(1);
  });

  it('tells each day by itself', () => {
    const dense = steps(12, 20).with(5, 900);
    const days = [...metres.map(() => 1), ...dense.map(() => 2)];
    const { dropped } = prepareLine([...strayed, ...dense], days, [...clock, ...steps(12, 1)]);
    expect(dropped).toEqual([5, 17]);
    expect(prepareLine([...strayed, ...dense], days).dropped).toEqual([17]);
  });
});

describe('packed pieces', () => {
  const steps = fc.array(
    fc.tuple(fc.integer({ min: -90_000, max: 90_000 }), fc.integer({ min: -90_000, max: 90_000 })),
    {
      minLength: 2,
      maxLength: 40,
    },
  );

  it('come back as they were, one track or many', () => {
    fc.assert(
      fc.property(steps, steps, (a, b) => {
        const tracks = [a, b].map((list) => {
          let [px, py] = [352_000_000, 3_440_000_000];
          const points = list.map(([dx, dy]) => {
            px += dx;
            py += dy;
            return [px, py];
          });
          const day = points.map((_, i) => (i < 20 ? 19_000 : 19_001));
          return prepareTrack({ x: points.map(([x]) => x), y: points.map(([, y]) => y), day }).pieces;
        });
        const blobs = tracks.map(encodePieces);
        expect(blobs.map(decodePieces)).toEqual(tracks);
        const { pieces, firstPiece } = decodeTracks(blobs);
        expect([...firstPiece]).toEqual([0, tracks[0].count, tracks[0].count + tracks[1].count]);
        expect([...pieces.x]).toEqual([...tracks[0].x, ...tracks[1].x]);
      }),
      { numRuns: 60 },
    );
  });

  it('say where a track starts, and nothing of a track without pieces', () => {
    const { pieces } = prepareTrack({ x: [5, 40_000], y: [7, 7], day: [1, 1] });
    expect(firstVertex(encodePieces(pieces))).toEqual([5, 7]);
    expect(firstVertex(encodePieces(prepareTrack({ x: [], y: [], day: [] }).pieces))).toBeUndefined();
  });

  it('of another version are refused', () => {
    expect(() => decodePieces(Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0))).toThrow('version 9');
  });
});
