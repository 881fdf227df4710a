import { describe, expect, it } from 'vitest';
import type { Bands, StripRoute } from '../../web/api/types.ts';
import { drawStrip, type StripOptions } from '../../web/strip/strip-drawing.ts';
import { layOut } from '../../web/strip/strip-layout.ts';
import type { StripPath } from '../../web/strip/strip-shapes.ts';

//   main 6 km                          branch 4 km
//   |--- once ---|gap|--- bridged ---| |---- once ----|
const broken: Bands = [
  [0, 3000, 'once'],
  [3000, 3001, 'gap'],
  [3001, 6000, 'bridged'],
];
const outfall = { id: 1, type: 'industrial', progress: 'closed_out' };
const main: StripRoute = {
  route: 1,
  role: 'main',
  length_m: 6000,
  modes: [
    { mode: 'above_water', river: broken, left: broken, right: [[0, 6000, 'once']] },
    { mode: 'under_water', river: [[0, 6000, 'gap']], left: [[0, 6000, 'gap']], right: [[0, 6000, 'gap']] },
  ],
  outfalls: [
    { ...outfall, measure_m: 600, bank: 'left' },
    { ...outfall, measure_m: 5400, bank: 'right' },
  ],
  towns: [
    [0, 3000, '东镇', 'E'],
    [3000, 6000, null, null],
  ],
  zones: [{ from_m: 1000, to_m: 2000, name: '水源', kind: 'drinking_water', level: '1' }],
};
const once: Bands = [[0, 4000, 'once']];
const branch: StripRoute = {
  ...main,
  route: 2,
  role: 'branch',
  length_m: 4000,
  modes: main.modes.map(({ mode }) => ({ mode, river: once, left: once, right: once })),
  outfalls: [],
  towns: [[0, 4000, '东镇', 'E']],
  zones: [],
};

const ROW: StripOptions = { width: 100, modes: ['above_water'], kind: 'row' };
const FULL: StripOptions = { width: 1000, modes: ['above_water', 'under_water'], kind: 'full' };

/** Rectangles of a look: x, y, width, height. */
function rects(paths: readonly StripPath[], look: string): number[][] {
  const d = paths.find((path) => path.look === look)?.d ?? '';
  return [...d.matchAll(/M([\d.-]+) ([\d.-]+)h([\d.-]+)v([\d.-]+)/g)].map((found) => found.slice(1).map(Number));
}

describe('a strip', () => {
  it('lays the lines of a river end to end on one scale', () => {
    const { paths } = drawStrip([main, branch], ROW);
    expect(rects(paths, 'above once').map(([x, , width]) => [x, width])).toEqual([
      [0, 30],
      [60, 40],
    ]);
    expect(rects(paths, 'joint').map(([x]) => x + 0.8)).toEqual([60]);
    expect(drawStrip([branch], { ...FULL, pxPerM: 0.1 }).width).toBe(400);
  });

  it('puts modes under each other, left over right, and outfalls on the side of their bank', () => {
    const { paths } = drawStrip([main, branch], FULL);
    const above = rects(paths, 'above once').map(([, y]) => y);
    const left = Math.min(...above);
    const right = Math.max(...above);
    // the left bank is bridged beyond the gap, the right is not
    expect(rects(paths, 'above bridged').map(([, y]) => y)).toEqual([left]);
    expect(Math.min(...rects(paths, 'under once').map(([, y]) => y))).toBeGreaterThan(right);
    const [leftOutfall, rightOutfall] = rects(paths, 'industrial').sort((a, b) => a[0] - b[0]);
    expect(leftOutfall[1] + leftOutfall[3]).toBeLessThan(left);
    expect(rightOutfall[1]).toBeGreaterThan(Math.max(...rects(paths, 'under once').map(([, y]) => y)));
  });

  it('breaks the band of a gap, never too short to be seen nor beyond the end, and tells where it is', () => {
    const end: Bands = [
      [0, 5999.5, 'once'],
      [5999.5, 6000, 'gap'],
    ];
    const atEnd = { ...main, modes: [{ mode: 'above_water' as const, river: end, left: end, right: end }] };
    for (const route of [main, atEnd]) {
      const { paths, gaps } = drawStrip([route], ROW);
      expect(rects(paths, 'gap')).toHaveLength(1);
      expect(rects(paths, 'break')[0][2]).toBeGreaterThanOrEqual(1.2);
      expect(gaps[0].x + gaps[0].width).toBeLessThanOrEqual(100);
    }
    const { gaps } = drawStrip([main], FULL);
    expect(gaps.map(({ mode, route, fromM, toM }) => [mode, route, fromM, toM])).toEqual([
      ['above_water', 1, 3000, 3001],
      ['under_water', 1, 0, 6000],
    ]);
  });

  it('of outfalls that would cover each other draws the one with most to do', () => {
    const crowd = ['closed_out', 'action_needed', 'suspect'].map((progress, i) => ({
      ...outfall,
      id: i,
      progress,
      measure_m: 100 + i,
      bank: 'left' as const,
    }));
    const { paths } = drawStrip([{ ...main, outfalls: crowd }], FULL);
    expect(rects(paths, 'industrial')).toHaveLength(1);
    expect(paths.some(({ look }) => look === 'ring-action_needed')).toBe(true);
  });

  it('names towns and long gaps without writing over another, and veils what is not asked', () => {
    const { texts, paths } = drawStrip([main, branch], { ...FULL, modes: ['under_water', 'above_water'], town: 'E' });
    expect(texts.map(({ text }) => text)).toEqual(['6.00 km', '东镇', '东镇']);
    expect(rects(paths, 'veil').map(([x, , width]) => [x, width])).toEqual([[300, 300]]);
  });

  it('calls towns as it is told, and leaves out what has no room then', () => {
    const called = (name: string) => ({ 东镇: 'Dong Zhen' })[name] ?? name;
    const named = (width: number) =>
      drawStrip([main, branch], { ...FULL, width, called }).texts.map(({ text }) => text);
    expect(named(1000)).toEqual(['Dong Zhen', 'Dong Zhen']);
    expect(named(140)).toEqual(['Dong Zhen']); // 42 px and 56 px, of which it takes 47
  });

  it('finds the measure under a pixel and the pixel of a measure', () => {
    const layout = layOut([main, branch], 1000);
    for (const [nth, metres] of [
      [0, 1234],
      [1, 3999],
    ]) {
      const found = layout.placeAt(layout.x(nth, metres))!;
      expect([found.route.route, Math.round(found.measureM)]).toEqual([nth + 1, metres]);
    }
    expect(layout.placeAt(-5)!.measureM).toBe(0);
    expect(layout.placeAt(5000)!.measureM).toBe(4000);
  });

  it('is empty for a river without length', () => {
    const { paths, gaps, layout } = drawStrip([], FULL);
    expect([paths, gaps, layout.placeAt(3)]).toEqual([[], [], null]);
  });
});
