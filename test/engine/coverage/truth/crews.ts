/** Crews whose way is known: what they really surveyed against what coverage makes of their receivers' fixes. */
import { afterAll, expect, it } from 'vitest';
import { coverTrack } from '../../../../server/engine/coverage/cover.ts';
import { buildCoverIndex } from '../../../../server/engine/coverage/cover-index.ts';
import { prepareTrack } from '../../../../server/engine/coverage/prepare-track.ts';
import type { Bank, RunRange } from '../../../../server/engine/coverage/run-range.ts';
import { intersection, normalise, totalLength } from '../../../../server/engine/ranges.ts';
import { routeLength } from '../../../../server/engine/rulers.ts';
import { beside, type Drawing, fixesOf, lineLengthM, walk, type Xy } from '../drawing.ts';
import { correlatedNoise, seeded } from '../random.ts';

const SEEDS = 12;
export const STEP_M = 5;

/** A stretch of one line surveyed in one go, metres along the line; from > to goes against it. */
export interface Leg {
  line: number;
  from: number;
  to: number;
  /** Metres left of the line. */
  offset?: number;
  /** The bank seen; both where left out. */
  bank?: Bank;
}

/** One crew's way. */
export interface Outing {
  drawing: Drawing;
  /** Where the crew really was, every STEP_M, before any noise. */
  path: Xy[];
  /** What it surveyed and its receiver recorded. */
  legs: readonly Leg[];
  /** What else the receiver made of the way, after noise. */
  receiver?: (fixes: Xy[], random: () => number) => Xy[];
  /** How it strays, where not as others do. */
  noise?: Noise;
  /** Seconds from one fix to the next, where the receiver wrote times. */
  everyS?: number;
}

type Noise = typeof correlatedNoise;

export type Scene = (random: () => number) => Outing;

/** Above water, under water: a line is found from farther off under water. */
export const MODES = { above: false, under: true } as const;
export type CrewMode = keyof typeof MODES;

/** Expects the crews of a scene to be found again, a test per noise: metres of deviation and the least precision and recall. */
export function expectFound(
  scenes: Record<string, Scene>,
  levels: readonly (readonly [number, number])[],
  modes: readonly CrewMode[] = ['above', 'under'],
) {
  const figures: Record<string, object> = {};
  afterAll(() => console.table(figures));
  for (const [name, scene] of Object.entries(scenes))
    for (const [sigma, least] of levels)
      it(`${name}, at ${sigma} m of noise`, () => {
        for (const mode of modes) {
          const { precision, recall } = score(scene, sigma, MODES[mode]);
          figures[`${name}, ${sigma} m, ${mode}`] = { precision: fourDigits(precision), recall: fourDigits(recall) };
          expect(Math.min(precision, recall), mode).toBeGreaterThanOrEqual(least);
        }
      });
}

const fourDigits = (value: number) => Number(value.toFixed(4));

/** Precision and recall of bank millimetres over all seeds. */
export function score(scene: Scene, sigma: number, isUnderWater: boolean) {
  let [found, truth, right] = [0, 0, 0];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = seeded(seed);
    const outing = scene(random);
    const covered = byBank(coverFixes(outing.drawing, recorded(outing, sigma, random), { ...outing, isUnderWater }));
    const really = byBank(outing.legs.map((leg) => truthOf(outing.drawing, leg)));
    for (const set of covered.values()) found += totalLength(set);
    for (const [key, set] of really) {
      truth += totalLength(set);
      right += totalLength(intersection(set, covered.get(key) ?? []));
    }
  }
  return { precision: right / found, recall: right / truth };
}

function recorded({ path, receiver, noise }: Outing, sigma: number, random: () => number): Xy[] {
  const fixes = noisy(path, random, sigma, noise);
  return receiver ? receiver(fixes, random) : fixes;
}

/** Of tracks above water without times where nothing else is said. */
export function coverFixes(
  drawing: Drawing,
  fixes: readonly Xy[],
  { everyS, isUnderWater }: { everyS?: number; isUnderWater?: boolean } = {},
): RunRange[] {
  const time = everyS === undefined ? undefined : fixes.map((_, i) => i * everyS * 1000);
  const { pieces } = prepareTrack({ ...fixesOf(fixes), time });
  return coverTrack(buildCoverIndex(drawing.rulers, drawing.bodies), pieces, { onePassWidthMm: 30_000 }, isUnderWater);
}

export function noisy(
  points: readonly Xy[],
  random: () => number,
  sigma: number,
  noise: Noise = correlatedNoise,
): Xy[] {
  const [east, north] = [noise(random, sigma), noise(random, sigma)];
  return points.map(([x, y]): Xy => [x + east(), y + north()]);
}

type Stretch = Pick<RunRange, 'route' | 'fromMm' | 'toMm' | 'bank'>;

function truthOf(drawing: Drawing, { line, from, to, bank = 'both' }: Leg): Stretch {
  const scale = routeLength(drawing.rulers, line) / lineLengthM(drawing.lines[line].points);
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  return { route: line, fromMm: Math.round(low * scale), toMm: Math.round(high * scale), bank };
}

function byBank(stretches: readonly Stretch[]): Map<string, number[]> {
  const sets = new Map<string, number[]>();
  for (const { route, fromMm, toMm, bank } of stretches)
    for (const side of bank === 'both' ? ['left', 'right'] : [bank]) {
      const key = `${route} ${side}`;
      sets.set(key, normalise([...(sets.get(key) ?? []), fromMm, toMm]));
    }
  return sets;
}

/** The way along one leg, a place every `stepM`. */
export function along(drawing: Drawing, { line, from, to, offset = 0 }: Leg, stepM = STEP_M): Xy[] {
  const { points } = drawing.lines[line];
  const way = beside(walk(points, stepM, 0, Math.min(from, to), Math.max(from, to)), offset);
  return from <= to ? way : way.reverse();
}

/** The way along some legs, one after another. */
export function outing(drawing: Drawing, legs: readonly Leg[], receiver?: Outing['receiver']): Outing {
  return { drawing, path: legs.flatMap((leg) => along(drawing, leg)), legs, receiver };
}

/** Most of a line, from somewhere in its first fifth to somewhere in its last. */
export function mostOf(drawing: Drawing, line: number, random: () => number): Leg {
  const length = lineLengthM(drawing.lines[line].points);
  return { line, from: length * 0.2 * random(), to: length * (0.8 + 0.2 * random()) };
}

/** A line that swings `swing` radians either way over 900 to 1800 m. */
export function winding(random: () => number, lengthM: number, swing = 0.5): Xy[] {
  return bending(lengthM, 150 + 150 * random(), 6 * random(), swing);
}

/** A line whose heading is swing · sin(phase + metres / waves). */
export function bending(lengthM: number, waves: number, phase: number, swing: number): Xy[] {
  const step = Math.min(20, waves / 3);
  const points: Xy[] = [[0, 0]];
  for (let at = step; at <= lengthM; at += step) {
    const [x, y] = points[points.length - 1];
    const angle = swing * Math.sin(phase + at / waves);
    points.push([x + step * Math.cos(angle), y + step * Math.sin(angle)]);
  }
  return points;
}
