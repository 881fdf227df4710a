import * as turf from '@turf/turf';
import fc from 'fast-check';
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
    fc.assert(fc.property(place, (point) => contains(ring, point) === turf.booleanPointInPolygon(point, polygon)));
  });

  it('cuts lines at its edge: inside and outside are the whole', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 5 }), (line) => {
        const parts = turf.lineSplit(turf.lineString(line), turf.polygon([[...box, box[0]]])).features;
        const pieces = parts.length > 0 ? parts : [turf.lineString(line)];
        const expected = pieces
          .filter((part) => contains(box, turf.along(part, turf.length(part) / 2).geometry.coordinates))
          .reduce((sum, part) => sum + turf.length(part, { units: 'meters' }), 0);
        return Math.abs(insideM(box, line) - expected) <= SPHERE * expected + 1;
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
        return ours <= turfs.properties.dist * (1 + SPHERE) + 1;
      }),
    );
    expect([bearing([121, 31], [121, 32]), bearing([121, 31], [122, 31]), bearing([121, 31], [120, 31])]).toEqual([
      0, 90, 270,
    ]);
  });
});
