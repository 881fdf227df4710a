/** Cars and planes against lines that somebody drew and software gave times: the former are refused, the latter count. */
import { afterAll, describe, expect, it } from 'vitest';
import { prepareTrack } from '../../../../server/engine/coverage/prepare-track.ts';
import { fixesOf, lineLengthM, walk, type Xy } from '../drawing.ts';
import { seeded } from '../random.ts';
import { bending, noisy, winding } from './crews.ts';

type Random = () => number;
const SEEDS = 24;
const WAITS_S = [1, 2, 5, 10];

const figures: Record<string, object> = {};
afterAll(() => console.table(figures));

/** How many of the lines faster than 20 m/s are refused, and how many there are. */
function refused(name: string, everyS: number, lines: readonly Xy[][]): { of: number; share: number } {
  const fast = lines.filter((line) => upperMedian(line.slice(1).map((p, i) => apart(p, line[i]))) > 20 * everyS);
  const count = fast.filter((line) => {
    const time = line.map((_, i) => 1000 * everyS * i);
    return prepareTrack({ ...fixesOf(line), time }).cleaned.fastDays.length > 0;
  }).length;
  figures[`${name}, each ${everyS} s`] = { refused: count, of: fast.length };
  return { of: fast.length, share: count / Math.max(1, fast.length) };
}

const apart = (a: Xy, b: Xy) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const upperMedian = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1];

// ---- what goes fast ------------------------------------------------------------------------------------------------

interface Vehicle {
  mPerS: number;
  /** How its speed differs, a share of it. */
  uneven: number;
  stops: boolean;
  road: (random: Random, lengthM: number) => Xy[];
}

const VEHICLES: Record<string, Vehicle> = {
  'a car at 25 m/s on a road': { mPerS: 25, uneven: 0.25, stops: true, road },
  'a car at 33 m/s on a road': { mPerS: 33, uneven: 0.25, stops: true, road },
  'a car at 25 m/s on a dyke': {
    mPerS: 25,
    uneven: 0.25,
    stops: true,
    road: (r, m) => bendingRoad(r, m, 150, 150, 0.5),
  },
  'a plane at 40 m/s': { mPerS: 40, uneven: 0.05, stops: false, road: flight },
  'a plane at 80 m/s': { mPerS: 80, uneven: 0.05, stops: false, road: flight },
};

function bendingRoad(random: Random, lengthM: number, least: number, more: number, swing: number): Xy[] {
  return bending(lengthM, least + more * random(), 6 * random(), swing);
}

function road(random: Random, lengthM: number): Xy[] {
  return bendingRoad(random, lengthM, 200, 600, 0.3 + 0.5 * random());
}

function flight(random: Random, lengthM: number): Xy[] {
  return bendingRoad(random, lengthM, 2000, 3000, 0.6);
}

/** 300 fixes: its speed wanders over half a minute, and a car waits for a minute now and then. */
function ride({ mPerS, uneven, stops, road }: Vehicle, everyS: number, random: Random): Xy[] {
  const seconds = 300 * everyS;
  const measures: number[] = [];
  let [at, wandered, waits] = [0, 0, 0];
  for (let second = 0; second < seconds; second++) {
    if (second % everyS === 0) measures.push(at);
    wandered = 0.97 * wandered + 0.24 * 2 * (random() + random() + random() - 1.5);
    if (stops && random() < 1 / 400) waits = 60;
    waits = Math.max(0, waits - 1);
    at += Math.max(0.3, mPerS * (1 + uneven * wandered)) * rolling(waits);
  }
  const way = walk(road(random, at + 100), 10);
  return measures.map((m) => between(way[Math.floor(m / 10)], way[Math.floor(m / 10) + 1], (m / 10) % 1));
}

const between = (a: Xy, b: Xy, share: number): Xy => [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];

/** What is left of a car's speed: it brakes and starts again within ten seconds. */
const rolling = (waits: number) =>
  waits > 50 ? (waits - 50) / 10 : waits > 10 || waits === 0 ? Number(waits === 0) : 1 - waits / 10;

// ---- what is drawn -------------------------------------------------------------------------------------------------

const RIVERS: readonly ((random: Random) => Xy[])[] = [
  (random) => winding(random, 5000, 0.9),
  (random) => winding(random, 5000),
  () => [
    [0, 0],
    [5000, 0],
  ],
];

/** Of the lines a hand drew, by these waits, the largest share that passes for a ride. */
const MOST: Record<string, readonly number[]> = {
  'vertices at random': [0.03, 0.03, 0.15, 0.3],
  'clicks a third more or less apart': [0.03, 0.2, 0.6, 0.6],
  'a curve simplified': [0.03, 0.03, 0.03, 0.03],
};

/** Vertices of a line a hand drew along a river, by their usual distance. */
const HANDS: Record<string, (river: Xy[], random: Random, usual: number) => Xy[]> = {
  'vertices at random': (river, random, usual) => clicked(river, random, () => usual * (0.3 + 1.4 * random())),
  'clicks a third more or less apart': (river, random, usual) =>
    clicked(river, random, () => usual * (0.65 + 0.7 * random())),
  'a curve simplified': (river, _, usual) => simplified(walk(river, 5), usual / 20),
};

function clicked(river: Xy[], random: Random, step: () => number): Xy[] {
  const metres = walk(river, 1);
  const line: Xy[] = [];
  for (let at = 0; at < lineLengthM(river); at += step())
    line.push(metres[Math.floor(at)] ?? metres[metres.length - 1]);
  return line.map(([x, y]): Xy => [x + 10 * (random() - 0.5), y + 10 * (random() - 0.5)]);
}

/** Douglas and Peucker's: vertices that lie nearer than so many metres to the line without them go. */
function simplified(line: Xy[], metres: number): Xy[] {
  const [a, b] = [line[0], line[line.length - 1]];
  const off = line.map(
    ([x, y]) => Math.abs((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / (apart(a, b) || 1),
  );
  const far = off.indexOf(Math.max(...off));
  if (off[far] <= metres) return [a, b];
  return [...simplified(line.slice(0, far + 1), metres).slice(0, -1), ...simplified(line.slice(far), metres)];
}

const seeds = Array.from({ length: SEEDS }, (_, i) => i + 1);

describe('what goes faster than surveys is refused', () => {
  for (const [name, vehicle] of Object.entries(VEHICLES))
    for (const everyS of WAITS_S)
      it(`${name}, a fix each ${everyS} s`, () => {
        const rides = [0, 3, 8].flatMap((noise) =>
          seeds.map((seed) => noisy(ride(vehicle, everyS, seeded(seed)), seeded(seed), noise)),
        );
        const { of, share } = refused(name, everyS, rides);
        expect(of).toBeGreaterThan(40);
        expect(share).toBeGreaterThanOrEqual(0.9);
      });
});

describe('what somebody drew counts, but for clicks as even as a ride and seconds apart', () => {
  for (const [name, hand] of Object.entries(HANDS))
    for (const everyS of WAITS_S)
      it(`${name}, ${everyS} s each`, () => {
        const lines = [30, 60, 120, 240].flatMap((usual) =>
          RIVERS.flatMap((river) => seeds.map((seed) => hand(river(seeded(seed)), seeded(seed + usual), usual))),
        );
        const { share } = refused(name, everyS, lines);
        expect(share).toBeLessThanOrEqual(MOST[name][WAITS_S.indexOf(everyS)]);
      });
});
