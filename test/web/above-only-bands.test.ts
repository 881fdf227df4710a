import { describe, expect, it } from 'vitest';
import type { Bands, StripRoute } from '../../web/api/types.ts';
import { aboveOnly } from '../../web/strip/above-only-bands.ts';
import { drawStrip } from '../../web/strip/strip-drawing.ts';

//           0      1000    2000    3000    4000
//   above   |- once -|- gap -|- bridged -----|
//   under   |--- gap ----------------|- once-|
//   due     |- gap --|       |- gap -|- once-|
const above: Bands = [
  [0, 1000, 'once'],
  [1000, 2000, 'gap'],
  [2000, 4000, 'bridged'],
];
const under: Bands = [
  [0, 3000, 'gap'],
  [3000, 4000, 'once'],
];
const route: StripRoute = {
  route: 1,
  role: 'main',
  length_m: 4000,
  modes: [
    { mode: 'above_water', river: above, left: above, right: [[0, 4000, 'gap']] },
    { mode: 'under_water', river: under, left: under, right: under },
  ],
  outfalls: [],
  towns: [],
  zones: [],
};

describe('the strip of what is surveyed above water and not under it', () => {
  it('has gaps where only what lies above water was surveyed, and nothing where neither was', () => {
    expect(aboveOnly(route).modes).toEqual([
      {
        mode: 'under_water',
        river: [
          [0, 1000, 'gap'],
          [2000, 3000, 'gap'],
          [3000, 4000, 'once'],
        ],
        left: [
          [0, 1000, 'gap'],
          [2000, 3000, 'gap'],
          [3000, 4000, 'once'],
        ],
        right: [[3000, 4000, 'once']],
      },
    ]);
  });

  it('is drawn in the colours of gaps and of work under water', () => {
    const looks = drawStrip([aboveOnly(route)], { width: 100, modes: ['under_water'], kind: 'row' }).paths;
    expect(looks.map(({ look }) => look)).toEqual(['under once', 'break', 'gap']);
  });
});
