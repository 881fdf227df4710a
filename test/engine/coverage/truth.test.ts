/** Does coverage say what crews really did? Generated walks with correlated receiver noise, scored against themselves. */
import { afterAll, describe, expect, it } from 'vitest';
import { coverTrack } from '../../../server/engine/coverage/cover.ts';
import { buildCoverIndex } from '../../../server/engine/coverage/cover-index.ts';
import { prepareTrack } from '../../../server/engine/coverage/prepare-track.ts';
import type { RunRange } from '../../../server/engine/coverage/run-range.ts';
import { intersection, normalise, totalLength } from '../../../server/engine/ranges.ts';
import { routeLength } from '../../../server/engine/rulers.ts';
import { beside, Drawing, fixesOf, lineLengthM, walk, type Xy } from './drawing.ts';
import { correlatedNoise, seeded } from './random.ts';

const SEEDS = 12;
const figures: string[] = [];
afterAll(() => console.log(figures.join('\n')));

/** A network, and which of its lines a crew surveys, how far left of it. */
interface Walk {
  drawing: Drawing;
  route: number;
  offsetM: number;
}

function cover(drawing: Drawing, points: readonly Xy[]): RunRange[] {
  const { pieces } = prepareTrack(fixesOf(points));
  return coverTrack(buildCoverIndex(drawing.rulers, drawing.bodies), pieces, { onePassWidthMm: 30_000 });
}

function noisy(points: readonly Xy[], random: () => number, sigma: number): Xy[] {
  const [east, north] = [correlatedNoise(random, sigma), correlatedNoise(random, sigma)];
  return points.map(([x, y]): Xy => [x + east(), y + north()]);
}

/** Precision and recall over all seeds, at noise of `sigma` metres. */
function score(make: (random: () => number) => Walk, sigma: number) {
  let [found, truth, right] = [0, 0, 0];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = seeded(seed);
    const { drawing, route, offsetM } = make(random);
    const { points } = drawing.lines[route];
    const length = lineLengthM(points);
    const [from, to] = [length * 0.2 * random(), length * (0.8 + 0.2 * random())];
    const ranges = cover(drawing, noisy(beside(walk(points, 5, 0, from, to), offsetM), random, sigma));
    const scale = routeLength(drawing.rulers, route) / length;
    const really = [Math.round(from * scale), Math.round(to * scale)];
    const covered = normalise(ranges.filter((r) => r.route === route).flatMap((r) => [r.fromMm, r.toMm]));
    found += ranges.reduce((sum, r) => sum + (r.route === route ? 0 : r.toMm - r.fromMm), totalLength(covered));
    truth += really[1] - really[0];
    right += totalLength(intersection(covered, really));
  }
  return { precision: right / found, recall: right / truth };
}

function winding(random: () => number, lengthM: number, swing = 0.5): Xy[] {
  const points: Xy[] = [[0, 0]];
  const [waves, phase] = [150 + 150 * random(), 6 * random()];
  for (let at = 20; at <= lengthM; at += 20) {
    const [x, y] = points[points.length - 1];
    const angle = swing * Math.sin(phase + at / waves);
    points.push([x + 20 * Math.cos(angle), y + 20 * Math.sin(angle)]);
  }
  return points;
}

const CASES: Record<string, (random: () => number) => Walk> = {
  'a hill river with side streams': (random) => {
    const river = winding(random, 5000, 0.9);
    const drawing = new Drawing().route(1, river);
    for (let i = 20; i < river.length; i += 25)
      drawing.route(i, [river[i], [river[i][0] + 100, river[i][1] + 400 * (random() - 0.5)]]);
    return { drawing, route: 0, offsetM: 4 };
  },
  'twin canals 30 m apart': (random) => {
    const canal = winding(random, 5000);
    return { drawing: new Drawing().route(1, canal).route(2, beside(canal, 30)), route: 0, offsetM: 0 };
  },
  'a river 120 m wide, along one bank': (random) => wide(random, 120, 50),
  'a river 60 m wide, along one bank': (random) => wide(random, 60, 25),
  'a lake, on the water along its shore': (random) => {
    const radius = 500 + 200 * random();
    const shore = Array.from({ length: 121 }, (_, i): Xy => {
      const angle = (2 * Math.PI * (i % 120)) / 120;
      const r = radius * (1 + 0.1 * Math.sin(3 * angle));
      return [r * Math.cos(angle), r * Math.sin(angle)];
    });
    const drawing = new Drawing().route(1, shore, 'shore').water(1, 'lake', [shore.slice(0, -1)]);
    return { drawing, route: 0, offsetM: 30 };
  },
};

function wide(random: () => number, widthM: number, offsetM: number): Walk {
  const line = winding(random, 5000, 0.4);
  const polygon = [...beside(line, widthM / 2), ...beside(line, -widthM / 2).reverse()];
  const ditch = beside(line.slice(50, 120), widthM / 2 + 25);
  return {
    drawing: new Drawing().route(1, line).water(1, 'river', [polygon], widthM).route(2, ditch),
    route: 0,
    offsetM,
  };
}

describe('what crews travelled', () => {
  for (const [name, make] of Object.entries(CASES))
    for (const sigma of [3, 8])
      it(`is found on ${name}, at ${sigma} m of noise`, () => {
        const { precision, recall } = score(make, sigma);
        figures.push(`${name}, σ ${sigma} m: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`);
        expect(Math.min(precision, recall)).toBeGreaterThanOrEqual(0.99);
      });
});

/** Degrees between track and river, and the noise up to which every crossing is told from a survey, metres. */
const CROSSINGS = [
  [20, 2],
  [25, 3],
  [30, 5],
  [45, 8],
  [90, 8],
] as const;

describe('a track that only crosses', () => {
  for (const [degrees, sigma] of CROSSINGS)
    it(`covers nothing of rivers it meets at ${degrees}°, at ${sigma} m of noise`, () => {
      let coveredMm = 0;
      for (let seed = 1; seed <= SEEDS; seed++) {
        const random = seeded(seed);
        const ranges = cover(riversAcross(degrees), noisy(walk(ACROSS, 5, 0, 60 * random()), random, sigma));
        coveredMm += ranges.reduce((sum, r) => sum + r.toMm - r.fromMm, 0);
      }
      figures.push(`crossing at ${degrees}°, σ ${sigma} m: ${coveredMm} mm`);
      expect(coveredMm).toBe(0);
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
