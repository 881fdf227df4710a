import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whole } from '../../server/engine/in-pieces.ts';
import { clipRing } from '../../tiles/geometry/clip.ts';
import { cutRanges } from '../../tiles/geometry/cut.ts';
import { GridIndex } from '../../tiles/geometry/grid.ts';
import { rankVertices } from '../../tiles/geometry/importance.ts';
import { dropSpikes, ringArea2 } from '../../tiles/geometry/ring.ts';
import type { WorldLines } from '../../tiles/geometry/world.ts';
import { distanceToLine } from './plane.ts';

function world(first: number[], x: number[], y: number[]): WorldLines {
  const lines = {
    count: first.length - 1,
    first: Uint32Array.from(first),
    x: Int32Array.from(x),
    y: Int32Array.from(y),
    importance: new Float32Array(x.length),
  };
  for (let i = 0; i < lines.count; i++) rankVertices(lines.x, lines.y, first[i], first[i + 1], lines.importance);
  return lines;
}

const coordinate = fc.integer({ min: -1000, max: 1000 });

describe('importance', () => {
  it('keeps, at any tolerance, a line from which nothing is farther than that', () => {
    const line = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(line, fc.integer({ min: 1, max: 500 }), (points, tolerance) => {
        const { importance } = world(
          [0, points.length],
          points.map(([x]) => x),
          points.map(([, y]) => y),
        );
        const kept = points.filter((_, i) => importance[i] >= tolerance);
        for (const point of points) expect(distanceToLine(point, kept)).toBeLessThan(tolerance + 0.01);
      }),
    );
  });

  //   0 ──── 1 ──── 2     1 is 10 off the line, so it stays at 10 and goes at 11
  it('is the distance at which a vertex goes', () => {
    const { importance } = world([0, 3], [0, 100, 200], [0, 10, 0]);
    expect([...importance]).toEqual([Number.POSITIVE_INFINITY, 10, Number.POSITIVE_INFINITY]);
  });
});

describe('cutting ranges out of routes', () => {
  //   route 0: (0,0) ─ (100,0) ─ (100,100), measured 0, 1000, 3000      route 1: (500,0) ─ (600,0), 0, 50
  const routes = world([0, 3, 5], [0, 100, 100, 500, 600], [0, 0, 100, 0, 0]);
  const m = Float64Array.of(0, 1000, 3000, 0, 50);
  const cut = (route: number, fromMm: number, toMm: number) => {
    const ranges = { route: Int32Array.of(route), fromMm: Float64Array.of(fromMm), toMm: Float64Array.of(toMm) };
    const { x, y } = whole(cutRanges(routes, m, ranges));
    return [...x].map((east, i) => [east, y[i]]);
  };

  it.each([
    [
      0,
      500,
      2000,
      [
        [50, 0],
        [100, 0],
        [100, 50],
      ],
    ],
    [
      0,
      0,
      3000,
      [
        [0, 0],
        [100, 0],
        [100, 100],
      ],
    ],
    [
      0,
      1000,
      2000,
      [
        [100, 0],
        [100, 50],
      ],
    ],
    [
      0,
      0,
      1000,
      [
        [0, 0],
        [100, 0],
      ],
    ],
    [
      0,
      200,
      400,
      [
        [20, 0],
        [40, 0],
      ],
    ],
    [
      1,
      25,
      50,
      [
        [550, 0],
        [600, 0],
      ],
    ],
  ])('route %i from %i to %i mm', (route, from, to, expected) => {
    expect(cut(route, from, to)).toEqual(expected);
  });

  it('keeps the importance of the whole route inside, and always the ends', () => {
    const ranges = { route: Int32Array.of(0), fromMm: Float64Array.of(900), toMm: Float64Array.of(3000) };
    const { importance } = whole(cutRanges(routes, m, ranges));
    expect([...importance]).toEqual([Number.POSITIVE_INFINITY, routes.importance[1], Number.POSITIVE_INFINITY]);
  });
});

describe('the grid index', () => {
  it('finds what a look at every box finds, in order', () => {
    const box = fc.tuple(coordinate, coordinate, fc.nat(300), fc.nat(300));
    fc.assert(
      fc.property(fc.array(box, { maxLength: 80 }), box, (boxes, [x, y, width, height]) => {
        const index = new GridIndex({
          count: boxes.length,
          minX: Int32Array.from(boxes, ([left]) => left),
          minY: Int32Array.from(boxes, ([, top]) => top),
          maxX: Int32Array.from(boxes, ([left, , w]) => left + w),
          maxY: Int32Array.from(boxes, ([, top, , h]) => top + h),
        });
        const meets = ([left, top, w, h]: number[]) =>
          left <= x + width && left + w >= x && top <= y + height && top + h >= y;
        const expected = [...boxes.keys()].filter((i) => meets(boxes[i]));
        for (let twice = 0; twice < 2; twice++) {
          const found = index.search(x, y, x + width, y + height);
          expect([...index.hits.subarray(0, found)]).toEqual(expected);
        }
      }),
    );
  });
});

describe('rings', () => {
  it('lose repeated points, points on a straight side and spikes', () => {
    //  (0,0) ─ (5,0) ─ (10,0) ─ (10,10) ─ spike to (10,20) ─ (10,10) ─ (0,10)
    expect(dropSpikes([0, 0, 0, 0, 5, 0, 10, 0, 10, 10, 10, 20, 10, 10, 0, 10])).toEqual([0, 0, 10, 0, 10, 10, 0, 10]);
  });

  it('are nothing without area', () => {
    expect(dropSpikes([0, 0, 10, 10, 20, 20])).toEqual([]);
    expect(dropSpikes([0, 0, 10, 10])).toEqual([]);
    expect(dropSpikes([])).toEqual([]);
  });

  it('keep the box itself when they hold it, and a corner of it when they overlap', () => {
    const box = { minX: 0, minY: 0, maxX: 10, maxY: 10 };
    expect(ringArea2(clipRing([-5, -5, 20, -5, 20, 20, -5, 20], box))).toBe(200);
    expect(ringArea2(clipRing([5, 5, 20, 5, 20, 20, 5, 20], box))).toBe(50);
    expect(clipRing([11, 11, 20, 11, 20, 20], box)).toEqual([]);
  });
});
