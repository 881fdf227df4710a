import { booleanPointInPolygon, point, polygon as turfPolygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCutter } from '../../server/engine/cut.ts';
import { areaMm2, distanceToEdgeMm, isInside } from '../../server/engine/polygons.ts';
import { packRulers, packWaterBodies, type WaterInput } from '../../server/engine/rulers.ts';
import { OUTSIDE, partition, riverWidthsMm } from '../../server/engine/zones.ts';

type Position = [number, number];

const square = (x: number, y: number, size: number): Position[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const towns = (...rings: Position[][][]) => packWaterBodies(rings.map((list, id): WaterInput => ({ id, rings: list })));
const straight = (...positions: Position[]) =>
  packRulers([
    {
      routeId: 1,
      riverId: 7,
      vertices: positions.map(([x, y], v) => [x, y, distanceAlong(positions, v)] as const),
    },
  ]);

function distanceAlong(positions: readonly Position[], v: number): number {
  let sum = 0;
  for (let i = 1; i <= v; i++)
    sum += Math.hypot(positions[i][0] - positions[i - 1][0], positions[i][1] - positions[i - 1][1]);
  return Math.round(sum);
}

describe('routes cut by towns', () => {
  it('belong to the town that holds them, and outside to none', () => {
    const cutter = buildCutter(towns([square(10, 0, 10)], [square(20, 0, 10)]));
    expect(partition(cutter, straight([0, 5], [40, 5]), 0)).toEqual([
      0,
      10,
      OUTSIDE,
      10,
      20,
      0,
      20,
      30,
      1,
      30,
      40,
      OUTSIDE,
    ]);
  });

  //  a river along the border of two towns, and along the border of the first and nothing
  it('belong to the first town where they run along its edge, before outside', () => {
    const cutter = buildCutter(towns([square(0, 0, 10)], [square(0, 10, 10)]));
    expect(partition(cutter, straight([-5, 10], [15, 10]), 0)).toEqual(
      [-5, 0, OUTSIDE, 0, 10, 0, 10, 15, OUTSIDE].map((m, k) => (k % 3 === 2 ? m : m + 5)),
    );
    expect(partition(cutter, straight([0, -5], [0, 25]), 0)).toEqual([
      0,
      5,
      OUTSIDE,
      5,
      15,
      0,
      15,
      25,
      1,
      25,
      30,
      OUTSIDE,
    ]);
  });

  it('belong to the first of overlapping towns, and to none in a hole', () => {
    const overlapping = buildCutter(towns([square(10, 0, 10)], [square(0, 0, 40)]));
    expect(partition(overlapping, straight([0, 5], [40, 5]), 0)).toEqual([0, 10, 1, 10, 20, 0, 20, 40, 1]);
    const holed = buildCutter(towns([square(0, 0, 40), square(10, 0, 10)]));
    expect(partition(holed, straight([0, 5], [40, 5]), 0)).toEqual([0, 10, 0, 10, 20, OUTSIDE, 20, 40, 0]);
  });

  it('are not cut by a corner they touch or by a town without routes', () => {
    const cutter = buildCutter(
      towns(
        [
          [
            [10, 10],
            [20, 20],
            [0, 20],
            [10, 10],
          ],
        ],
        [square(100, 100, 5)],
      ),
    );
    expect(partition(cutter, straight([0, 10], [40, 10]), 0)).toEqual([0, 40, OUTSIDE]);
    expect(partition(buildCutter(towns()), straight([0, 0], [40, 0]), 0)).toEqual([0, 40, OUTSIDE]);
  });
});

// polygons and lines on a small lattice, so that shared corners, edges and overlaps are common
const lattice = fc
  .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }))
  .map(([x, y]): Position => [100 * x, 100 * y]);
const triangle = fc.tuple(lattice, lattice, lattice).map(([a, b, c]): Position[] => [a, b, c, a]);
const rectangle = fc.tuple(lattice, lattice).map(([[ax, ay], [bx, by]]): Position[] => [
  [ax, ay],
  [bx, ay],
  [bx, by],
  [ax, by],
  [ax, ay],
]);
const ring = fc.oneof(triangle, rectangle).filter((r) => Math.abs(shoelace(r)) > 0);
const line = fc
  .array(lattice, { minLength: 2, maxLength: 6 })
  .map((positions) => positions.filter((p, v) => v === 0 || String(p) !== String(positions[v - 1])))
  .filter((positions) => positions.length > 1);

describe('any route cut by any towns', () => {
  it('is partitioned: every millimetre once, in the first town that holds it', () => {
    fc.assert(
      fc.property(fc.array(ring, { maxLength: 4 }), line, (rings, positions) => {
        const set = towns(...rings.map((r) => [r]));
        const route = straight(...positions);
        const parts = partition(buildCutter(set), route, 0);
        const length = route.m[route.m.length - 1];
        expect(parts[0]).toBe(0);
        expect(parts[parts.length - 2]).toBe(length);
        for (let k = 0; k < parts.length; k += 3) {
          expect(parts[k]).toBeLessThan(parts[k + 1]);
          if (k > 0) expect(parts[k]).toBe(parts[k - 2]);
          if (k > 0) expect(parts[k + 2]).not.toBe(parts[k - 1]);
        }
        // brute force, off the lattice: the owner a metre's middle has by turf
        for (let at = 0.37; at < length; at += 7.13) {
          const k = parts.findIndex((_, j) => j % 3 === 0 && parts[j] <= at && at < parts[j + 1]);
          const nearCut = Math.min(at - parts[k], parts[k + 1] - at) < 2;
          // a corner that a route only touches is a place, not a stretch: what holds before and after it counts
          const [before, after] = [at - 0.01, at + 0.01].map((place) => ownerAt(rings, pointAlong(positions, place)));
          if (!nearCut && before === after) expect(parts[k + 2]).toBe(before);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('points and polygons', () => {
  it('agree with turf on what is inside, edge included', () => {
    fc.assert(
      fc.property(
        ring,
        fc.tuple(fc.integer({ min: -50, max: 850 }), fc.integer({ min: -50, max: 850 })),
        (r, [x, y]) => {
          expect(isInside(towns([r]), 0, x, y)).toBe(booleanPointInPolygon(point([x, y]), turfPolygon([r])));
        },
      ),
    );
  });

  it('measure to the nearest edge, of a hole too', () => {
    const holed = towns([square(0, 0, 40), square(10, 10, 20)]);
    expect(distanceToEdgeMm(holed, 0, 20, 13)).toBe(3);
    expect(distanceToEdgeMm(holed, 0, -3, -4)).toBe(5);
  });

  it('take holes from the area whichever way the rings turn', () => {
    const hole = square(10, 10, 20);
    for (const inner of [hole, [...hole].reverse()]) expect(areaMm2(towns([square(0, 0, 40), inner]), 0)).toBe(1200);
    expect(areaMm2(towns([square(0, 0, 40), hole, square(15, 15, 2)]), 0)).toBe(1204); // an island in the hole
  });

  it('give a river polygon the width area ÷ length of its own river inside', () => {
    const river = straight([-100, 5], [200, 5]);
    const waters = packWaterBodies([
      {
        id: 1,
        riverId: 7,
        rings: [
          [
            [0, 0],
            [100, 0],
            [100, 10],
            [0, 10],
            [0, 0],
          ],
        ],
      },
      { id: 2, riverId: 7, kind: 'lake', rings: [square(0, 0, 50)] },
      { id: 3, riverId: 8, rings: [square(0, 0, 50)] },
    ]);
    expect([...riverWidthsMm(river, waters)]).toEqual([10, Number.NaN, Number.NaN]);
  });

  it('count a line over an island as in the river, and one of two parts once', () => {
    const rectangle = (west: number, south: number, east: number, north: number): Position[] => [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const bodies = packWaterBodies([
      { id: 1, riverId: 7, rings: [rectangle(0, -50, 1000, 50), rectangle(100, -10, 600, 10)] }, // half of it over an island of 20
      { id: 2, riverId: 7, rings: [rectangle(1000, -50, 1400, 50), rectangle(1500, -50, 2000, 50)] },
      { id: 3, riverId: 7, rings: [rectangle(2100, -50, 2600, 50), rectangle(2200, 20, 2300, 40)] }, // an island beside the line
    ]);
    expect([...riverWidthsMm(straight([-100, 0], [3000, 0]), bodies)]).toEqual([90, 100, 96]);
  });
});

function shoelace(r: readonly Position[]): number {
  return r.reduce((sum, [x, y], v) => (v === 0 ? 0 : sum + r[v - 1][0] * y - x * r[v - 1][1]), 0);
}

function pointAlong(positions: readonly Position[], at: number): Position {
  let v = 1;
  while (v + 1 < positions.length && distanceAlong(positions, v) < at) v++;
  const [a, b] = [distanceAlong(positions, v - 1), distanceAlong(positions, v)];
  const t = (at - a) / (b - a);
  return [0, 1].map((axis) => positions[v - 1][axis] + t * (positions[v][axis] - positions[v - 1][axis])) as Position;
}

/** The first ring that holds a point or has it within a thousandth of a millimetre of its edge. */
function ownerAt(rings: readonly Position[][], [x, y]: Position): number {
  return rings.findIndex(
    (r) =>
      booleanPointInPolygon(point([x, y]), turfPolygon([r])) || r.some((_, v) => v > 0 && isOn(r[v - 1], r[v], x, y)),
  );
}

function isOn([ax, ay]: Position, [bx, by]: Position, x: number, y: number): boolean {
  const length = Math.hypot(bx - ax, by - ay);
  const t = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length ** 2;
  return t >= 0 && t <= 1 && Math.abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length < 1e-3;
}
