import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangesInDisc } from '../../server/engine/disc.ts';
import { totalLength } from '../../server/engine/ranges.ts';
import { packRulers } from '../../server/engine/rulers.ts';

type Position = readonly [number, number];

/** One route whose measures are its planar millimetres. */
function route(...positions: Position[]) {
  let sum = 0;
  const vertices = positions.map(([x, y], v): [number, number, number] => {
    if (v > 0) sum += Math.hypot(x - positions[v - 1][0], y - positions[v - 1][1]);
    return [x, y, Math.floor(sum + 0.5)];
  });
  return packRulers([{ routeId: 1, riverId: 1, vertices }]);
}

const KM = { x: 0, y: 0, radiusMm: 1_000_000 };

describe('waters within a distance of a venue', () => {
  it('end at the distance: 999.9 and 1000.0 m are inside, 1000.1 m is not', () => {
    const away = route([0, 0], [2_000_000, 0]);
    expect(rangesInDisc(away, 0, KM)).toEqual([0, 1_000_000]);
    for (const [y, inside] of [
      [999_900, true],
      [1_000_000, false], // touches the edge in one point
      [1_000_100, false],
    ] as const)
      expect(rangesInDisc(route([-500_000, y], [500_000, y]), 0, KM).length > 0).toBe(inside);
    expect(rangesInDisc(route([-500_000, 1_000_000], [0, 1_000_000], [0, 0]), 0, KM)).toEqual([500_000, 1_500_000]);
  });

  it('are a chord of a line that passes, and several ranges of one that comes back', () => {
    const passing = route([-2_000_000, 600_000], [2_000_000, 600_000]);
    expect(rangesInDisc(passing, 0, KM)).toEqual([1_200_000, 2_800_000]);
    const twice = route([-2_000_000, 600_000], [2_000_000, 600_000], [2_000_000, -600_000], [-2_000_000, -600_000]);
    expect(rangesInDisc(twice, 0, KM)).toEqual([1_200_000, 2_800_000, 6_400_000, 8_000_000]);
    expect(rangesInDisc(route([-100, 0], [100, 50], [300, -40]), 0, KM)).toEqual([0, 425]);
    expect(rangesInDisc(route([2_000_000, 0], [3_000_000, 0]), 0, KM)).toEqual([]);
  });

  it('are what asking millimetre by millimetre gives, on any route', () => {
    const place = fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 }));
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 1, max: 50 }),
        (line, radiusMm) => {
          const drawn = route(...line);
          const disc = { x: 3, y: -5, radiusMm };
          const ranges = rangesInDisc(drawn, 0, disc);
          let inside = 0;
          for (let v = 0; v + 1 < line.length; v++) {
            const length = Math.hypot(line[v + 1][0] - line[v][0], line[v + 1][1] - line[v][1]);
            const steps = Math.ceil(length * 20);
            for (let k = 0; k < steps; k++) {
              const t = (k + 0.5) / steps;
              const [x, y] = [0, 1].map((axis) => line[v][axis] + t * (line[v + 1][axis] - line[v][axis]));
              if (Math.hypot(x - disc.x, y - disc.y) <= radiusMm) inside += length / steps;
            }
          }
          expect(Math.abs(totalLength(ranges) - inside)).toBeLessThan(1.2 * line.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
