/** A line mended beside an arm that leaves it at an acute angle stays on its own line, which its key tells; without a key the nearest line has it. */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../server/demo/random.ts';
import { anchoredOf } from '../../../server/engine/anchor/anchored.ts';
import { ownLine } from '../../../server/engine/anchor/own-line.ts';
import { placeLine } from '../../../server/engine/anchor/place-line.ts';
import { pointAt, stretchOf, verticesOf } from '../../../server/engine/anchor/stretch.ts';
import type { Rulers } from '../../../server/engine/rulers.ts';
import { Drawing, type Xy } from '../coverage/drawing.ts';

const TOLERANCE_MM = 50_000;

type Drawn = [key: string, route: number, vertices: [number, number]];
interface Scene {
  routes: Xy[][];
  drawn: Drawn[];
}

//  ──a───┬───b──   or a and b one line; the arm o leaves at 5 to 30 degrees, alone or as the end of the route of a
//         ╲──o──
function scene(random: () => number) {
  const angle = ((5 + 25 * random()) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const a: Xy[] = [
    [0, 40 * random()],
    [500 + 300 * random(), 0],
    [1000, 0],
  ];
  const b: Xy[] = [
    [1000, 0],
    [1500, 20 * random()],
    [2000, 100 * random()],
  ];
  const o: Xy[] = [
    [1000, 0],
    [1000 + 400 * cos, -400 * sin],
    [1000 + 900 * cos, -900 * sin - 200 * random()],
  ];
  const isOne = random() < 0.5;
  const keyOfB = isOne ? 'a' : 'b';
  const main: Scene = {
    routes: [[...a, ...b.slice(1)], o],
    drawn: [
      ['a', 0, [0, 2]],
      [keyOfB, 0, [2, 4]],
      ['o', 1, [0, 2]],
    ],
  };
  const armFirst: Scene = {
    routes: [[...a, ...o.slice(1)], b],
    drawn: [
      ['a', 0, [0, 2]],
      ['o', 0, [2, 4]],
      [keyOfB, 1, [0, 2]],
    ],
  };
  const cut = ({ routes, drawn }: Scene): Scene => ({
    routes,
    drawn: drawn.map(([key, ...where], i): Drawn => [i > 0 && key !== 'o' ? 'new' : key, ...where]),
  });
  const is = random() < 0.5 ? main : armFirst;
  return { was: main, is: random() < 0.3 ? cut(is) : is };
}

const networkOf = ({ routes }: Scene) => routes.reduce((drawing, line) => drawing.route(1, line), new Drawing()).rulers;

function keysOf({ drawn }: Scene, { m, first }: Rulers, name = (key: string) => key) {
  return drawn.map(([key, route, [from, to]]) => ({
    ...{ key: name(key), route },
    ...{ fromMm: m[first[route] + from], toMm: m[first[route] + to] },
  }));
}

/** Some of the main line on the scene shifted: metres on the arm, metres that found no place, and metres that have one. */
function placed(
  { was, is }: { was: Scene; is: Scene },
  [dx, dy]: Xy,
  part: [number, number],
  name?: (key: string) => string,
) {
  const shifted = { ...is, routes: is.routes.map((line) => line.map(([x, y]): Xy => [x + dx, y + dy])) };
  const [before, now] = [networkOf(was), networkOf(shifted)];
  const line = stretchOf(before, 0, 0, before.m[before.first[1] - 1]);
  const walk = { rulers: now, routes: [0, 1], line, toleranceMm: TOLERANCE_MM };
  const keys = {
    was: keysOf(was, before).filter(({ route }) => route === 0),
    beside: ['o'],
    is: keysOf(shifted, now, name),
  };
  const { ranges, lostMm } = anchoredOf(placeLine({ ...walk, ownAt: ownLine(walk, keys) }), part);
  const arm = keysOf(is, now).find(({ key }) => key === 'o')!;
  const on = (fromMm: number, toMm: number, route: number) =>
    ranges.reduce(
      (sum, range) =>
        sum + (range.route === route ? Math.max(0, Math.min(toMm, range.toMm) - Math.max(fromMm, range.fromMm)) : 0),
      0,
    );
  return { onArm: on(arm.fromMm, arm.toMm, arm.route), lostMm, hasMm: on(0, Infinity, 0) + on(0, Infinity, 1) };
}

describe('a line with a key', () => {
  const random = seededRandom(158);
  const scenes = Array.from({ length: 300 }, () => {
    const [by, way] = [25 * random(), 2 * Math.PI * random()];
    const from = 900_000 * random();
    return {
      drawn: scene(random),
      by,
      shift: [by * Math.cos(way), by * Math.sin(way)] as Xy,
      part: [from, from + 300_000 + 700_000 * random()] as [number, number],
    };
  });

  it('never goes on along an arm that has another, and loses no more than it says and its ends', () => {
    for (const { drawn, by, shift, part } of scenes) {
      const { onArm, lostMm, hasMm } = placed(drawn, shift, part);
      expect(onArm, JSON.stringify({ drawn, shift, part })).toBeLessThan(2);
      expect(Math.abs(part[1] - part[0] - lostMm - hasMm)).toBeLessThan(2000 * by + 50);
    }
  });

  it('lies where the nearest lines are where all keys are others, or are dealt to other lines', () => {
    let onArm = 0;
    for (const { drawn, shift, part } of scenes) {
      const byGeometry = placed(drawn, shift, part, (key) => `${key}2`);
      const dealt = placed(drawn, shift, part, (key) => ({ a: 'o', b: 'a', new: 'x', o: 'b' })[key]!);
      expect(dealt, JSON.stringify({ drawn, shift, part })).toEqual(byGeometry);
      onArm = Math.max(onArm, byGeometry.onArm);
    }
    expect(onArm).toBeGreaterThan(200_000);
  });
});

//  ──a──┬──b──   a is cut, or goes on along the arm and leaves the rest to a new key; or both: all shifted by up to 20 m
//        ╲──o──
describe('a line that is cut, or whose key goes on along the arm', () => {
  const random = seededRandom(1582);
  const scenes = Array.from({ length: 400 }, () => {
    const [angle, way] = [((5 + 25 * random()) * Math.PI) / 180, 2 * Math.PI * random()];
    const by = random() < 0.2 ? 0 : 20 * random();
    const [dx, dy] = [by * Math.cos(way), by * Math.sin(way)];
    const stray = Array.from({ length: 8 }, () => [dx, dy].map((d) => d + (by > 0 ? 2 * random() - 1 : 0)));
    const moved = (line: Xy[]) => line.map(([x, y], i): Xy => [x + stray[i][0], y + stray[i][1]]);
    const fork = 300 + 1400 * random();
    const cuts = [60 + 1880 * random(), 60 + 1880 * random()].filter((x) => Math.abs(x - fork) > 60);
    const main = [0, ...cuts, fork, 2000].sort((a, b) => a - b).map((x): Xy => [x, 0]);
    const arm: Xy[] = [
      [fork, 0],
      [fork + 800 * Math.cos(angle), -800 * Math.sin(angle)],
    ];
    const from = 1_700_000 * random();
    return {
      main,
      arm,
      at: main.findIndex(([x]) => x === fork),
      kind: Math.floor(3 * random()),
      moved,
      by,
      part: [from, from + 300_000] as [number, number],
    };
  });

  it('keeps its ground, and counts none of the arm', () => {
    for (const scene of scenes) {
      const { onArm, lost, places } = mixed(scene, [0, 1]);
      expect(mixed(scene, [1, 0]).places).toEqual(places); // whichever route has the lower id
      const piece = scene.main[scene.kind === 1 ? scene.at : 1][0];
      const isTold = scene.kind === 0 || piece > 800; // half of what the key draws now it drew
      const told = JSON.stringify(scene);
      expect(onArm, told).toBeLessThan(isTold ? 1 : 200); // without keys the nearer lines have it, near the fork
      expect(lost, told).toBeLessThan(2000 * scene.by + 6000);
    }
  });

  interface Mixed {
    main: Xy[];
    arm: Xy[];
    at: number;
    kind: number;
    moved: (line: Xy[]) => Xy[];
    by: number;
    part: [number, number];
  }

  /** Metres on the arm that are more than 5 m from the main line, and millimetres without a place. */
  function mixed({ main, arm, at, kind, moved, part }: Mixed, ids: readonly number[]) {
    const now = moved(main);
    const branch = [now[at], moved(arm)[1]];
    // 0: cut, the arm keeps its key; 1: the key goes along the arm; 2: both
    const first = kind === 0 ? 1 : at;
    const routes = kind === 0 ? [now, branch] : [[...now.slice(0, at + 1), branch[1]], now.slice(at)];
    const drawn: Drawn[] =
      kind === 0
        ? [
            ['a', 0, [0, first]],
            ['d', 0, [first, main.length - 1]],
            ['o', 1, [0, 1]],
          ]
        : kind === 1
          ? [
              ['a', 0, [0, at + 1]],
              ['d', 1, [0, main.length - 1 - at]],
            ]
          : [
              ['a', 0, [0, 1]],
              ...(at > 1 ? [['e', 0, [1, at]] as Drawn] : []),
              ['a', 0, [at, at + 1]],
              ['d', 1, [0, main.length - 1 - at]],
            ];
    const [before, after] = [
      networkOf({ routes: [main, arm], drawn: [] }),
      networkOf({ routes: ids.map((id) => routes[id]), drawn }),
    ];
    const line = stretchOf(before, 0, 0, before.m[before.first[1] - 1]);
    const walk = { rulers: after, routes: ids, line, toleranceMm: TOLERANCE_MM };
    const keys = {
      was: [{ key: 'a', fromMm: 0, toMm: 2_000_000 }],
      beside: ['o'],
      is: keysOf({ routes, drawn: drawn.map(([key, route, at]): Drawn => [key, ids[route], at]) }, after),
    };
    const { ranges, lostMm } = anchoredOf(placeLine({ ...walk, ownAt: ownLine(walk, keys) }), part);
    let onArm = 0;
    for (const { route, fromMm, toMm } of ranges)
      for (let m = fromMm; m < toMm; m += 1000) {
        const [x, y] = pointAt(verticesOf(after, route), m);
        if (distanceTo(now, [x / 1000 - 352_000, y / 1000 - 3_440_000]) > 5) onArm++;
      }
    const places = ranges.map(({ route, fromMm, toMm }) => [ids[route], fromMm, toMm].join(' ')).sort();
    return { onArm, lost: lostMm, places };
  }
});

/** By its own sum: least distance to any of its segments, metres. */
function distanceTo(line: Xy[], [px, py]: Xy): number {
  const distances = line.slice(1).map(([bx, by], i) => {
    const [ax, ay] = line[i];
    const t = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
    const s = Math.min(1, Math.max(0, t));
    return Math.hypot(ax + s * (bx - ax) - px, ay + s * (by - ay) - py);
  });
  return Math.min(...distances);
}
