import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangesNearEdges } from '../../server/engine/near-polygon.ts';
import { packRulers, packWaterBodies } from '../../server/engine/rulers.ts';

type Position = [number, number];

/** A line due east along y = 0 whose measures are its x. */
const alongX = (length: number) =>
  packRulers([
    {
      routeId: 1,
      riverId: 1,
      vertices: [
        [0, 0, 0],
        [Math.floor(length / 3), 0, Math.floor(length / 3)],
        [length, 0, length],
      ],
    },
  ]);
const polygonOf = (ring: Position[]) => packWaterBodies([{ id: 1, rings: [[...ring, ring[0]]] }]);
const near = (length: number, ring: Position[], withinMm: number) =>
  rangesNearEdges(alongX(length), 0, polygonOf(ring), 0, withinMm);

describe('ranges near the edges of a polygon', () => {
  //   river ───────(────┬───┬────)──────   a box stands on the river from 400 to 600
  it('reach the distance to both sides of it, and past its corners in a circle', () => {
    const box = (south: number): Position[] => [
      [4000, south],
      [6000, south],
      [6000, 9000],
      [4000, 9000],
    ];
    expect(near(10_000, box(0), 500)).toEqual([3500, 6500]);
    expect(near(10_000, box(300), 500)).toEqual([3600, 6400]);
    expect(near(10_000, box(500), 500)).toEqual([4000, 6000]); // along its edge at the very distance
    expect(near(10_000, box(501), 500)).toEqual([]);
    expect(near(10_000, box(-9000), 500)).toEqual([3500, 4500, 5500, 6500]); // its inside is not near its edge
  });

  it('are the millimetres whose distance to the ring is no more, whatever the ring', () => {
    const place = fc.tuple(fc.integer({ min: -50, max: 450 }), fc.integer({ min: -120, max: 120 }));
    fc.assert(
      fc.property(fc.array(place, { minLength: 3, maxLength: 7 }), fc.integer({ min: 1, max: 90 }), (ring, within) => {
        const ranges = near(400, ring, within);
        const closed = [...ring, ring[0]];
        for (let at = 0; at <= 400; at++) {
          const distance = Math.min(...ring.map((p, i) => distanceTo(at, p, closed[i + 1])));
          const isIn = ranges.some((from, k) => k % 2 === 0 && from <= at && at <= ranges[k + 1]);
          // an end is rounded to the millimetre, so its neighbour may be up to one off
          if (Math.abs(distance - within) > 1 && isIn !== distance < within) return false;
        }
        return true;
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

function distanceTo(x: number, [px, py]: Position, [qx, qy]: Position): number {
  const square = (qx - px) ** 2 + (qy - py) ** 2;
  const t = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - px) * (qx - px) - py * (qy - py)) / square));
  return Math.hypot(px + t * (qx - px) - x, py + t * (qy - py));
}
