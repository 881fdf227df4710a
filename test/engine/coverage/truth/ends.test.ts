/** The ends of rivers: a crew that goes on past them has surveyed the river, a track that goes over at one has crossed it. */
import { describe, expect, it } from 'vitest';
import { Drawing, walk, type Xy } from '../drawing.ts';
import { seeded } from '../random.ts';
import { expectFound, type Leg, noisy, type Scene, winding } from './crews.ts';
import { coveredMm } from './from-bank-to-bank.ts';

const SEEDS = 12;
const STRAIGHT: Xy[] = [
  [0, 0],
  [8000, 0],
];

const ROWS: Record<string, Scene> = {
  'a straight row of rivers of 60 to 190 m, past all their ends': (random) => row(walk(STRAIGHT, 10), random),
  'a winding row of rivers of 60 to 190 m, past all their ends': (random) => row(winding(random, 8000), random),
};

describe('crews that go on past the ends of short rivers', () => {
  expectFound(ROWS, [
    [3, 0.99],
    [8, 0.97],
    [12, 0.9],
  ]);
});

//   ────   ──   ───────   a short river every 400 m of the crew's way, made of the way's own vertices
function row(way: readonly Xy[], random: () => number) {
  const drawing = new Drawing();
  const legs: Leg[] = [];
  const stepM = Math.hypot(way[1][0] - way[0][0], way[1][1] - way[0][1]);
  const every = Math.round(400 / stepM);
  for (let from = every; from + every < way.length; from += every) {
    const steps = Math.round((60 + 130 * random()) / stepM);
    drawing.route(legs.length + 1, way.slice(from, from + steps + 1));
    legs.push({ line: legs.length, from: 0, to: steps * stepM });
  }
  return { drawing, path: walk(way, 5, 0, 60 * random()), legs };
}

describe('a track that goes over at the end of a river', () => {
  for (const [degrees, sigma] of [
    [20, 3],
    [30, 8],
    [45, 8],
    [90, 12],
  ])
    it(`covers nothing of it at ${degrees}°, at ${sigma} m of noise`, () => {
      let sumMm = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        const random = seeded(seed);
        const rivers = riversTo(degrees, 10 * random());
        const fixes = noisy(walk(STRAIGHT, 5, 0, 60 * random()), random, sigma);
        sumMm += coveredMm(rivers, fixes, false) + coveredMm(rivers, fixes, true);
      }
      expect(sumMm).toBe(0);
    });
});

/** Rivers of 600 m that end `shortM` before they would meet the track. */
function riversTo(degrees: number, shortM: number): Drawing {
  const drawing = new Drawing();
  const angle = (degrees * Math.PI) / 180;
  const off = (x: number, metres: number): Xy => [x + metres * Math.cos(angle), metres * Math.sin(angle)];
  for (let x = 700; x < 7000; x += 700) drawing.route(x, walk([off(x, shortM), off(x, 600)], 20));
  return drawing;
}
