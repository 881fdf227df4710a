/** What is sound is told by a sweep; here every edge is held against every other, and every ring against every ring. */
import { expect, it } from 'vitest';
import { type InPieces, whole } from '../../server/engine/in-pieces.ts';
import type { Box } from '../../tiles/geometry/clip.ts';
import { flawsOf, type Polygons } from '../../tiles/geometry/sound.ts';
import { seeded } from '../engine/coverage/random.ts';
import { tileOf } from './read-tile.ts';
import { plainIndex, polygonSource } from './sources.ts';

type Ring = number[];

function* areSound(polygons: Polygons, box?: Box): InPieces<boolean> {
  return (yield* flawsOf(polygons, box)) === undefined;
}

function ringAround(x: number, y: number, radius: number, corners: number, random: () => number, rough: number): Ring {
  return Array.from({ length: corners }, (_, k) => {
    const [angle, r] = [(2 * Math.PI * k) / corners, radius * (1 - rough * random())];
    return [Math.round(x + r * Math.cos(angle)), Math.round(y + r * Math.sin(angle))];
  }).flat();
}

/** One to three polygons with up to six holes, placed as it comes: about half of them are sound. */
function anyArea(random: () => number): Ring[][] {
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const corners = () => 3 + upTo(random() < 0.1 ? 90 : 9);
  return Array.from({ length: 1 + (random() < 0.4 ? upTo(2) : 0) }, (_, p) => {
    const [x, y, r] = [p * 250 * random(), 200 * random(), 20 + 100 * random()];
    const outer = ringAround(x, y, r, corners(), random, 0.2);
    const holes = Array.from({ length: random() < 0.3 ? 0 : upTo(6) }, () => {
      const [turn, far] = [6.3 * random(), 0.75 * r * random()];
      return ringAround(
        x + far * Math.cos(turn),
        y + far * Math.sin(turn),
        1 + 0.2 * r * random(),
        corners(),
        random,
        0.3,
      );
    });
    return [outer, ...holes];
  });
}

/** n × n islands of twelve corners in a square of water. */
function archipelago(n: number, random: () => number): Ring[][] {
  const holes = Array.from({ length: n * n }, (_, i) =>
    ringAround(100 * (i % n) + 50, 100 * Math.floor(i / n) + 50, 45, 12, random, 0.2),
  );
  return [[[-9, -9, 100 * n + 9, -9, 100 * n + 9, 100 * n + 9, -9, 100 * n + 9], ...holes]];
}

const cross = (ax: number, ay: number, bx: number, by: number, x: number, y: number) =>
  Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));

/** Closed segments, by which side of each the ends of the other lie. */
function touch([ax, ay, bx, by]: number[], [cx, cy, dx, dy]: number[]): boolean {
  const isOn = (x: number, y: number, [px, py, qx, qy]: number[]) =>
    cross(px, py, qx, qy, x, y) === 0 && (x - px) * (x - qx) <= 0 && (y - py) * (y - qy) <= 0;
  const [first, second] = [
    [ax, ay, bx, by],
    [cx, cy, dx, dy],
  ];
  if (isOn(ax, ay, second) || isOn(bx, by, second) || isOn(cx, cy, first) || isOn(dx, dy, first)) return true;
  return (
    cross(ax, ay, bx, by, cx, cy) * cross(ax, ay, bx, by, dx, dy) < 0 &&
    cross(cx, cy, dx, dy, ax, ay) * cross(cx, cy, dx, dy, bx, by) < 0
  );
}

function isIn(x: number, y: number, ring: Ring): boolean {
  let turns = 0; // angle swept, in turns
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    const [a, b] = [Math.atan2(ring[i + 1] - y, ring[i] - x), Math.atan2(ring[j + 1] - y, ring[j] - x)];
    const by = (b - a) / (2 * Math.PI);
    turns += by - Math.round(by);
  }
  return Math.abs(turns) > 0.5;
}

function isSound(polygons: Polygons): boolean {
  const edges = polygons.flat().flatMap((ring, r) =>
    Array.from({ length: ring.length / 2 }, (_, k) => {
      const j = (2 * k + 2) % ring.length;
      return { r, k, n: ring.length / 2, at: [ring[2 * k], ring[2 * k + 1], ring[j], ring[j + 1]] };
    }),
  );
  for (const [i, e] of edges.entries())
    for (const f of edges.slice(i + 1)) {
      const isNext = e.r === f.r && (f.k - e.k === 1 || f.k - e.k === e.n - 1);
      // the far end of a neighbour, on this one: it runs back
      const [a, b] = f.k - e.k === 1 ? [e.at, f.at] : [f.at, e.at];
      const meets = isNext
        ? touch([b[2], b[3], b[2], b[3]], a) || touch([a[0], a[1], a[0], a[1]], b)
        : touch(e.at, f.at);
      if (meets) return false;
    }
  const holds = ([outer, ...holes]: Polygons[number], [x, y]: readonly number[]) =>
    isIn(x, y, outer as Ring) && !holes.some((hole) => isIn(x, y, hole as Ring));
  return polygons.every(([outer, ...holes], p) => {
    const others = polygons.filter((_, q) => q !== p);
    return (
      !others.some((other) => holds(other, outer)) &&
      holes.every((hole, h) => holds([outer, ...holes.filter((_, o) => o !== h)], hole))
    );
  });
}

it('finds sound what edge by edge and ring by ring is sound', () => {
  const random = seeded(11);
  const counts = { true: 0, false: 0 };
  for (let i = 0; i < 1500; i++) {
    const area = anyArea(random);
    const expected = isSound(area);
    counts[`${expected}`]++;
    expect([i, whole(areSound(area))]).toEqual([i, expected]);
  }
  expect(Math.min(counts.true, counts.false)).toBeGreaterThan(300);
});

it('finds one wrong ring among hundreds: across, in another, outside, and beside', () => {
  const random = seeded(3);
  const [[outer, ...holes]] = archipelago(20, random);
  const places: [at: [number, number], isSound: boolean][] = [
    [[100, 750], false], // over the rims of two islands
    [[1050, 750], false], // in an island
    [[2500, 750], false], // in no water
    [[1100, 700], true], // where four islands leave room
  ];
  for (const [[x, y], expected] of places) {
    const one = ringAround(x, y, 12, 6, random, 0);
    for (const at of [0, 200, 400]) {
      const area = [[outer, ...holes.slice(0, at), one, ...holes.slice(at)]];
      expect([x, y, at, whole(areSound(area))]).toEqual([x, y, at, expected]);
    }
  }
  const lake = [ringAround(1100, 700, 12, 6, random, 0)];
  expect(whole(areSound([[outer, ...holes], lake]))).toBe(false); // water in that water
  expect(whole(areSound([[outer, ...holes], [ringAround(1050, 750, 12, 6, random, 0)]]))).toBe(true); // on an island
});

function piecesOf(work: Generator<undefined, boolean>): number {
  for (let pieces = 1; ; pieces++) {
    const { done, value } = work.next();
    if (!done) continue;
    expect(value).toBe(true);
    return pieces;
  }
}

it('looks at edges in proportion to their number, each piece at so many', () => {
  const box: Box = { minX: -9, minY: -9, maxX: 1e6, maxY: 1e6 };
  for (const work of [areSound, (area: Polygons) => areSound(area, box)]) {
    const [half, all] = [70, 99].map((n) => piecesOf(work(archipelago(n, seeded(n)))));
    expect(half).toBeLessThan(15); // of 200,000 comparisons each: 4,900 islands, 58,804 edges
    expect(all).toBeLessThan(3 * half);
  }
});

it('packs one area of thousands of islands in many pieces', () => {
  const [rings] = archipelago(40, seeded(1)).map((polygon) =>
    polygon.map((ring) => {
      const at = Array.from({ length: ring.length / 2 }, (_, k) => [
        121 + ring[2 * k] / 4e4,
        31 + ring[2 * k + 1] / 4e4,
      ]);
      return [...at, at[0]] as [number, number][];
    }),
  );
  const index = plainIndex(polygonSource('zones', [[rings]]));
  let pieces = 1;
  while (index.prepareSome(16)) pieces++;
  expect(pieces).toBeGreaterThan((40 * 40 * 12) / 2_500);
  const { x, y } = tileOf([121.05, 31.05], 16);
  expect(index.encode(16, x, y).length).toBeGreaterThan(100);
});
