/** Waters of every shape: bends tighter than a chord, braids, islands, shores, and rivers too wide for one pass. */
import { describe, expect, it } from 'vitest';
import { beside, Drawing, type Xy } from '../drawing.ts';
import { seeded } from '../random.ts';
import { bending, coverFixes, expectFound, mostOf, noisy, outing, type Scene, winding } from './crews.ts';

type Random = () => number;

const LINES: Record<string, Scene> = {
  'bends of 60 m, chords of 50 m': (random) => {
    const drawing = new Drawing().route(1, bending(3000, 20, 6 * random(), 1.1));
    return outing(drawing, [mostOf(drawing, 0, random)]);
  },
  'a meander whose limbs come within 40 m': (random) => {
    const drawing = new Drawing().route(1, bending(4000, 45, 6 * random(), 1.9));
    return outing(drawing, [mostOf(drawing, 0, random)]);
  },
  'one arm of a braided river': (random) => {
    const { drawing, arms } = braid(random);
    return outing(drawing, [mostOf(drawing, arms[0], random)]);
  },
  'the main channel past its braids': (random) => {
    const { drawing } = braid(random);
    return outing(drawing, [mostOf(drawing, 0, random)]);
  },
};

/** A river with arms that leave it for 600 m and lie up to 60 m off. */
function braid(random: Random) {
  const river = winding(random, 5000);
  const drawing = new Drawing().route(1, river);
  const arms = [30, 90, 150, 200].map((from) => {
    const bed = river.slice(from, from + 31);
    const off = bed.map((_, i) => beside(bed, 60 * Math.sin((Math.PI * i) / 30) ** 0.5)[i]);
    return drawing.route(1, [river[from], ...off.slice(1, -1), river[from + 30]], 'branch').lines.length - 1;
  });
  return { drawing, arms };
}

const POLYGONS: Record<string, Scene> = {
  'a river 220 m wide along one bank': (random) => wide(random, 220, 95),
  'a river 120 m wide along one bank': (random) => wide(random, 120, 50),
  'a river 60 m wide along one bank': (random) => wide(random, 60, 25),
  'a river 60 m wide, on foot along its embankment': (random) => embankment(random, 60),
  'a river 20 m wide, on foot along its embankment': (random) => embankment(random, 20),
  'a river 60 m wide down its middle': (random) => {
    const line = winding(random, 5000, 0.4);
    const drawing = new Drawing().route(1, line).water(1, 'river', [strip(line, 60)], 60);
    return outing(drawing, [mostOf(drawing, 0, random)]);
  },
  'a river 100 m wide, up its left bank and down its right': (random) => {
    const line = winding(random, 5000, 0.4);
    const drawing = new Drawing().route(1, line).water(1, 'river', [strip(line, 100)], 100);
    const up = mostOf(drawing, 0, random);
    const turn = up.from + (0.4 + 0.6 * random()) * (up.to - up.from);
    return outing(drawing, [
      { ...up, offset: 38, bank: 'left' },
      { line: 0, from: up.to, to: turn, offset: -38, bank: 'right' },
    ]);
  },
  'a river 100 m wide, past its islands': (random) => {
    const line = winding(random, 5000, 0.4);
    const islands = [40, 100, 160].map((from) => [
      ...beside(line.slice(from, from + 20), 30),
      ...beside(line.slice(from, from + 20), 8).reverse(),
    ]);
    const drawing = new Drawing().route(1, line).water(1, 'river', [strip(line, 100), ...islands], 95);
    return outing(drawing, [{ ...mostOf(drawing, 0, random), offset: -6 }]);
  },
  'a river 120 m wide, past an island that its line runs over': (random) => {
    const line = winding(random, 5000, 0.4);
    const under = line.slice(80, 120);
    const island = [...beside(under, 22), ...beside(under, -22).reverse()];
    const drawing = new Drawing().route(1, line).water(1, 'river', [strip(line, 120), island], 105);
    return outing(drawing, [{ ...mostOf(drawing, 0, random), offset: 43, bank: 'left' }]);
  },
  'a lake, on the water along its shore': (random) => lake(random, 30),
  'a lake, on the water 45 m off its shore': (random) => lake(random, 45),
  'a lake, on the water 50 m off its shore': (random) => lake(random, 50),
  'a lake, on foot along its shore': (random) => lake(random, -8),
};

const strip = (line: readonly Xy[], widthM: number) => [
  ...beside(line, widthM / 2),
  ...beside(line, -widthM / 2).reverse(),
];

/** A river and a ditch 25 m from its left bank; the crew keeps to the left. */
function wide(random: Random, widthM: number, offset: number) {
  const line = winding(random, 5000, 0.4);
  const ditch = beside(line.slice(50, 120), widthM / 2 + 25);
  const drawing = new Drawing()
    .route(1, line)
    .water(1, 'river', [strip(line, widthM)], widthM)
    .route(2, ditch);
  return outing(drawing, [{ ...mostOf(drawing, 0, random), offset, bank: 'left' }]);
}

/** 4 to 8 m from the left bank; a river of one pass is seen whole from there. */
function embankment(random: Random, widthM: number) {
  const line = winding(random, 5000, 0.4);
  const drawing = new Drawing().route(1, line).water(1, 'river', [strip(line, widthM)], widthM);
  const bank = widthM > 30 ? 'left' : 'both';
  return outing(drawing, [{ ...mostOf(drawing, 0, random), offset: widthM / 2 + 4 + 4 * random(), bank }]);
}

function lake(random: Random, offset: number) {
  const radius = 500 + 200 * random();
  const shore = Array.from({ length: 121 }, (_, i): Xy => {
    const angle = (2 * Math.PI * (i % 120)) / 120;
    const r = radius * (1 + 0.1 * Math.sin(3 * angle));
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
  const drawing = new Drawing().route(1, shore, 'shore').water(1, 'lake', [shore.slice(0, -1)]);
  return outing(drawing, [{ ...mostOf(drawing, 0, random), offset }]);
}

const LEVELS = [
  [3, 0.97],
  [8, 0.97],
  [12, 0.95],
] as const;
describe('lines', () => expectFound(LINES, LEVELS));
describe('waters with polygons', () => expectFound(POLYGONS, LEVELS));
describe('a lake from farther off', () => {
  it.each([65, 75, 90])('counts for nothing from %i m, where no place is within 60 m of the shore', (offset) => {
    for (let seed = 1; seed <= 12; seed++) {
      const { drawing, path } = lake(seeded(seed), offset);
      expect(coverFixes(drawing, noisy(path, seeded(seed), 1))).toEqual([]);
    }
  });
});
