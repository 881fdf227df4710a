import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutByParts, partAt, partCount, partStart } from '../../../server/engine/gaps/parts.ts';
import { shownTowns } from '../../../server/engine/gaps/shown-towns.ts';

const stretch = fc.record({
  from: fc.nat(1e6),
  length: fc.integer({ min: 1, max: 400 }),
  most: fc.integer({ min: 1, max: 90 }),
});

describe('parts of a stretch', () => {
  it('are the fewest that are short enough, equal to the millimetre, and hold every millimetre once', () => {
    fc.assert(
      fc.property(stretch, ({ from, length, most }) => {
        const whole = { from, to: from + length };
        const n = partCount(whole, most);
        const sizes = Array.from({ length: n }, (_, k) => partStart(whole, n, k + 1) - partStart(whole, n, k));
        expect(n).toBe([...Array(length + 1).keys()].find((count) => count * most >= length));
        expect(Math.max(...sizes)).toBeLessThanOrEqual(most);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        // by counting: the part of a millimetre is the number of parts that begin at or before it
        for (let at = from; at < whole.to; at++) {
          const begun = sizes.filter((_, k) => partStart(whole, n, k) <= at).length;
          expect(partAt(whole, n, at)).toBe(begun - 1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('cut a range into pieces that follow each other and stay where they are when another is surveyed', () => {
    fc.assert(
      fc.property(stretch, fc.nat(399), fc.nat(399), ({ from, length, most }, p, q) => {
        const whole = { from, to: from + length };
        const n = partCount(whole, most);
        const [a, b] = [from + (Math.min(p, q) % length), from + Math.min(length, Math.max(p, q) + 1)];
        if (a >= b) return;
        const pieces = cutByParts(whole, n, a, b);
        expect([pieces[0][0], pieces.at(-1)![1]]).toEqual([a, b]);
        pieces.forEach(([start, end, part], i) => {
          expect(end - start).toBeGreaterThan(0);
          expect(end - start).toBeLessThanOrEqual(most);
          expect([partAt(whole, n, start), partAt(whole, n, end - 1)]).toEqual([part, part]);
          if (i > 0) expect(start).toBe(pieces[i - 1][1]);
        });
        // the gap loses its beginning up to the second piece: the rest are the same pieces
        if (pieces.length > 1) expect(cutByParts(whole, n, pieces[1][0], b)).toEqual(pieces.slice(1));
      }),
      { numRuns: 200 },
    );
  });
});

describe('towns as shown', () => {
  const along = (...stretches: [number, number][]) => {
    let at = 0;
    return stretches.map(([metres, town]) => {
      at += metres * 1000;
      return { from: at - metres * 1000, to: at, town };
    });
  };
  const shown = (...stretches: [number, number][]) =>
    shownTowns(along(...stretches)).map(({ from, to, town, shared }) => [
      (to - from) / 1000,
      town,
      shared.reduce((sum, part) => sum + part.to - part.from, 0) / 1000,
    ]);

  it.each([
    [
      'short flips go with the town before',
      [
        [500, 1],
        [60, 2],
        [99.999, 1],
        [40, 2],
        [300, 1],
      ],
      [[999.999, 1, 100]],
    ],
    [
      'a hundred metres are not short',
      [
        [500, 1],
        [100, 2],
        [300, 1],
      ],
      [
        [500, 1, 0],
        [100, 2, 0],
        [300, 1, 0],
      ],
    ],
    [
      'a crossing that flips is one crossing',
      [
        [500, 1],
        [50, 2],
        [30, 1],
        [500, 2],
      ],
      [
        [580, 1, 50],
        [500, 2, 0],
      ],
    ],
    [
      'a corner of a third town is its own',
      [
        [500, 1],
        [50, 2],
        [500, 3],
      ],
      [
        [500, 1, 0],
        [50, 2, 0],
        [500, 3, 0],
      ],
    ],
    [
      'the first and the last have nobody to go with',
      [
        [50, 1],
        [500, 2],
        [50, 1],
      ],
      [
        [50, 1, 0],
        [500, 2, 0],
        [50, 1, 0],
      ],
    ],
    [
      'outside takes nothing from a town',
      [
        [500, -1],
        [50, 1],
        [500, -1],
      ],
      [
        [500, -1, 0],
        [50, 1, 0],
        [500, -1, 0],
      ],
    ],
    [
      'a town takes what lies outside',
      [
        [500, 1],
        [50, -1],
        [500, 1],
      ],
      [[1050, 1, 50]],
    ],
    [
      'after outside the first town keeps the rest',
      [
        [500, -1],
        [50, 1],
        [50, -1],
        [50, 1],
        [500, -1],
      ],
      [
        [500, -1, 0],
        [150, 1, 50],
        [500, -1, 0],
      ],
    ],
  ] as [string, [number, number][], number[][]][])('%s', (_, given, expected) => {
    expect(shown(...given)).toEqual(expected);
  });
});
