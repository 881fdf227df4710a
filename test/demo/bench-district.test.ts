import { describe, expect, it } from 'vitest';
import { generateBenchDistrict } from '../../server/demo/bench/bench-district.ts';
import { totalMm } from '../../server/demo/bench/rivers.ts';

const district = generateBenchDistrict({ scale: 1, seed: 1 });
const { rulers, reaches } = district;

describe('the bench district', () => {
  it('has 2507.000 km of river, to the millimetre, whatever the seed', () => {
    expect(totalMm(rulers)).toBe(2_507_000_000);
    expect(totalMm(generateBenchDistrict({ scale: 1, seed: 77 }).rulers)).toBe(2_507_000_000);
  });

  it('has the counts of performance.md', () => {
    expect(reaches.count).toBeGreaterThan(7_900);
    expect(reaches.count).toBeLessThan(8_300);
    expect([district.outfalls.count, district.pipes.count, district.zones.count]).toEqual([20_000, 60_000, 60]);
    expect(district.zones.first[1]).toBe(2_001);
  });

  it('scales in length and counts, with plane measures beyond scale 10', () => {
    const tenfold = generateBenchDistrict({ scale: 11, seed: 1 });
    expect(totalMm(tenfold.rulers)).toBe(11 * 2_507_000_000);
    expect(tenfold.lon.length).toBe(0);
    expect(tenfold.outfalls.count).toBe(220_000);
  }, 30_000);

  it('gives the same bytes for the same seed and others for another', () => {
    const again = generateBenchDistrict({ scale: 1, seed: 1 });
    expect(again.rulers).toEqual(rulers);
    expect(again.pipes).toEqual(district.pipes);
    expect(again.track(7)).toEqual(district.track(7));
    expect(generateBenchDistrict({ scale: 1, seed: 2 }).rulers.x).not.toEqual(rulers.x);
  });

  it('lays reaches end to end along their routes', () => {
    for (let reach = 0; reach < reaches.count; reach++) {
      const route = reaches.route[reach];
      expect(reaches.firstVertex[reach]).toBeGreaterThanOrEqual(rulers.first[route]);
      expect(reaches.lastVertex[reach]).toBeLessThan(rulers.first[route + 1]);
    }
    const covered = reaches.lastVertex.reduce((sum, last, reach) => sum + last - reaches.firstVertex[reach], 0);
    expect(covered).toBe(rulers.x.length - rulers.count);
  });

  it('makes 6,000 km of tracks whose truth lies inside the routes and beside the fixes', () => {
    let [km, crossings] = [0, 0];
    for (const track of district.tracks()) {
      km += ((track.x.length - 1) * 5) / 1000;
      if (track.crossing) crossings++;
      expect(track.crossing !== null).toBe(track.truth.length === 0);
      for (const { route, fromMm, toMm } of track.truth) {
        expect(fromMm).toBeGreaterThanOrEqual(0);
        expect(toMm).toBeGreaterThan(fromMm);
        expect(toMm).toBeLessThanOrEqual(rulers.m[rulers.first[route + 1] - 1]);
      }
    }
    expect(km).toBe(6000);
    expect(crossings / district.trackCount).toBeCloseTo(0.1, 1);
  });
});
