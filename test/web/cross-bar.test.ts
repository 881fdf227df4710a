import type { Feature } from 'geojson';
import { describe, expect, it } from 'vitest';
import { crossBar } from '../../web/viewer/cross-bar.ts';

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
