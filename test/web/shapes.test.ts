import * as turf from '@turf/turf';
import fc from 'fast-check';
import type { Feature, LineString } from 'geojson';
import { describe, expect, it } from 'vitest';
import { areaM2, bearing, contains, insideM, nearestOn, piecesM } from '../../web/tools/shapes.ts';

/** Turf is on a sphere: it agrees to half a percent, which a wrong axis, unit or sign would not. */
const SPHERE = 0.006;
const place = fc.tuple(
  fc.double({ min: 121, max: 121.2, noNaN: true }),
  fc.double({ min: 31, max: 31.2, noNaN: true }),
);
const box: [number, number][] = [
  [121.05, 31.05],
  [121.15, 31.05],
  [121.15, 31.15],
  [121.05, 31.15],
];
const near = (a: number, b: number) => Math.abs(a - b) <= SPHERE * Math.max(1, Math.abs(b));

describe('what is drawn', () => {
  it('is measured in metres', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 6 }), (path) => {
        const sum = piecesM(path).reduce((total, each) => total + each, 0);
        return near(sum, turf.length(turf.lineString(path), { units: 'meters' }));
      }),
    );
  });

  it('has the area of its ring, whichever way round', () => {
    expect(near(areaM2(box), turf.area(turf.polygon([[...box, box[0]]])))).toBe(true);
    expect(areaM2([...box].reverse())).toBeCloseTo(areaM2(box), 3);
  });

  it('holds what turf says it holds', () => {
    const ring: [number, number][] = [
      [121, 31],
      [121.2, 31.02],
      [121.08, 31.1],
      [121.2, 31.2],
      [121.02, 31.18],
    ];
    const polygon = turf.polygon([[...ring, ring[0]]]);
    fc.assert(
      fc.property(place, (point) => {
        const edge = turf.pointToLineDistance(point, turf.polygonToLine(polygon) as Feature<LineString>, {
          units: 'meters',
        });
        fc.pre(edge > 1); // on the edge either answer is right
        return contains(ring, point) === turf.booleanPointInPolygon(point, polygon);
      }),
    );
  });

  it('cuts lines at its edge, as a sum over small pieces finds it', () => {
    const PIECES = 400;
    const isIn = (x: number, y: number) => x > 121.05 && x < 121.15 && y > 31.05 && y < 31.15;
    fc.assert(
      fc.property(place, place, (a, b) => {
        const whole = piecesM([a, b])[0];
        const inside = Array.from({ length: PIECES }, (_, i) => (i + 0.5) / PIECES).filter((t) =>
          isIn(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])),
        ).length;
        // a box is entered and left once: each edge may fall within one piece
        return Math.abs(insideM(box, [a, b]) - (whole * inside) / PIECES) <= (2.1 * whole) / PIECES + 0.01;
      }),
    );
  });

  it('is nearest where turf says, and points the way', () => {
    const line: [number, number][] = [
      [121, 31],
      [121.1, 31.1],
      [121.2, 31],
    ];
    fc.assert(
      fc.property(place, (point) => {
        const turfs = turf.nearestPointOnLine(turf.lineString(line), point, { units: 'meters' });
        const ours = turf.distance(point, nearestOn(line, point), { units: 'meters' });
        // a great circle leaves our straight line by 2.5 m on 15 km
        return ours <= turfs.properties.dist * (1 + SPHERE) + 6;
      }),
    );
    expect([bearing([121, 31], [121, 32]), bearing([121, 31], [122, 31]), bearing([121, 31], [120, 31])]).toEqual([
      0, 90, 270,
    ]);
  });
});
