/** Receivers that write a fix each second and jitter: how the crew went is in the mean of their fixes, not in those that thinning keeps. */
import { afterAll, describe, expect, it } from 'vitest';
import { beside, Drawing, walk, type Xy } from '../drawing.ts';
import { receiverNoise } from '../random.ts';
import { along, bending, expectFound, type Leg, mostOf, noisy, type Outing, type Scene, winding } from './crews.ts';
import { crossings, type Random, riverThroughOrigin, straightOver, strip } from './from-bank-to-bank.ts';

/** What of the noise is gone at the next fix, and for how many seconds the rest is remembered. */
const RECEIVERS = {
  'all gone at the next fix': receiverNoise({ remembered: 1, share: 1 }),
  'remembered for 3 s': receiverNoise({ remembered: 3, share: 0 }),
  '15 % gone, the rest remembered for 20 s': receiverNoise({ remembered: 20, share: 0.15 }),
  'half gone, the rest remembered for a minute': receiverNoise({ remembered: 60, share: 0.5 }),
};

const besideDitch = (random: Random) => {
  const river = winding(random, 5000, 0.3);
  const drawing = new Drawing().route(1, river).route(2, beside(river, 20));
  return drawing.water(1, 'river', [strip(river, 12)], 12);
};

const WATERS: Record<string, Scene> = {
  'a river past a ditch 20 m away': (random) => {
    const drawing = besideDitch(random);
    return slowly(drawing, mostOf(drawing, 0, random), random);
  },
  'a ditch 20 m from a river': (random) => {
    const drawing = besideDitch(random);
    return slowly(drawing, mostOf(drawing, 1, random), random);
  },
  'one of two canals 30 m apart': (random) => {
    const canal = winding(random, 5000);
    const drawing = new Drawing().route(1, canal).route(2, beside(canal, 30));
    return slowly(drawing, mostOf(drawing, 0, random), random);
  },
  '15 m beside a ditch, on foot': (random) => {
    const drawing = new Drawing().route(1, winding(random, 5000));
    return slowly(drawing, { ...mostOf(drawing, 0, random), offset: 15 }, random);
  },
  'a river 60 m wide along one bank': (random) => {
    const line = winding(random, 5000, 0.4);
    const drawing = new Drawing().route(1, line).water(1, 'river', [strip(line, 60)], 60);
    return slowly(drawing, { ...mostOf(drawing, 0, random), offset: 25, bank: 'left' }, random);
  },
  'bends of 60 m, with waits that are longer than the way': (random) => {
    const drawing = new Drawing().route(1, bending(3000, 20, 6 * random(), 1.1));
    const { path, ...rest } = slowly(drawing, mostOf(drawing, 0, random), random);
    return { ...rest, path: path.flatMap((place) => (random() < 0.006 ? Array<Xy>(200).fill(place) : [place])) };
  },
  'bends of ten minutes in a day of waiting': (random) => {
    const drawing = new Drawing().route(1, bending(1500, 45, 6 * random(), 1.2));
    const { path, ...rest } = slowly(drawing, mostOf(drawing, 0, random), random);
    const half = Math.floor(path.length / 2);
    return { ...rest, path: [...path.slice(0, half), ...Array<Xy>(15_000).fill(path[half]), ...path.slice(half)] };
  },
};

const SIDE_SCAN: Record<string, Scene> = {
  'one side-scan line 20 m beside the line': (random) => {
    const drawing = new Drawing().route(1, winding(random, 5000));
    return slowly(drawing, { ...mostOf(drawing, 0, random), offset: random() < 0.5 ? 20 : -20 }, random);
  },
};

/** At 1 to 3 m/s, a fix each second. */
function slowly(drawing: Drawing, leg: Leg, random: Random): Outing {
  return { drawing, path: along(drawing, leg, 1 + 2 * random()), legs: [leg], everyS: 1 };
}

const LEVELS = [
  [3, 0.97],
  [8, 0.97],
  [12, 0.95],
] as const;

for (const [name, noise] of Object.entries(RECEIVERS))
  describe(`noise ${name}`, () => {
    const heard = (scenes: Record<string, Scene>) =>
      Object.fromEntries(
        Object.entries(scenes).map(([scene, make]): [string, Scene] => [
          scene,
          (random) => ({ ...make(random), noise }),
        ]),
      );
    expectFound(heard(WATERS), LEVELS);
    expectFound(heard(SIDE_SCAN), LEVELS, ['under']);
  });

describe('who goes over a river and is jittered about covers nothing', () => {
  const figures: Record<string, object> = {};
  afterAll(() => console.table(figures));
  for (const [name, noise] of Object.entries(RECEIVERS))
    for (const sigma of [8, 12])
      it(`noise ${name}, of ${sigma} m`, () => {
        const all = [20, 30, 45, 60, 100].map((widthM) =>
          crossings([30, 45, 65, 90], (degrees, random) => {
            const river = riverThroughOrigin(widthM, random, random() < 0.5);
            const over = walk(straightOver(river, widthM, degrees, 80 + 170 * random(), random), 1 + 1.5 * random());
            const stop = Math.floor((random() < 0.5 ? 0.35 : 0.5) * over.length);
            const way = [...over.slice(0, stop), ...Array<Xy>(60).fill(over[stop]), ...over.slice(stop)];
            return [river, noisy(way, random, sigma, noise)];
          }),
        );
        const some = all.reduce((sum, one) => sum + one.some, 0);
        figures[`${name}, ${sigma} m`] = { some, of: all.reduce((sum, one) => sum + one.of, 0) };
        expect(some).toBeLessThanOrEqual(sigma === 12 ? 1 : 0);
      });
});
