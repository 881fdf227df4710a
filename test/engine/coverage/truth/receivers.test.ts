/** Crews as they work and receivers as they fail: waits, ways there and back, silences, jumps, a start in mid-river. */
import { describe } from 'vitest';
import { Drawing, walk, type Xy } from '../drawing.ts';
import { along, expectFound, type Leg, mostOf, type Outing, outing, type Scene, STEP_M, winding } from './crews.ts';

type Random = () => number;

/** A hill river with a side stream every 500 m, which nobody surveys. */
function hillRiver(random: Random): Drawing {
  const river = winding(random, 5000, 0.9);
  const drawing = new Drawing().route(1, river);
  for (let i = 20; i < river.length; i += 25)
    drawing.route(i, [river[i], [river[i][0] + 100, river[i][1] + 400 * (random() - 0.5)]]);
  return drawing;
}

const SCENES: Record<string, Scene> = {
  'a boat on a river with side streams': (random) => {
    const drawing = hillRiver(random);
    return outing(drawing, [{ ...mostOf(drawing, 0, random), offset: 4 }]);
  },
  'waits of five minutes': (random) => {
    const drawing = hillRiver(random);
    const { path, ...rest } = outing(drawing, [mostOf(drawing, 0, random)]);
    const standing = path.flatMap((point) => (random() < 0.01 ? Array<Xy>(60).fill(point) : [point]));
    return { ...rest, path: standing };
  },
  'there and back, 500 to 1000 m each way': (random) => {
    const drawing = hillRiver(random);
    const legs: Leg[] = [];
    for (let at = 200; at < 4000; at += 1100) {
      const tip = Math.min(4900, at + 500 + 500 * random());
      legs.push({ line: 0, from: at, to: tip }, { line: 0, from: tip, to: at });
    }
    return outing(drawing, legs);
  },
  'forwards and back again, like a search': (random) => {
    const drawing = hillRiver(random);
    const legs: Leg[] = [];
    for (let at = 100; at < 4000; at += 400)
      legs.push({ line: 0, from: at, to: at + 600 }, { line: 0, from: at + 600, to: at + 400 });
    return outing(drawing, legs);
  },
  'silences of 120 to 400 m': (random) => {
    const drawing = hillRiver(random);
    const legs: Leg[] = [];
    for (let at = 100; at < 4400; ) {
      const to = at + 400 + 500 * random();
      legs.push({ line: 0, from: at, to });
      at = to + 120 + 280 * random();
    }
    return outing(drawing, legs);
  },
  'jumps of 150 to 650 m, up to three fixes long': (random) => {
    const drawing = hillRiver(random);
    return outing(drawing, [mostOf(drawing, 0, random)], (fixes, chance) => jumping(fixes, chance, 150, 650));
  },
  'jumps of 40 to 95 m, which no outlier rule sees without times': (random) => {
    const drawing = hillRiver(random);
    return outing(drawing, [mostOf(drawing, 0, random)], (fixes, chance) => jumping(fixes, chance, 40, 95));
  },
  'launched in mid-river from a track across fields': (random) => {
    const drawing = hillRiver(random);
    const legs = [800, 2600].map((from): Leg => ({ line: 0, from, to: from + 700 + 400 * random() }));
    const path = legs.flatMap((leg) => {
      const way = along(drawing, leg);
      return [...across(way[0], 1), ...way, ...across(way[way.length - 1], -1).reverse()];
    });
    return { drawing, path, legs };
  },
};

/** A boat at 2.4 m/s, give or take, whose receiver writes a fix every 30 s. */
function sparseBoat(random: Random): Outing {
  const drawing = hillRiver(random);
  const river = mostOf(drawing, 0, random);
  const way = along(drawing, river);
  const path: Xy[] = [];
  let at = 0;
  for (; at < way.length; at += Math.round((72 * (0.7 + 0.6 * random())) / STEP_M)) path.push(way[at]);
  const to = river.from + STEP_M * way.indexOf(path[path.length - 1]);
  return { drawing, path, legs: [{ ...river, to }], everyS: 30 };
}

const SPARSE_SCENES: Record<string, Scene> = {
  'a fix every 30 s, one in twenty 100 to 1000 m off': (random) => ({ ...sparseBoat(random), receiver: straying }),
  'a fix every 30 s': sparseBoat,
};

/** A boat at 1.7 m/s with a fix every 3 s, a share of them 50 to 95 m off. */
const jumpy =
  (share: number): Scene =>
  (random) => {
    const drawing = hillRiver(random);
    const stray = (fixes: Xy[], chance: Random) =>
      fixes.map((fix) => (chance() < share ? aside(fix, chance, 50, 95) : fix));
    return { ...outing(drawing, [mostOf(drawing, 0, random)], stray), everyS: 3 };
  };

const CLOCKED_SCENES: Record<string, Scene> = {
  'a fix every 3 s, one in fifty 50 to 95 m off': jumpy(0.02),
  'a fix every 3 s, one in twenty-five 50 to 95 m off': jumpy(0.04),
  'a fix every 3 s, one in ten 50 to 95 m off': jumpy(0.1),
};

/** One fix in twenty alone is 100 to 1000 m off. */
function straying(fixes: Xy[], random: Random): Xy[] {
  return fixes.map(([x, y], i): Xy => {
    if (i === 0 || i === fixes.length - 1 || random() >= 0.05) return [x, y];
    return aside([x, y], random, 100, 1000);
  });
}

function aside([x, y]: Xy, random: Random, least: number, most: number): Xy {
  const [angle, far] = [2 * Math.PI * random(), least + (most - least) * random()];
  return [x + far * Math.cos(angle), y + far * Math.sin(angle)];
}

/** Every 250 m on average the receiver jumps for one to three fixes. */
function jumping(fixes: Xy[], random: Random, least: number, most: number): Xy[] {
  const jumped = [...fixes];
  for (let i = 1; i < fixes.length - 4; i++) {
    if (random() >= STEP_M / 250) continue;
    const angle = 2 * Math.PI * random();
    const far = least + (most - least) * random();
    const long = 1 + Math.floor(3 * random());
    for (let k = i; k < i + long; k++)
      jumped[k] = [fixes[k][0] + far * Math.cos(angle), fixes[k][1] + far * Math.sin(angle)];
    i += long;
  }
  return jumped;
}

/** 300 m over land to a point, square to the way of the river. */
function across([x, y]: Xy, side: number): Xy[] {
  return walk(
    [
      [x, y + side * 300],
      [x, y],
    ],
    STEP_M,
  );
}

describe('what crews travelled is found', () =>
  expectFound(SCENES, [
    [3, 0.97],
    [8, 0.97],
    [12, 0.95],
  ]));

describe('what boats travelled whose receivers wrote seldom is found', () =>
  expectFound(SPARSE_SCENES, [
    [3, 0.97],
    [8, 0.97],
  ]));

describe('what boats travelled whose receivers jumped, and wrote when, is found', () =>
  expectFound(CLOCKED_SCENES, [
    [3, 0.97],
    [8, 0.97],
    [12, 0.95],
  ]));
