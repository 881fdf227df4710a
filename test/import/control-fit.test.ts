/** Points laid out in a true system and measured with errors: what is taken must put things where they are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitPoints, type Pair, worstOf } from '../../server/import/control-fit.ts';

const within = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true });

/** Places along and beside an axis of a true plane, in metres, and how a local grid is to it. */
interface Survey {
  places: Pair[];
  /** Errors of from, metres: within ± noise each. */
  errors: Pair[];
  bearing: number;
  turn: number;
  scale: number;
  isNorthFirst: boolean;
}

const turned = ([x, y]: Pair, by: number): Pair => [
  x * Math.cos(by) - y * Math.sin(by),
  x * Math.sin(by) + y * Math.cos(by),
];
const trueOf = ({ bearing }: Survey, place: Pair): Pair => {
  const [x, y] = turned(place, bearing);
  return [500_000 + x, 3_400_000 + y];
};
function localOf({ bearing, turn, scale, isNorthFirst }: Survey, place: Pair): Pair {
  const [x, y] = turned(place, bearing + turn).map((metres) => 5_000 + scale * metres);
  return isNorthFirst ? [y, x] : [x, y];
}

/** `aside` is the extent beside the line as a share of the length, which is 500 m to 5 km. */
const survey = (noise: number, aside: fc.Arbitrary<number>): fc.Arbitrary<Survey & { length: number }> =>
  fc
    .record({ points: fc.integer({ min: 3, max: 40 }), length: within(500, 5_000), share: aside })
    .chain(({ points, length, share }) =>
      fc.record({
        length: fc.constant(length),
        places: fc
          .array(fc.tuple(within(0, 1), within(0, 1)), { minLength: points, maxLength: points })
          .map((raw) =>
            raw.map(
              ([u, v], i): Pair => [length * [0, 1, u][Math.min(i, 2)], length * share * (i < 2 ? 0 : i === 2 ? 1 : v)],
            ),
          ),
        errors: fc.array(fc.tuple(within(-noise, noise), within(-noise, noise)), {
          minLength: points,
          maxLength: points,
        }),
        bearing: within(0, 6.3),
        turn: within(0, 6.3),
        scale: within(0.999, 1.001),
        isNorthFirst: fc.boolean(),
      }),
    );

const measured = (of: Survey): Pair[] =>
  of.places.map((place, i) => {
    const [x, y] = localOf(of, place);
    return [x + of.errors[i][0], y + of.errors[i][1]];
  });
const fitOf = (of: Survey) =>
  fitPoints(
    measured(of),
    of.places.map((place) => trueOf(of, place)),
  );
function errorAt(of: Survey, place: Pair): number {
  const [x, y] = fitOf(of).apply(localOf(of, place));
  const [tx, ty] = trueOf(of, place);
  return Math.hypot(x - tx, y - ty);
}

describe('points along a line', () => {
  it('measured within 10 cm are undecided or right, up to metres beside it', () => {
    const nearly = fc.oneof(within(0, 0.0001), within(0, 0.001), within(0, 0.005));
    fc.assert(
      fc.property(survey(0.1, nearly), (of) => {
        const kind = of.isNorthFirst ? 'similarity, X north' : 'similarity';
        const fitted = fitOf(of);
        if (fitted.isDecided) expect(fitted.kind).toBe(kind);
        if (fitted.isDecided) expect(errorAt(of, [of.length / 2, of.length / 2])).toBeLessThan(0.5);
      }),
      { numRuns: 3_000 },
    );
  });

  it('exactly, measured within 10 cm, are always undecided', () => {
    fc.assert(
      fc.property(survey(0.1, fc.constant(0)), (of) => {
        expect(fitOf(of).isDecided).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it('are no affine map either, whether a point is wrong by 3 m or by 300 m', () => {
    for (const wrong of [3, 300]) {
      const places: Pair[] = [0, 250, 500, 750, 1000, 1250].map((x) => [x, 0]);
      const from = places.map(([x, y], i): Pair => [x, y + (i === 2 ? wrong : 0)]);
      const fitted = fitPoints(from, places);
      expect(fitted.isDecided && worstOf(fitted) <= 1).toBe(false);
    }
    const stretched: Pair[] = [0, 1000, 2000, 3000, 4000].map((x, i) => [x, 10 * (i % 2)]);
    const fitted = fitPoints(
      stretched.map(([x, y]) => [x * Math.SQRT1_2 - y * Math.SQRT1_2, (x * Math.SQRT1_2 + y * Math.SQRT1_2) * 1.5]),
      stretched,
    );
    expect(fitted).toMatchObject({ kind: 'affine', isDecided: false });
    expect(worstOf(fitted)).toBeLessThan(1e-6);
  });
});

describe('points spread by a twentieth of their length', () => {
  it('measured within 5 cm are decided, and right to a few times that', () => {
    fc.assert(
      fc.property(survey(0.05, within(0.05, 1)), (of) => {
        const fitted = fitOf(of);
        expect([fitted.isDecided, fitted.kind]).toEqual([true, of.isNorthFirst ? 'similarity, X north' : 'similarity']);
        expect(errorAt(of, [of.length / 2, of.length / 2])).toBeLessThan(0.2);
      }),
      { numRuns: 3_000 },
    );
  });
});
