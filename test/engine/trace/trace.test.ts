/** Water followed along drawn and random rivers; numbers in millimetres. */
import { describe, expect, it } from 'vitest';
import { type Rulers, routeLength, SHORE } from '../../../server/engine/rulers.ts';
import { buildNetwork } from '../../../server/engine/trace/network.ts';
import { TRACE_MODES, type TraceMode } from '../../../server/engine/trace/steps.ts';
import { distanceAt, type TracedRange, trace } from '../../../server/engine/trace/trace.ts';
import { seeded } from '../coverage/random.ts';
import { bruteDistances } from './brute.ts';
import { network, randomNetwork } from './networks.ts';

/** `route from-to @distance`, the arrow from the entry; routes by their ids. */
function said(rulers: Rulers, route: number, mm: number, mode: TraceMode, limit?: number): string[] {
  const { ranges, isCut } = trace(buildNetwork(rulers), { route: route - 1, mm }, mode, limit);
  const lines = ranges.map(
    (r) => `${r.route + 1} ${r.fromMm}${r.entryMm === r.fromMm ? '>' : '<'}${r.toMm} @${r.distanceMm}`,
  );
  return isCut ? [...lines, 'cut'] : lines;
}

//   2 ╲    ╭─3─╮            1 main of river 1, 0 to 1000, its vertex at 500 shared by 2, tributary 2 of another river;
//   ───●───●────●───5──►    3 a branch of river 1 from 600 round to 800; 5 another river that goes on at the end;
//                   ╲ 4     4 a short one that also begins there
const RIVERS = network(
  {
    river: 1,
    line: [
      [0, 0],
      [500, 0],
      [600, 0],
      [800, 0],
      [1000, 0],
    ],
  },
  {
    river: 2,
    line: [
      [500, 300],
      [500, 0],
    ],
  },
  {
    river: 1,
    role: 'branch',
    line: [
      [600, 0],
      [600, 100],
      [800, 100],
      [800, 0],
    ],
  },
  {
    river: 4,
    line: [
      [1000, 0],
      [1000, -50],
    ],
  },
  {
    river: 3,
    line: [
      [1000, 0],
      [1900, 0],
    ],
  },
);

describe('water followed from a place', () => {
  it('runs down with every diversion, each metre once by the shortest way', () => {
    expect(said(RIVERS, 1, 550, 'DD')).toEqual(['1 550>1000 @0', '3 0>400 @50', '4 0>50 @450', '5 0>900 @450']);
  });

  it('runs down the main stem on its own route, then into what it ends in: the longest', () => {
    expect(said(RIVERS, 1, 550, 'DM')).toEqual(['1 550>1000 @0', '5 0>900 @450']);
    expect(said(RIVERS, 3, 100, 'DM')).toEqual(['1 800>1000 @300', '3 100>400 @0', '5 0>900 @500']);
  });

  it('comes down from tributaries, and up the river itself alone', () => {
    expect(said(RIVERS, 1, 700, 'UT')).toEqual(['1 0<700 @0', '2 0<300 @200']);
    expect(said(RIVERS, 1, 900, 'UT')).toEqual(['1 0<900 @0', '2 0<300 @400', '3 0<400 @100']);
    expect(said(RIVERS, 1, 900, 'UM')).toEqual(['1 0<900 @0']);
    expect(said(RIVERS, 3, 100, 'UM')).toEqual(['1 0<600 @100', '3 0<100 @0']);
    expect(said(RIVERS, 5, 100, 'UM')).toEqual(['5 0<100 @0']);
  });

  it('stops at the limit, to the millimetre', () => {
    expect(said(RIVERS, 1, 550, 'DD', 451)).toEqual([
      '1 550>1000 @0',
      '3 0>400 @50',
      '4 0>1 @450',
      '5 0>1 @450',
      'cut',
    ]);
    expect(said(RIVERS, 1, 550, 'DD', 450)).toEqual(['1 550>1000 @0', '3 0>400 @50', 'cut']);
    expect(said(RIVERS, 1, 550, 'DD', 1350)).toHaveLength(4);
    expect(said(RIVERS, 1, 550, 'DD', 1349)).toContain('cut');
  });

  it('ends where the river does', () => {
    expect(said(RIVERS, 5, 900, 'DD')).toEqual([]);
    expect(said(RIVERS, 1, 0, 'UT')).toEqual([]);
  });

  it('goes round a loop once', () => {
    const ring = network({
      river: 1,
      line: [
        [0, 0],
        [100, 0],
        [100, 100],
        [0, 100],
        [0, 0],
      ],
    });
    expect(said(ring, 1, 150, 'DD')).toEqual(['1 0>150 @250', '1 150>400 @0']);
    expect(said(ring, 1, 150, 'UM')).toEqual(['1 0<150 @0', '1 150<400 @150']);
  });

  it('spreads along the shore of a lake both ways, and leaves it', () => {
    //  ──1──►┌─┐──3──►       4 begins at the corner below and is shorter
    //        └─┘
    //          ╲4
    const lake = network(
      {
        river: 1,
        line: [
          [-100, 0],
          [0, 0],
        ],
      },
      {
        river: 2,
        role: 'shore',
        line: [
          [0, 0],
          [0, -50],
          [100, -50],
          [100, 0],
          [0, 0],
        ],
      },
      {
        river: 3,
        line: [
          [100, 0],
          [300, 0],
        ],
      },
      {
        river: 4,
        line: [
          [100, -50],
          [100, -60],
        ],
      },
    );
    const shore = ['2 0>150 @100', '2 150<300 @100'];
    expect(said(lake, 1, 0, 'DD')).toEqual(['1 0>100 @0', ...shore, '3 0>200 @200', '4 0>10 @250']);
    expect(said(lake, 1, 0, 'DM')).toEqual(['1 0>100 @0', ...shore, '3 0>200 @200']);
    expect(said(lake, 3, 50, 'UT')).toEqual([
      '1 0<100 @150',
      '2 0>50 @150',
      '2 50<200 @50',
      '2 200>300 @50',
      '3 0<50 @0',
    ]);
    expect(said(lake, 3, 50, 'UM')).toEqual(['3 0<50 @0']);
  });

  it('passes over an end within a millimetre of a line, and not a crossing that nobody drew', () => {
    const touching = (y: number) =>
      network(
        {
          river: 1,
          line: [
            [0, 0],
            [100, 0],
          ],
        },
        {
          river: 2,
          line: [
            [50, 80],
            [50, y],
          ],
        },
      );
    expect(said(touching(1), 2, 0, 'DD')).toEqual(['1 50>100 @79', '2 0>79 @0']);
    expect(said(touching(2), 2, 0, 'DD')).toEqual(['2 0>78 @0']);
    expect(said(touching(-80), 2, 0, 'DD')).toEqual(['2 0>160 @0']);
  });
});

const SEEDS = Array.from({ length: 150 }, (_, k) => k + 1);

describe('water followed in random networks', () => {
  it('reaches the metres, at the distances, that stepping millimetre by millimetre does', () => {
    for (const seed of SEEDS) {
      const rulers = randomNetwork(seed, 9);
      const start = somewhere(rulers, seed);
      for (const mode of ['DD', 'UT'] as const)
        for (const limit of [Number.POSITIVE_INFINITY, 5 + (seed % 40)]) {
          const { ranges, isCut } = trace(buildNetwork(rulers), start, mode, limit);
          const expected = bruteCells(rulers, start, mode, limit);
          expect(cells(ranges), `${mode} of ${seed}`).toEqual(expected.cells);
          expect(isCut, `${mode} of ${seed}`).toBe(expected.isCut);
        }
    }
  });

  it('is come back from: upstream of what is downstream lies the start, as far', () => {
    for (const seed of SEEDS) {
      const rulers = randomNetwork(seed, 1000);
      const net = buildNetwork(rulers);
      const start = somewhere(rulers, seed);
      for (const range of trace(net, start, 'DD').ranges.slice(0, 12)) {
        const mm = Math.floor((range.fromMm + range.toMm) / 2);
        const there = distanceAt(range, mm);
        const back = trace(net, { route: range.route, mm }, 'UT').ranges;
        const met = back.filter((r) => r.route === start.route && r.fromMm <= start.mm && start.mm <= r.toMm);
        const home = Math.min(...met.map((r) => distanceAt(r, start.mm)));
        // a millimetre on a shore is cut into halves, one for each side
        expect(Math.abs(home - there), `of ${seed}`).toBeLessThanOrEqual(1);
      }
    }
  });

  it('by the main stem is part of what is reached with all branches, up it stays in the river', () => {
    for (const seed of SEEDS) {
      const rulers = randomNetwork(seed, 9);
      const start = somewhere(rulers, seed);
      const of = (mode: TraceMode) => trace(buildNetwork(rulers), start, mode).ranges;
      const all = { D: cells(of('DD')), U: cells(of('UT')) };
      for (const mode of ['DM', 'UM'] as const)
        for (const [cell, distance] of cells(of(mode)))
          expect(all[mode[0] as 'D' | 'U'].get(cell), `${mode} of ${seed}`).toBeLessThanOrEqual(distance);
      const rivers = of('UM').map(({ route }) => rulers.riverId[route]);
      expect(rivers.every((river) => river === rulers.riverId[start.route])).toBe(true);
    }
  });

  it('has each metre once, none beyond the limit, and loses nothing but what is beyond', () => {
    for (const seed of SEEDS) {
      const rulers = randomNetwork(seed, 1000);
      const start = somewhere(rulers, seed);
      for (const mode of TRACE_MODES) {
        const whole = trace(buildNetwork(rulers), start, mode).ranges;
        const cut = trace(buildNetwork(rulers), start, mode, 1777).ranges;
        for (const ranges of [whole, cut]) expect(overlaps(ranges)).toEqual([]);
        const within = whole.map((r) => Math.min(r.toMm - r.fromMm, Math.max(0, 1777 - r.distanceMm)));
        expect(total(cut), `${mode} of ${seed}`).toBe(within.reduce((sum, mm) => sum + mm, 0));
      }
    }
  });
});

function somewhere(rulers: Rulers, seed: number): { route: number; mm: number } {
  const random = seeded(seed * 7);
  const route = Math.floor(random() * rulers.count);
  return { route, mm: Math.floor(random() * (routeLength(rulers, route) + 1)) };
}

/** Millimetre k to k + 1 of a route, with the distance of the nearer of its ends. */
function cells(ranges: readonly TracedRange[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const range of ranges)
    for (let k = range.fromMm; k < range.toMm; k++)
      found.set(`${range.route} ${k}`, Math.min(distanceAt(range, k), distanceAt(range, k + 1)));
  return new Map([...found].sort());
}

function bruteCells(rulers: Rulers, start: { route: number; mm: number }, mode: 'DD' | 'UT', limit: number) {
  const distance = bruteDistances(rulers, start, mode === 'DD' ? 1 : -1);
  const found = new Map<string, number>();
  let isCut = false;
  distance.forEach((at, route) => {
    for (let k = 0; k + 1 < at.length; k++) {
      const ahead = rulers.role[route] === SHORE ? Math.min(at[k], at[k + 1]) : at[mode === 'DD' ? k : k + 1];
      if (ahead + 1 <= limit && ahead < Number.POSITIVE_INFINITY) found.set(`${route} ${k}`, ahead);
      else if (ahead < Number.POSITIVE_INFINITY) isCut = true;
    }
  });
  return { cells: new Map([...found].sort()), isCut };
}

function overlaps(ranges: readonly TracedRange[]): TracedRange[] {
  return ranges.filter((r, i) => i > 0 && ranges[i - 1].route === r.route && ranges[i - 1].toMm > r.fromMm);
}

const total = (ranges: readonly TracedRange[]) => ranges.reduce((sum, r) => sum + r.toMm - r.fromMm, 0);
