import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geodesicMm, measuresMm, roundHalfUp } from '../../server/engine/geodesy.ts';

const degrees = (d: number, minutes: number, seconds: number) =>
  Math.sign(d) * (Math.abs(d) + minutes / 60 + seconds / 3600);
const lon = fc.double({ min: -179, max: 179, noNaN: true });
const lat = fc.double({ min: -80, max: 80, noNaN: true });
const step = fc.double({ min: -0.01, max: 0.01, noNaN: true });

describe('geodesicMm', () => {
  // Geodetic Datum of Australia Technical Manual, Flinders Peak to Buninyong on GRS80 (same axes): 54 972.271 m
  it('gives the published distance from Flinders Peak to Buninyong', () => {
    const flinders = [degrees(144, 25, 29.5244), degrees(-37, 57, 3.7203)] as const;
    const buninyong = [degrees(143, 55, 35.3839), degrees(-37, 39, 10.1561)] as const;
    expect(geodesicMm(...flinders, ...buninyong)).toBeCloseTo(54972271, -0.5);
  });

  it('gives the equator and a meridian quadrant', () => {
    expect(geodesicMm(10, 0, 11, 0) / 1000).toBeCloseTo((Math.PI / 180) * 6378137, 5);
    expect(geodesicMm(0, 0, 0, 90) / 1000).toBeCloseTo(10001965.7293, 3); // quadrant of GRS80
  });

  it('goes the short way round at the date line', () => {
    expect(geodesicMm(179.999, 31, -179.999, 31)).toBeCloseTo(geodesicMm(0, 31, 0.002, 31), 2);
  });

  it('is the same in both directions and adds up along the geodesic of a meridian', () => {
    fc.assert(
      fc.property(lon, lat, step, step, (x, y, dx, dy) => {
        const there = geodesicMm(x, y, x + dx, y + dy);
        expect(Math.abs(there - geodesicMm(x + dx, y + dy, x, y))).toBeLessThan(0.01);
        const halves = geodesicMm(x, y, x, y + dy / 2) + geodesicMm(x, y + dy / 2, x, y + dy);
        expect(Math.abs(halves - geodesicMm(x, y, x, y + dy))).toBeLessThan(0.01);
      }),
    );
  });

  it('is within 0.1 mm of the radii of curvature at short steps', () => {
    fc.assert(
      fc.property(lon, lat, step, step, (x, y, dx, dy) => {
        const [east, north] = [dx / 100, dy / 100];
        expect(Math.abs(geodesicMm(x, y, x + east, y + north) - byCurvature(y + north / 2, east, north))).toBeLessThan(
          0.1,
        );
      }),
    );
  });
});

describe('measuresMm', () => {
  it('rounds the running sum, not the steps', () => {
    const lons = Array.from({ length: 1001 }, (_, i) => 121 + i * 1e-8); // steps of about 0.95 mm
    const measures = measuresMm(lons, new Array(1001).fill(31));
    expect(measures[0]).toBe(0);
    expect(measures[1000]).toBe(roundHalfUp(geodesicMm(121, 31, 121.00001, 31)));
    expect(measures[1000]).toBeLessThan(1000);
  });
});

/** Steps of up to ten metres as seen from the radii of curvature at their middle: an independent formula. */
function byCurvature(midLat: number, dLon: number, dLat: number): number {
  const e2 = (2 - 1 / 298.257222101) / 298.257222101;
  const w = Math.sqrt(1 - e2 * Math.sin((midLat * Math.PI) / 180) ** 2);
  const north = ((6378137 * (1 - e2)) / w ** 3) * ((dLat * Math.PI) / 180);
  const east = (6378137 / w) * Math.cos((midLat * Math.PI) / 180) * ((dLon * Math.PI) / 180);
  return 1000 * Math.hypot(north, east);
}
