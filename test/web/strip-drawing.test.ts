import { describe, expect, it } from 'vitest';
import type { StripRoute } from '../../web/api/types.ts';
import { drawStrip } from '../../web/strip/strip-drawing.ts';

//   main 6 km                          branch 4 km
//   |--- once ---|gap|--- bridged ---| |---- once ----|
const main: StripRoute = {
  route: 1,
  role: 'main',
  length_m: 6000,
  bands: [
    [0, 3000, 'once'],
    [3000, 3001, 'gap'],
    [3001, 6000, 'bridged'],
  ],
  outfalls: [600, 5400],
  towns: [
    [0, 3000, '东镇'],
    [3000, 6000, null],
  ],
};
const branch: StripRoute = {
  route: 2,
  role: 'branch',
  length_m: 4000,
  bands: [[0, 4000, 'once']],
  outfalls: [2000],
  towns: [[0, 4000, '东镇']],
};

describe('a strip', () => {
  it('lays the lines of a river end to end on one scale', () => {
    const { bands, joints, ticks, kilometres } = drawStrip([main, branch], 100);
    expect(bands.filter(({ state }) => state === 'once').map(({ x, width }) => [x, width])).toEqual([
      [0, 30],
      [60, 40],
    ]);
    expect(joints).toEqual([60]);
    expect(ticks).toEqual([6, 54, 80]);
    expect(kilometres).toEqual([50]);
  });

  it('never draws a gap too short to be seen, nor beyond the end', () => {
    const end: StripRoute = { ...main, bands: [[5999, 6000, 'gap']] };
    for (const route of [main, end])
      for (const band of drawStrip([route], 100).bands.filter(({ state }) => state === 'gap')) {
        expect(band.width).toBeGreaterThanOrEqual(1.2);
        expect(band.x + band.width).toBeLessThanOrEqual(100);
      }
  });

  it('is empty for a river without length', () => {
    expect(drawStrip([], 100).bands).toEqual([]);
  });
});
