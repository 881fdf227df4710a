/** Bridges and ferries over rivers that have a polygon, 12 to 220 m wide: from bank to bank nothing is surveyed. */
import { afterAll, describe, expect, it } from 'vitest';
import { coverTrack } from '../../../../server/engine/coverage/cover.ts';
import { buildCoverIndex } from '../../../../server/engine/coverage/cover-index.ts';
import { prepareTrack } from '../../../../server/engine/coverage/prepare-track.ts';
import { bruteForce } from '../brute-force.ts';
import { beside, Drawing, fixesOf, walk } from '../drawing.ts';
import { seeded } from '../random.ts';
import { expectFound, noisy, type Scene, STEP_M, winding } from './crews.ts';
import { crossings, ferry, type Random, riverThroughOrigin, straightOver, strip } from './from-bank-to-bank.ts';

const figures: Record<string, object> = {};
afterAll(() => console.table(figures));

describe('a bridge', () => {
  for (const [from, sigma] of [
    [20, 3],
    [30, 8],
  ])
    for (const widthM of [12, 25, 45, 60, 100, 220])
      it(`over ${widthM} m of water covers nothing from ${from}° up, at ${sigma} m of noise`, () => {
        const covered = crossings([from, 35, 40, 50, 75, 90], (degrees, random) => {
          const river = riverThroughOrigin(widthM, random);
          return [river, noisy(walk(straightOver(river, widthM, degrees, 500, random), STEP_M), random, sigma)];
        });
        figures[`bridge, ${widthM} m, ${sigma} m of noise`] = covered;
        expect(covered.metres).toBe(0);
      });
});

describe('a ferry that waits 2 minutes at each landing', () => {
  for (const [sigma, drawn, widths] of [
    [3, 'with', [45, 60, 100, 150, 220]],
    [3, 'without', [45, 60, 100, 150, 220]],
    [8, 'with', [60, 100, 150, 220]],
    [8, 'without', [150, 220]],
  ] as const)
    for (const widthM of widths)
      it(`over ${widthM} m of water ${drawn} polygon, 1, 2 or 12 times, covers nothing from 30° up, at ${sigma} m of noise`, () => {
        const covered = crossings([30, 45, 60, 75, 90], (degrees, random) => {
          const river = riverThroughOrigin(widthM, random, drawn === 'with');
          return [river, noisy(ferry(straightOver(river, widthM, degrees, -3, random), random), random, sigma)];
        });
        figures[`ferry, ${widthM} m ${drawn} polygon, ${sigma} m of noise`] = covered;
        expect(covered.metres).toBe(0);
      });
});

describe('a ferry is told from a survey by the definition, to the millimetre', () => {
  for (const [name, degrees, noise] of [
    ['in any noise', [25, 90], [8, 22]],
    ['on any slant', [15, 40], [1, 14]],
  ] as const)
    it(name, () => {
      const seen = [0, 0];
      for (const widthM of [24, 45, 60, 100, 150])
        for (let seed = 0; seed < 120; seed++) {
          const random = seeded(1000 * widthM + seed);
          const river = riverThroughOrigin(widthM, random, seed % 2 === 0);
          const way = ferry(straightOver(river, widthM, between(degrees, random), -3, random), random);
          const { pieces } = prepareTrack(fixesOf(noisy(way, random, between(noise, random))));
          const ranges = coverTrack(buildCoverIndex(river.rulers, river.bodies), pieces, { onePassWidthMm: 30_000 });
          expect(ranges).toEqual(bruteForce(river.rulers, river.bodies, pieces, 30_000));
          seen[Math.min(1, ranges.length)]++;
        }
      expect(Math.min(...seen)).toBeGreaterThan(10); // both were there
    });
});

//   ════●═════   straight over `acrossM` of straight water, at an angle under 22.5°
//   ══●═══════
describe('a boat that goes over once, on a slant', () => {
  it.each([
    [45, 35, 20, 'nothing'],
    [45, 33, 20, 'its way'], // less than 0.75 of the width
    [45, 35, 19.2, 'its way'], // farther along the river than 2.2 widths
    [41, 31, 20.5, 'nothing'],
    [39, 31, 20.5, 'its way'], // a river under 40 m
    [60, 45, 19, 'nothing'],
  ])('over %i m of water from %i m apart at %d° covers %s', (widthM, acrossM, degrees, what) => {
    const river = new Drawing().route(
      1,
      walk(
        [
          [0, 0],
          [2000, 0],
        ],
        20,
      ),
    );
    river.water(1, 'river', [strip(river.lines[0].points, widthM)], widthM);
    const along = acrossM / Math.tan((degrees * Math.PI) / 180);
    const [x, y] = [along / 2, acrossM / 2];
    const { pieces } = prepareTrack(
      fixesOf([
        ...walk(
          [
            [900 - x, -y],
            [900 + x, y],
          ],
          STEP_M,
        ),
        [900 + x, y],
      ]),
    );
    const ranges = coverTrack(buildCoverIndex(river.rulers, river.bodies), pieces, { onePassWidthMm: 30_000 });
    expect(ranges.length > 0 ? 'its way' : 'nothing').toBe(what);
    expect(ranges).toEqual(bruteForce(river.rulers, river.bodies, pieces, 30_000));
  });
});

const between = ([low, high]: readonly [number, number], random: Random) => low + (high - low) * random();

const SCENES: Record<string, Scene> = {
  'a river 100 m wide, put out from its right bank, along its left': (random) => putOut(100, random),
  'a river 220 m wide, put out from its right bank, along its left': (random) => putOut(220, random),
};

/** A crew that goes straight over to the other bank, and 600 to 1400 m along that one. */
function putOut(widthM: number, random: Random) {
  const line = winding(random, 3000, 0.4);
  const drawing = new Drawing().route(1, line).water(1, 'river', [strip(line, widthM)], widthM);
  const from = 300 + 200 * random();
  const to = from + 600 + 800 * random();
  const way = beside(walk(line, STEP_M, 0, from, to), 0.4 * widthM);
  const start = beside(walk(line, STEP_M, 0, from, to), -0.45 * widthM)[0];
  const path = [...walk([start, way[0]], STEP_M), ...way];
  return { drawing, path, legs: [{ line: 0, from, to, bank: 'left' as const }] };
}

/** Two banks of 180 m by one crew that ends beside where it began. */
function upAndDown(random: Random) {
  const line = winding(random, 3000, 0.4);
  const from = 300 + 1000 * random();
  const [up, down] = [0.4, -0.4].map((side) => beside(walk(line, STEP_M, 0, from, from + 180), side * 24));
  down.reverse();
  const path = [...up, ...walk([up[up.length - 1], down[0]], STEP_M), ...down];
  return { drawing: new Drawing().route(1, line), path, legs: [{ line: 0, from, to: from + 180 }] };
}

describe('a crew that goes over to work on the other bank', () =>
  expectFound(SCENES, [
    [3, 0.95],
    [8, 0.95],
  ]));

describe('a crew that ends beside where it began', () =>
  // whose noise alone makes 180 m longer
  expectFound(
    {
      'a ditch 24 m wide without polygon, up its one side for 180 m and down the other': (random) => upAndDown(random),
    },
    [
      [3, 0.97],
      [8, 0.93],
    ],
  ));
