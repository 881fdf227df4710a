/** Ferries that go to and fro and wait at their landings, in the noise of good and of bad receivers, with and without polygon. */
import { afterAll, describe, expect, it } from 'vitest';
import { noisy } from './crews.ts';
import { crossings, ferry, riverThroughOrigin, straightOver } from './from-bank-to-bank.ts';

const WIDTHS = [45, 60, 100, 150, 220];
const STEEP = [30, 45, 60, 75, 90];

/** Noise in metres, angles, and how many of the tracks of each width may cover something: with polygon, and without. */
const FERRIES = [
  [8, STEEP, [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]],
  [12, STEEP, [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]],
  [3, [25], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]],
  [8, [25], [0, 1, 0, 0, 0], [0, 0, 0, 0, 0]],
  [12, [25], [0, 1, 0, 0, 0], [0, 0, 0, 0, 0]],
] as const;

/** Water narrower than a chord is long: without noise, and at 3 m of it from 20 m up (over 12 and 16 m some cover a few metres). */
const NARROW = [
  [0, [16, 25, 30, 35]],
  [3, [20, 25, 30, 35]],
] as const;

const figures: Record<string, object> = {};
afterAll(() => console.table(figures));

describe('a ferry over narrow water, from 30° up', () => {
  for (const [sigma, widths] of NARROW)
    for (const widthM of widths)
      for (const hasPolygon of [true, false]) {
        const name = `over ${widthM} m of water ${hasPolygon ? 'with' : 'without'} polygon, at ${sigma} m of noise`;
        it(`${name}: covers nothing`, () => {
          const covered = crossings(STEEP, (degrees, random) => {
            const river = riverThroughOrigin(widthM, random, hasPolygon);
            return [river, noisy(ferry(straightOver(river, widthM, degrees, -1, random), random), random, sigma)];
          });
          figures[name] = covered;
          expect(covered).toMatchObject({ metres: 0, some: 0 });
        });
      }
});

describe('a ferry that waits 2 minutes at each landing', () => {
  for (const [sigma, angles, ...most] of FERRIES)
    for (const [drawn, mostOf] of most.entries())
      for (const [i, widthM] of WIDTHS.entries()) {
        const name = `over ${widthM} m of water ${drawn === 0 ? 'with' : 'without'} polygon, from ${angles[0]}° up, at ${sigma} m of noise`;
        it(`${name}: ${mostOf[i]} of ${8 * angles.length} cover anything`, () => {
          const covered = crossings(angles, (degrees, random) => {
            const river = riverThroughOrigin(widthM, random, drawn === 0);
            return [river, noisy(ferry(straightOver(river, widthM, degrees, -3, random), random), random, sigma)];
          });
          figures[name] = covered;
          expect(covered.some).toBeLessThanOrEqual(mostOf[i]);
        });
      }
});
