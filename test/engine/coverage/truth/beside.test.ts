/** Waters beside one another, and crews beside waters: the continuity of the whole track decides. */
import { describe } from 'vitest';
import { beside, Drawing, lineLengthM, type Xy } from '../drawing.ts';
import { jitteryNoise } from '../random.ts';
import { along, expectFound, type Leg, mostOf, outing, type Scene, winding } from './crews.ts';

const twins = (random: () => number) => {
  const canal = winding(random, 5000);
  return new Drawing().route(1, canal).route(2, beside(canal, 30));
};

const SCENES: Record<string, Scene> = {
  'one of two canals 30 m apart': (random) => {
    const drawing = twins(random);
    return outing(drawing, [mostOf(drawing, 0, random)]);
  },
  'one canal up and its twin down': (random) => {
    const drawing = twins(random);
    const [up, down] = [mostOf(drawing, 0, random), mostOf(drawing, 1, random)];
    return outing(drawing, [up, { ...down, from: down.to, to: down.from }]);
  },
  'a river past ditches 20 m away': (random) => {
    const drawing = ditches(random);
    return outing(drawing, [mostOf(drawing, 0, random)]);
  },
  'a road-side ditch 20 m from the river': (random) => {
    const drawing = ditches(random);
    return outing(drawing, [mostOf(drawing, 1, random), mostOf(drawing, 2, random)]);
  },
};

const WIDE: Record<string, Scene> = {
  'one of two canals 14 m wide with polygons, 30 m apart': (random) => {
    const drawing = twins(random);
    for (const line of [0, 1]) withPolygon(drawing, line, 14);
    return outing(drawing, [mostOf(drawing, 0, random)]);
  },
  'a road-side ditch 20 m from a river 14 m wide with its polygon': (random) => {
    const drawing = withPolygon(ditches(random), 0, 14);
    return outing(drawing, [mostOf(drawing, 1, random), mostOf(drawing, 2, random)]);
  },
};

/** No ditch meets the river: who goes over to one carries the boat, and that costs more the farther receivers stray. */
const STRANGERS: Record<string, Scene> = {
  'a river 12 m wide with its polygon past a ditch 20 m away': (random) => {
    const drawing = withPolygon(besideDitch(random), 0, 12);
    return outing(drawing, [mostOf(drawing, 0, random)]);
  },
  'a ditch 20 m from a river 12 m wide, both with polygons': (random) => {
    const drawing = withPolygon(withPolygon(besideDitch(random), 0, 12), 1, 8);
    return outing(drawing, [mostOf(drawing, 1, random)]);
  },
};

const VISIT: Record<string, Scene> = {
  'over to a ditch 20 m away for 400 m, and back': (random) => {
    const drawing = withPolygon(besideDitch(random), 0, 12);
    const at = 1000 + 2000 * random();
    return outing(drawing, [
      { line: 0, from: at - 900, to: at },
      { line: 1, from: at, to: at + 400 },
      { line: 0, from: at + 400, to: at + 1300 },
    ]);
  },
};

function besideDitch(random: () => number): Drawing {
  const river = winding(random, 5000, 0.3);
  return new Drawing().route(1, river).route(2, beside(river, 20));
}

function withPolygon(drawing: Drawing, line: number, widthM: number): Drawing {
  const { points } = drawing.lines[line];
  const edge = [...beside(points, widthM / 2), ...beside(points, -widthM / 2).reverse()];
  return drawing.water(line + 1, 'river', [edge], widthM);
}

/** A river with ditches of 800 m along the road on its left. */
function ditches(random: () => number): Drawing {
  const river = winding(random, 5000);
  const drawing = new Drawing().route(1, river);
  for (const from of [40, 140]) drawing.route(2, beside(river.slice(from, from + 41), 20));
  return drawing;
}

const SIDE_SCAN: Record<string, Scene> = {
  'side-scan lines 20 m beside the line': (random) => {
    const drawing = new Drawing().route(1, winding(random, 5000));
    const line = mostOf(drawing, 0, random);
    return outing(drawing, [
      { ...line, offset: 20 },
      { ...line, from: line.to, to: line.from, offset: -20 },
    ]);
  },
  'one side-scan line 20 m beside the line': (random) => {
    const drawing = new Drawing().route(1, winding(random, 5000));
    return outing(drawing, [{ ...mostOf(drawing, 0, random), offset: random() < 0.5 ? 20 : -20 }]);
  },
};

/** Part of what such receivers stray is gone at the next fix, so that chords head askew as well. */
const JITTERY: Record<string, Scene> = {
  'one side-scan line 20 m beside the line, by a receiver that jitters': (random) => {
    const drawing = new Drawing().route(1, winding(random, 5000));
    const line = { ...mostOf(drawing, 0, random), offset: random() < 0.5 ? 20 : -20 };
    return { ...outing(drawing, [line]), noise: jitteryNoise };
  },
};

//   ══════════════  a water 60 m beside the line, which nobody drew
//   ──────────────  the line, surveyed before and after
const UNDRAWN: Record<string, Scene> = {
  'a line, and 600 m of a water 60 m beside it that is not drawn': (random) => {
    const drawing = new Drawing().route(1, winding(random, 5000, 0.3));
    const at = 1200 + 1500 * random();
    const line = { line: 0, from: at - 900, to: at };
    const on = { line: 0, from: at + 600, to: at + 1500 };
    const aside = along(drawing, { line: 0, from: at, to: at + 600, offset: 60 });
    return { drawing, path: [...along(drawing, line), ...aside, ...along(drawing, on)], legs: [line, on] };
  },
};

const SPACING_M = 280;
const SIDE = 9;

//   ┼──┼──┼──      a turn at every crossing, through ever other canals
//   ┼──●━━●──
//   ●━━●──┼──
const CORNERS: Record<string, Scene> = {
  'a turn into another canal every 280 m': (random) => {
    const { drawing, rows, columns } = lattice(random);
    const legs: Leg[] = [];
    for (let i = 0; i + 1 < SIDE; i++)
      legs.push(between(drawing, rows[i], i, i + 1), between(drawing, columns[i + 1], i, i + 1));
    return outing(drawing, legs);
  },
  'a turn at the mouth of every side stream': (random) => {
    const drawing = new Drawing().route(1, winding(random, 3200));
    const river = drawing.lines[0].points;
    const legs: Leg[] = [];
    for (let i = 15; i + 15 < river.length; i += 15) {
      const line = drawing.lines.length;
      drawing.route(1 + line, [
        river[i],
        [river[i][0] - 40 + 80 * random(), river[i][1] + (random() < 0.5 ? 260 : -260)],
      ]);
      const length = lineLengthM(drawing.lines[line].points);
      legs.push(between(drawing, 0, i - 15, i), { line, from: 0, to: length }, { line, from: length, to: 0 });
    }
    return outing(drawing, legs);
  },
};

/** Canals about 280 m apart both ways, bent a little; each is one route through all crossings. */
function lattice(random: () => number) {
  const drawing = new Drawing();
  const nodes = Array.from(
    { length: SIDE * SIDE },
    (_, i): Xy => [
      SPACING_M * (i % SIDE) + 60 * (random() - 0.5),
      SPACING_M * Math.floor(i / SIDE) + 60 * (random() - 0.5),
    ],
  );
  const numbers = Array.from({ length: SIDE }, (_, i) => i);
  for (const i of numbers) drawing.route(i + 1, nodes.slice(SIDE * i, SIDE * (i + 1)));
  for (const i of numbers)
    drawing.route(
      SIDE + i + 1,
      nodes.filter((_, node) => node % SIDE === i),
    );
  return { drawing, rows: numbers, columns: numbers.map((i) => SIDE + i) };
}

/** Along a line from one of its vertices to another. */
function between(drawing: Drawing, line: number, a: number, b: number): Leg {
  const { points } = drawing.lines[line];
  const metres = (vertex: number) => lineLengthM(points.slice(0, vertex + 1));
  return { line, from: metres(a), to: metres(b) };
}

const LEVELS = [
  [3, 0.97],
  [8, 0.97],
  [12, 0.95],
] as const;
describe('waters beside one another', () => expectFound({ ...SCENES, ...WIDE }, LEVELS));
describe('waters that do not meet', () => {
  expectFound(STRANGERS, [
    [3, 0.97],
    [8, 0.97],
    [12, 0.97],
  ]);
  expectFound(VISIT, [
    [3, 0.97],
    [8, 0.95],
  ]);
});
describe('side scan', () =>
  expectFound(SIDE_SCAN, [
    [3, 0.95],
    [8, 0.95],
  ]));
describe('side scan under water in the noise', () => {
  expectFound(SIDE_SCAN, [[12, 0.97]], ['under']);
  expectFound(
    JITTERY,
    [
      [3, 0.97],
      [8, 0.97],
      [12, 0.96],
    ],
    ['under'],
  );
  expectFound(
    UNDRAWN,
    [
      [3, 0.97],
      [8, 0.94],
    ],
    ['under'],
  );
});
describe('turns', () => expectFound(CORNERS, LEVELS));
