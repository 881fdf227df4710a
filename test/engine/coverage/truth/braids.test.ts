/** Braids whose water is drawn as one polygon: the arm that a boat went up is the one whose line it was near. */
import { describe } from 'vitest';
import { beside, Drawing, lineLengthM, walk, type Xy } from '../drawing.ts';
import { expectFound, type Leg, outing, type Scene, winding } from './crews.ts';

type Random = () => number;

/** First and last vertex of each island's stretch; 20 m from one to the next. */
const ISLANDS = [
  [20, 52],
  [75, 100],
  [125, 160],
] as const;
const WIDTHS = [12, 20, 30];

//        ╭───────╮          main, which goes up the left arms
//   ─────┤ island ├─────    60 m on either side of which the water is one
//        ╰───────╯          an arm of the same river, or of another
interface Braid {
  drawing: Drawing;
  /** Metres along main where each island's arms leave and come back. */
  forks: (readonly [number, number])[];
  base: readonly Xy[];
}

/** A river whose arms lie `apartM` from one another, 12 to 30 m wide, in one polygon: islands are holes, or the chart has none. */
function braid(random: Random, apartM: number, hasRivers = false): Braid {
  const base = winding(random, 3600, 0.25);
  const width = WIDTHS[Math.floor(3 * random())];
  const half = base.map((_, i) => (apartM / 2) * swell(i));
  const main = aside(base, half);
  const arms = ISLANDS.map(([a, b]) => [
    main[a],
    ...aside(base, half, -1).slice(a + 1, b), // right of the middle
    main[b],
  ]);
  const drawing = new Drawing().route(1, main);
  for (const [i, arm] of arms.entries()) drawing.route(hasRivers ? 2 + i : 1, arm, hasRivers ? 'main' : 'branch');
  const edge = half.map((off) => off + width / 2);
  const outline = [...aside(base, edge), ...aside(base, edge, -1).reverse()];
  const isles =
    random() < 0.7 ? ISLANDS.map(([a, b]) => isle(base, half, width, a, b)).filter((r) => r.length > 4) : [];
  const lines = [main, ...arms].reduce((sum, line) => sum + lineLengthM(line), 0);
  const area = surface(outline) - isles.reduce((sum, ring) => sum + surface(ring), 0);
  drawing.water(1, 'river', [outline, ...isles], area / lines);
  const at = (v: number) => lineLengthM(main.slice(0, v + 1));
  return { drawing, forks: ISLANDS.map(([a, b]) => [at(a), at(b)] as const), base };
}

/** 1 beside an island, 0 off it, over 80 m from one to the other. */
function swell(vertex: number): number {
  return Math.max(0, ...ISLANDS.map(([a, b]) => Math.min(1, (vertex - a) / 4, (b - vertex) / 4)));
}

const aside = (base: readonly Xy[], off: readonly number[], side = 1): Xy[] =>
  off.map((metres, i) => beside(base.slice(Math.max(0, i - 1), i + 2), side * metres)[Math.min(i, 1)]);

function isle(base: readonly Xy[], half: readonly number[], width: number, a: number, b: number): Xy[] {
  const inner = half.map((off) => off - width / 2);
  const dry = [...inner.keys()].filter((i) => i > a && i < b && inner[i] > 1);
  const bank = (side: number) => dry.map((i) => aside(base, inner, side)[i]);
  return [...bank(1), ...bank(-1).reverse()];
}

function surface(ring: readonly Xy[]): number {
  const twice = ring.map(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length];
    return x * nextY - nextX * y;
  });
  return Math.abs(twice.reduce((a, b) => a + b, 0)) / 2;
}

/** From before the first island to past the last, past each up whichever arm. */
function through({ drawing, forks }: Braid, isLeft: (island: number) => boolean): Leg[] {
  const legs: Leg[] = [];
  let from = 150;
  for (const [i, [leave, join]] of forks.entries()) {
    if (isLeft(i)) continue;
    legs.push({ line: 0, from, to: leave }, whole(drawing, i));
    from = join;
  }
  return [...legs, { line: 0, from, to: lineLengthM(drawing.lines[0].points) - 150 }];
}

const whole = (drawing: Drawing, i: number): Leg => ({
  line: 1 + i,
  from: 0,
  to: lineLengthM(drawing.lines[1 + i].points),
});
const back = ({ line, from, to }: Leg): Leg => ({ line, from: to, to: from });

const WAYS: Record<string, (random: Random, river: Braid) => readonly Leg[]> = {
  'up the right arms': (_random, river) => through(river, () => false),
  'up the left arms, the main line': (_random, river) => through(river, () => true),
  'up either arm': (random, river) => through(river, () => random() < 0.5),
  'round the island and back': (random, { drawing, forks }) => {
    const island = Math.floor(3 * random());
    const [leave, join] = forks[island];
    const left: Leg = { line: 0, from: leave, to: join };
    const round = [whole(drawing, island), back(left)];
    const start: Leg = { line: 0, from: leave - 300, to: leave };
    return [start, ...(random() < 0.5 ? round : round.map(back).reverse()), back(start)];
  },
  'begun inside an arm': (random, { drawing, forks }) => {
    const island = Math.floor(3 * random());
    const arm = whole(drawing, island);
    const from = arm.to * (0.3 + 0.3 * random());
    const [leave, join] = forks[island];
    if (random() < 0.5)
      return [
        { ...arm, from },
        { line: 0, from: join, to: join + 400 },
      ];
    return [{ line: 0, from: join - from, to: leave - 300 }];
  },
};

const SCENES: Record<string, Scene> = {};
for (const [name, way] of Object.entries(WAYS))
  for (const apartM of [40, 50, 60, 80])
    SCENES[`arms ${apartM} m apart, ${name}`] = (random) => {
      const river = braid(random, apartM);
      return outing(river.drawing, way(random, river));
    };

const OTHERS: Record<string, Scene> = {};
for (const apartM of [40, 60])
  OTHERS[`arms ${apartM} m apart that are rivers of their own, up either arm`] = (random) => {
    const river = braid(random, apartM, true);
    return outing(river.drawing, WAYS['up either arm'](random, river));
  };

/** A boat at 1.5 m/s whose receiver remembers for half a minute or so how it errs. */
const EACH_SECOND: Record<string, Scene> = {};
for (const apartM of [40, 60])
  EACH_SECOND[`arms ${apartM} m apart, up either arm, a fix each second`] = (random) => {
    const river = braid(random, apartM);
    const slow = outing(river.drawing, WAYS['up either arm'](random, river));
    return { ...slow, path: walk(slow.path, 1.5), everyS: 1, noise: slowNoise };
  };

function slowNoise(random: Random, sigma: number): () => number {
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const memory = Math.exp(-1 / (20 + 40 * random()));
  let state = gauss();
  return () => {
    state = memory * state + Math.sqrt(1 - memory * memory) * gauss();
    return sigma * state;
  };
}

const LEVELS = [
  [0, 0.97],
  [3, 0.97],
  [8, 0.97],
  [12, 0.95],
] as const;
describe('braids in one polygon', () => expectFound(SCENES, LEVELS, ['above']));
describe('braids of several rivers in one polygon', () => expectFound(OTHERS, LEVELS, ['above', 'under']));
describe('braids in one polygon, seen each second', () => expectFound(EACH_SECOND, LEVELS, ['above']));
