import * as turf from '@turf/turf';
import type { Feature } from 'geojson';
import { describe, expect, it } from 'vitest';
import { crossBar, partAt, placeOnRoutes } from '../../web/viewer/cross-bar.ts';

const line = (...coordinates: [number, number][]): Feature => ({
  type: 'Feature',
  geometry: { type: 'LineString', coordinates },
  properties: {},
});
const ends = (of: Feature, part: number): number[][] => {
  const [feature] = crossBar(of, part, 0.001)!.features;
  return (feature.geometry as { coordinates: number[][] }).coordinates;
};
const SQUEEZE = Math.cos((60 * Math.PI) / 180); // half as many metres to a degree of longitude as of latitude

describe('the bar across a river', () => {
  it('stands at the part of the length on the ground, square to the river and 24 pixels long', () => {
    // east 2° (as long as 1° north), then north 1°
    const bend = line([0, 60], [2, 60], [2, 61]);
    const [south, north] = ends(bend, 0.25);
    expect([south[0], north[0]]).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
    expect(north[1] - south[1]).toBeCloseTo(0.024 * SQUEEZE, 9);
    const [east, west] = ends(bend, 0.75);
    expect([east[1], west[1]]).toEqual([expect.closeTo(60.5, 6), expect.closeTo(60.5, 6)]);
    expect(Math.abs(east[0] - west[0])).toBeCloseTo(0.024, 9);
  });

  it('is nothing on a line without length, and at the end beyond it', () => {
    expect(crossBar(line([1, 1], [1, 1]), 0.5, 0.001)).toBeNull();
    expect(ends(line([0, 0], [1, 0]), 2)[0][0]).toBeCloseTo(1, 9);
  });
});

it('finds the part of a line that a place lies nearest to, and tells the nearer of two routes', () => {
  const [east, north] = [line([121, 31], [121.02, 31]), line([121.02, 31], [121.02, 31.01])];
  expect(partAt(east, [121.005, 31.001])?.part).toBeCloseTo(0.25, 9);
  expect(partAt(east, [120, 31])?.part).toBe(0);
  const bent = line([121, 31], [121.01, 31], [121.01, 31.01]);
  const along = turf.length(turf.lineSlice([121, 31], [121.01, 31.004], bent as never)) / turf.length(bent);
  expect(partAt(bent, [121.0103, 31.004])?.part).toBeCloseTo(along, 3);
  const routes = [
    { route: 1, length_m: 1900 },
    { route: 2, length_m: 1100 },
  ];
  const lines = new Map([
    [1, east],
    [2, north],
  ]);
  expect(placeOnRoutes(lines, routes, [121.0201, 31.005])).toMatchObject({ route: 2 });
  expect(placeOnRoutes(lines, routes, [121.0201, 31.005])!.measureM).toBeCloseTo(550, 6);
  expect(placeOnRoutes(new Map(), routes, [121, 31])).toBeNull();
});
