/** Bridges, ferries and roads: a track that only crosses rivers covers nothing of them, from 20° up. */
import { afterAll, describe, expect, it } from 'vitest';
import { Drawing, walk, type Xy } from '../drawing.ts';
import { seeded } from '../random.ts';
import { noisy } from './crews.ts';
import { coveredMm } from './from-bank-to-bank.ts';

const SEEDS = 12;

/** Degrees between track and river, and the noise up to which every crossing is told from a survey, metres. */
const CROSSINGS = [
  [20, 3],
  [25, 5],
  [30, 8],
  [45, 8],
  [90, 12],
] as const;

const figures: Record<string, object> = {};
afterAll(() => console.table(figures));

describe('a track that only crosses', () => {
  for (const [degrees, sigma] of CROSSINGS)
    it(`covers nothing of rivers it meets at ${degrees}°, at ${sigma} m of noise`, () => {
      let sumMm = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        const random = seeded(seed);
        const fixes = noisy(walk(ACROSS, 5, 0, 60 * random()), random, sigma);
        sumMm += coveredMm(riversAcross(degrees), fixes, false) + coveredMm(riversAcross(degrees), fixes, true);
      }
      figures[`crossing at ${degrees}°, ${sigma} m`] = { covered_mm: sumMm };
      expect(sumMm).toBe(0);
    });
});

describe('a track that ends on a river it meets', () => {
  for (const [degrees, sigma] of [
    [25, 3],
    [30, 5],
    [35, 8],
  ])
    it(`covers nothing of it at ${degrees}°, at ${sigma} m of noise`, () => {
      let sumMm = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        const random = seeded(seed);
        const ends: Xy[] = [700, 2800].map((x) => [x - 20 + 40 * random(), 0]);
        const fixes = noisy(walk(ends, 5), random, sigma);
        sumMm += coveredMm(riversAcross(degrees), fixes, false) + coveredMm(riversAcross(degrees), fixes, true);
      }
      expect(sumMm).toBe(0);
    });
});

const ACROSS: Xy[] = [
  [-800, 0],
  [4500, 0],
];

function riversAcross(degrees: number): Drawing {
  const drawing = new Drawing();
  const angle = (degrees * Math.PI) / 180;
  const [dx, dy] = [600 * Math.cos(angle), 600 * Math.sin(angle)];
  for (let i = 0; i < 6; i++) {
    const ends: Xy[] = [
      [700 * i - dx, -dy],
      [700 * i + dx, dy],
    ];
    drawing.route(i + 1, walk(ends, 20));
  }
  return drawing;
}
