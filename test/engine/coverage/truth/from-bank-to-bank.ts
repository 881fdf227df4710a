/** Bridges and ferries over a bending river: ways from bank to bank, of which nothing counts. */
import { beside, Drawing, walk, type Xy } from '../drawing.ts';
import { seeded } from '../random.ts';
import { bending, coverFixes, STEP_M } from './crews.ts';

export type Random = () => number;

/** More of them, or others, are for figures: what tests allow was seen at 8 from 0. */
const SEEDS = Number(process.env.FERRY_SEEDS ?? 8);
const FIRST_SEED = Number(process.env.FERRY_FIRST ?? 0);

/** What crossings at some angles cover of their river, metres together, and how many of how many cover anything in either mode. */
export function crossings(angles: readonly number[], make: (degrees: number, random: Random) => [Drawing, Xy[]]) {
  const metres = angles.flatMap((degrees) =>
    Array.from({ length: SEEDS }, (_, seed) => {
      const [drawing, fixes] = make(degrees, seeded(100 * degrees + FIRST_SEED + seed));
      return Math.max(...[false, true].map((isUnderWater) => coveredMm(drawing, fixes, isUnderWater))) / 1000;
    }),
  );
  const some = metres.filter((covered) => covered > 0);
  return { metres: some.reduce((a, b) => a + b, 0), some: some.length, of: metres.length };
}

/** Over all ranges. */
export function coveredMm(drawing: Drawing, fixes: readonly Xy[], isUnderWater: boolean): number {
  return coverFixes(drawing, fixes, { isUnderWater }).reduce((sum, { fromMm, toMm }) => sum + toMm - fromMm, 0);
}

export function riverThroughOrigin(widthM: number, random: Random, hasPolygon = true): Drawing {
  const bed = bending(6000, 300 + 300 * random(), 6 * random(), 0.15);
  const [mx, my] = bed[Math.floor(bed.length / 2)];
  const line = bed.map(([x, y]): Xy => [x - mx, y - my]);
  const drawing = new Drawing().route(1, line);
  return hasPolygon ? drawing.water(1, 'river', [strip(line, widthM)], widthM) : drawing;
}

export const strip = (line: readonly Xy[], widthM: number) => [
  ...beside(line, widthM / 2),
  ...beside(line, -widthM / 2).reverse(),
];

/** Straight over the river at its middle vertex, from `landM` before one bank to as far past the other. */
export function straightOver({ lines }: Drawing, widthM: number, degrees: number, landM: number, random: Random): Xy[] {
  const { points } = lines[0];
  const middle = Math.floor(points.length / 2);
  const [a, b] = [points[middle - 2], points[middle + 2]];
  const turn = (degrees * Math.PI) / 180;
  const heading = Math.atan2(b[1] - a[1], b[0] - a[0]) + (random() < 0.5 ? turn : -turn);
  const half = widthM / 2 / Math.sin(turn) + landM;
  return [-half, half].map((metres): Xy => [metres * Math.cos(heading), metres * Math.sin(heading)]);
}

export function ferry([landing, other]: readonly Xy[], random: Random): Xy[] {
  const times = [1, 2, 12][Math.floor(3 * random())];
  return Array.from({ length: times }, (_, time) => {
    const [from, to] = time % 2 === 0 ? [landing, other] : [other, landing];
    const drift = (share: number): Xy => {
      const off = 12 * (random() - 0.5);
      return [from[0] + share * (to[0] - from[0]) + off, from[1] + share * (to[1] - from[1]) - off];
    };
    return [...walk([from, drift(0.5), to], STEP_M), ...Array<Xy>(24).fill(to)];
  }).flat();
}
