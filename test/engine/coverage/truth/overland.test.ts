/** Crews that come over land and go on over land: by a bridge, on which they wait, or by a ferry, at which they wait. */
import { afterAll, describe, expect, it } from 'vitest';
import { coverTrack } from '../../../../server/engine/coverage/cover.ts';
import { buildCoverIndex } from '../../../../server/engine/coverage/cover-index.ts';
import { prepareTrack } from '../../../../server/engine/coverage/prepare-track.ts';
import { bruteForce } from '../brute-force.ts';
import { beside, fixesOf, walk, type Xy } from '../drawing.ts';
import { jitteryNoise, seeded } from '../random.ts';
import { noisy, STEP_M } from './crews.ts';
import { crossings, ferry, type Random, riverThroughOrigin, straightOver } from './from-bank-to-bank.ts';

const ANGLES = [30, 45, 65, 90];
const WIDTHS = [20, 25, 30, 45, 60, 100];

const figures: Record<string, object> = {};
afterAll(() => console.table(figures));

//  ●────: ═══ :────●   80 to 250 m of land on either side; a minute where they wait
const WAYS: Record<string, (way: readonly Xy[], random: Random) => Xy[]> = {
  'a bridge, with a minute on it': (way) => {
    const over = walk(way, STEP_M);
    const middle = Math.floor(over.length / 2);
    return [...over.slice(0, middle), ...Array<Xy>(24).fill(over[middle]), ...over.slice(middle)];
  },
  'a ferry, with a minute at its landing': (way, random) => {
    const over = walk(way, STEP_M);
    const landing = Math.floor((0.3 + 0.1 * random()) * over.length);
    return [...over.slice(0, landing), ...Array<Xy>(24).fill(over[landing]), ...over.slice(landing)];
  },
};

describe('who goes over a river from land to land covers nothing', () => {
  for (const [name, make] of Object.entries(WAYS))
    for (const sigma of [3, 8, 12])
      it(`by ${name}, at ${sigma} m of noise`, () => {
        const all = WIDTHS.flatMap((widthM) =>
          [true, false].map((hasPolygon) =>
            crossings(ANGLES, (degrees, random) => {
              const river = riverThroughOrigin(widthM, random, hasPolygon);
              const way = straightOver(river, widthM, degrees, 80 + 170 * random(), random);
              return [river, noisy(make(way, random), random, sigma, jitteryNoise)];
            }),
          ),
        );
        const [some, of] = [sum(all.map((one) => one.some)), sum(all.map((one) => one.of))];
        figures[`${name}, ${sigma} m`] = { some, of };
        expect(some).toBe(0);
      });
});

describe('a ferry over narrow water by a receiver that jitters', () => {
  for (const [sigma, most] of [
    [3, 0],
    [8, 0],
    [12, 0],
  ])
    it(`at ${sigma} m of noise: at most ${most} cover anything`, () => {
      const all = [20, 25, 30, 45].flatMap((widthM) =>
        [true, false].map((hasPolygon) =>
          crossings(ANGLES, (degrees, random) => {
            const river = riverThroughOrigin(widthM, random, hasPolygon);
            return [
              river,
              noisy(ferry(straightOver(river, widthM, degrees, -1.5, random), random), random, sigma, jitteryNoise),
            ];
          }),
        ),
      );
      const [some, of] = [sum(all.map((one) => one.some)), sum(all.map((one) => one.of))];
      figures[`ferry, ${sigma} m`] = { some, of };
      expect(some).toBeLessThanOrEqual(most);
    });
});

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe('who goes over a river by land is told from a survey by the definition, to the millimetre', () => {
  it('above and under water, on any slant', () => {
    const seen = [0, 0];
    for (let seed = 0; seed < 60; seed++) {
      const random = seeded(5000 + seed);
      const river = riverThroughOrigin(20 + 60 * random(), random, seed % 2 === 0);
      const over = straightOver(river, 40, 10 + 80 * random(), 30 + 200 * random(), random);
      const way = WAYS['a bridge, with a minute on it'](over, random);
      const { pieces } = prepareTrack(fixesOf(noisy(way, random, 6 + 10 * random(), jitteryNoise)));
      const isUnderWater = seed % 3 === 0;
      const index = buildCoverIndex(river.rulers, river.bodies);
      const ranges = coverTrack(index, pieces, { onePassWidthMm: 30_000 }, isUnderWater);
      expect(ranges).toEqual(bruteForce(river.rulers, river.bodies, pieces, 30_000, isUnderWater));
      seen[Math.min(1, ranges.length)]++;
    }
    expect(Math.min(...seen)).toBeGreaterThan(3); // both were there
  });

  it('and so are long ways beside a line under water', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = seeded(6000 + seed);
      const { rulers, bodies, lines } = riverThroughOrigin(40, random, seed % 4 === 0);
      const way = walk(beside(lines[0].points, 18 + 12 * random()), STEP_M, 0, 1000, 1600 + 1500 * random());
      const { pieces } = prepareTrack(fixesOf(noisy(way, random, 12, jitteryNoise)));
      const ranges = coverTrack(buildCoverIndex(rulers, bodies), pieces, { onePassWidthMm: 30_000 }, true);
      expect(ranges).toEqual(bruteForce(rulers, bodies, pieces, 30_000, true));
    }
  });
});
