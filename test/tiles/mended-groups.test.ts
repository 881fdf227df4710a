/** Areas of many rings are mended where rings meet: held against where their points were, and GEOS's own word on validity. */
import { expect, it } from 'vitest';
import { type InPieces, whole } from '../../server/engine/in-pieces.ts';
import { mendedInGroups } from '../../tiles/geometry/mended-groups.ts';
import { flawsOf, type Polygons } from '../../tiles/geometry/sound.ts';
import { seeded } from '../engine/coverage/random.ts';
import { isValid } from './is-valid.ts';
import { distanceToLine, isIn } from './plane.ts';

type Point = [number, number];
type Ring = readonly number[];

const PIXEL = 8;

function ringAround(x: number, y: number, radius: number, corners: number, random: () => number): number[] {
  return Array.from({ length: corners }, (_, k) => {
    const [angle, r] = [(2 * Math.PI * k) / corners, radius * (0.7 + 0.3 * random())];
    return [Math.round(x + r * Math.cos(angle)), Math.round(y + r * Math.sin(angle))];
  }).flat();
}

const closed = (ring: Ring): Point[] =>
  Array.from({ length: ring.length / 2 + 1 }, (_, k) => {
    const i = (2 * k) % ring.length;
    return [ring[i], ring[i + 1]];
  });

function* inGroups(polygons: Polygons): InPieces<Polygons> {
  return yield* mendedInGroups(polygons, (yield* flawsOf(polygons)) ?? []);
}

/** Water with islands as they come, over its shore and each other, some with lakes, and a second water of the same feature. */
function anyWater(random: () => number): number[][][] {
  const waters: number[][][] = [];
  for (let p = 0; p < (random() < 0.4 ? 2 : 1); p++) {
    const [x, y] = [p * 900 * random(), 0];
    const islands = Array.from({ length: Math.floor(80 * random()) }, () => {
      const [turn, far] = [6.3 * random(), 520 * Math.sqrt(random())];
      const radius = random() < 0.4 ? 6 * random() : 60 * random() ** 2;
      return ringAround(
        x + far * Math.cos(turn),
        y + far * Math.sin(turn),
        2 + radius,
        3 + Math.floor(8 * random()),
        random,
      );
    });
    waters.push([ringAround(x, y, 500, 30, random), ...islands]);
  }
  const isle = waters[0].find((ring, r) => r > 0 && ring.length > 12);
  if (isle && random() < 0.5) waters.push([ringAround(isle[0], isle[1], 40 * random() + 3, 7, random)]);
  return waters;
}

/** Islands so close that what moves by a unit may meet the next one. */
function narrowWater(random: () => number): number[][][] {
  const islands = Array.from({ length: 400 }, (_, i) =>
    ringAround(19 * (i % 20) - 180, 19 * Math.floor(i / 20) - 180, 11, 3 + Math.floor(5 * random()), random),
  );
  return [[ringAround(0, 0, 260, 30, random), ...islands]];
}

it('what is mended meets nothing that was apart', () => {
  const random = seeded(4);
  for (let i = 0; i < 12; i++)
    expect([i, isValid(whole(inGroups(narrowWater(random))).map((rings) => rings.map(closed)))]).toEqual([i, true]);
});

it('water and land are where they were, farther than a pixel from their edges, and the polygons valid', () => {
  const random = seeded(8);
  let [wet, dry, isles] = [0, 0, 0];
  for (let i = 0; i < 100; i++) {
    const given = anyWater(random);
    const made = whole(inGroups(given));
    isles += made.flat().length - made.length;
    const before = given.map((rings) => rings.map(closed));
    const after = made.map((rings) => rings.map(closed));
    expect([i, isValid(after)]).toEqual([i, true]);
    for (let k = 0; k < 40; k++) {
      const at: Point = [1600 * random() - 550, 1100 * random() - 550];
      if (before.flat().some((ring) => distanceToLine(at, ring) <= PIXEL)) continue;
      const expected = before.some(
        (rings) => isIn(at, rings.slice(0, 1)) && !rings.slice(1).some((ring) => isIn(at, [ring])),
      );
      if (expected) wet++;
      else dry++;
      expect([i, at, after.filter((rings) => isIn(at, rings)).length]).toEqual([i, at, expected ? 1 : 0]);
    }
  }
  expect(Math.min(wet, dry)).toBeGreaterThan(500);
  expect(isles).toBeGreaterThan(600);
});

/** n × n islands in a square of water, 100 apart. */
function archipelago(n: number, random: () => number): number[][] {
  const islands = Array.from({ length: n * n }, (_, i) =>
    ringAround(100 * (i % n) + 50, 100 * Math.floor(i / n) + 50, 45, 12, random),
  );
  return [[-9, -9, 100 * n + 9, -9, 100 * n + 9, 100 * n + 9, -9, 100 * n + 9], ...islands];
}

it('of thousands of islands those that meet nothing stay the rings that they were, and the work comes in pieces', () => {
  const random = seeded(2);
  const [shore, ...islands] = archipelago(60, random);
  const added = [
    ringAround(100, 150, 30, 9, random), // a bridge between two islands
    ringAround(0, 3050, 30, 9, random), // over the shore, and over the island behind
    ringAround(5050, 5050, 12, 9, random), // in an island
    ringAround(3100, 3100, 3, 9, random), // small, but by itself
    ringAround(3150, 3100, 3, 9, random), // small, and …
    ringAround(3153, 3101, 3, 9, random), // … over the other: one of them goes
  ];
  const work = inGroups([[shore, ...islands, ...added]]);
  let pieces = 1;
  let made = work.next();
  for (; !made.done; pieces++) made = work.next();
  expect(made.value).toHaveLength(1);
  const rings = new Set(made.value[0]);
  const kept = islands.filter((ring) => rings.has(ring));
  expect(islands.length - kept.length).toBe(4);
  expect(rings.has(added[3])).toBe(true);
  expect(Number(rings.has(added[4])) + Number(rings.has(added[5]))).toBe(1);
  expect(rings.size).toBe(1 + kept.length + 2 + 1 + 1); // shore, islands, small ones, the bridged pair, the one with an island in it
  expect(pieces).toBeGreaterThan(3);
});

it('an outline that thousands of holes meet is measured once, and parting them comes in pieces', () => {
  let reads = 0;
  const once = 20_000; // of 1,000 vertices, for area and box
  const circle = (_: unknown, k: number) => Math.round(9000 * (k % 2 ? Math.sin(k / 320) : Math.cos((k + 1) / 320)));
  const outline = new Proxy(Array.from({ length: 2000 }, circle), {
    get(ring, name) {
      if (typeof name === 'string' && /^\d+$/.test(name) && ++reads > once) throw new Error('measured again');
      return Reflect.get(ring, name);
    },
  });
  const holes = Array.from({ length: 500 }, (_, k) => [k, 0, k + 40, 0, k + 20, 40]);
  const met = Array.from({ length: 100_000 }, (_, k) => [0, 1 + (k % holes.length)] as const);
  const work = mendedInGroups([[outline, ...holes]], met);
  let pieces = 0;
  while (pieces < 5 && !work.next().done) pieces++;
  expect(pieces).toBe(5);
});
