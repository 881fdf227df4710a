/** Other lines drawn into a river's polygon take nothing from it: mouths up to its middle, ditches in its edge, arms behind islets. */
import { describe } from 'vitest';
import { beside, Drawing, lineLengthM, type Xy } from '../drawing.ts';
import { expectFound, type Leg, mostOf, outing, type Scene, winding } from './crews.ts';

type Random = () => number;

const SCENES: Record<string, Scene> = {};
for (const widthM of [100, 220])
  for (const degrees of [15, 30])
    for (const whose of ['of other rivers', 'of its own'])
      SCENES[`a river ${widthM} m wide along its left bank, past mouths ${whose} at ${degrees}°`] = (random) => {
        const drawing = mouths(random, widthM, degrees, whose === 'of its own');
        return outing(drawing, [{ ...mostOf(drawing, 0, random), offset: widthM / 2 - 12, bank: 'left' }]);
      };
for (const degrees of [15, 30])
  SCENES[`a river 100 m wide, on foot along its embankment, past mouths at ${degrees}°`] = (random) => {
    const drawing = mouths(random, 100, degrees, random() < 0.5);
    return outing(drawing, [{ ...mostOf(drawing, 0, random), offset: 54 + 4 * random(), bank: 'left' }]);
  };
for (const widthM of [30, 100])
  SCENES[`a river ${widthM} m wide along its left bank, where a ditch is drawn into its edge`] = (random) => {
    const river = winding(random, 5000, 0.3);
    const ditch = beside(river.slice(50, 120), widthM / 2 - 4);
    const drawing = filled(new Drawing().route(1, river), river, widthM).route(2, ditch);
    const bank = widthM > 30 ? 'left' : 'both';
    return outing(drawing, [{ ...mostOf(drawing, 0, random), offset: widthM / 2 - 12, bank }]);
  };
for (const isletM of [20, 40]) {
  SCENES[`120 m of water along islets ${isletM} m wide, past the arms behind them`] = (random) => {
    const drawing = islets(random, isletM);
    return outing(drawing, [{ ...mostOf(drawing, 0, random), offset: -50, bank: 'right' }]);
  };
  SCENES[`the arms behind islets ${isletM} m wide`] = (random) => {
    const drawing = islets(random, isletM);
    return outing(drawing, behind(drawing));
  };
}

function filled(drawing: Drawing, river: readonly Xy[], widthM: number): Drawing {
  return drawing.water(1, 'river', [[...beside(river, widthM / 2), ...beside(river, -widthM / 2).reverse()]], widthM);
}

/** Straight lines of 900 m that come in from the left, one in 160 m to 500 m, and are drawn to the middle. */
function mouths(random: Random, widthM: number, degrees: number, isOwn: boolean): Drawing {
  const river = winding(random, 5000, 0.3);
  const drawing = filled(new Drawing().route(1, river), river, widthM);
  for (let i = 20; i + 20 < river.length; i += 8 + Math.floor(18 * random())) {
    const [x, y] = river[i];
    const angle = Math.atan2(river[i + 1][1] - y, river[i + 1][0] - x) + (degrees * Math.PI) / 180;
    const head: Xy = [x + 900 * Math.cos(angle), y + 900 * Math.sin(angle)];
    drawing.route(isOwn ? 1 : 1 + i, [river[i], head], isOwn ? 'branch' : 'main');
  }
  return drawing;
}

/** First and last vertex of each islet's stretch, 20 m from one to the next. */
const STRETCHES = [
  [30, 60],
  [90, 130],
] as const;

//   ───────────────────── line     120 m of water
//    ╲  ▭▭▭▭▭▭ islet  ╱
//     ╰──────────────╯             an arm of the river, 20 m wide: all is one polygon
function islets(random: Random, isletM: number): Drawing {
  const river = winding(random, 4000, 0.2);
  const swell = river.map((_, i) => Math.max(0, ...STRETCHES.map(([a, b]) => Math.min(1, (i - a) / 4, (b - i) / 4))));
  const right = swell.map((share, i) => beside(river, -60 - share * (isletM + 20))[i]);
  const isles = STRETCHES.map(([a, b]) => [
    ...beside(river, -60).slice(a + 4, b - 3),
    ...beside(river, -60 - isletM)
      .slice(a + 4, b - 3)
      .reverse(),
  ]);
  const drawing = new Drawing().route(1, river);
  for (const [a, b] of STRETCHES) {
    const bed = beside(river, -70 - isletM).slice(a + 2, b - 1);
    drawing.route(1, [river[a - 4], ...bed, river[b + 4]], 'branch');
  }
  const metres = drawing.lines.reduce((sum, { points }) => sum + lineLengthM(points), 0);
  drawing.water(1, 'river', [[...beside(river, 60), ...right.reverse()], ...isles], (120 * 4000 + 20 * 1400) / metres);
  return drawing;
}

/** Down the middle to each arm and through it. */
function behind({ lines }: Drawing): Leg[] {
  const at = (vertex: number) => lineLengthM(lines[0].points.slice(0, vertex + 1));
  const [[a, b], [c, d]] = STRETCHES.map(([first, last]) => [at(first - 4), at(last + 4)]);
  return [
    { line: 0, from: a - 350, to: a },
    { line: 1, from: 0, to: lineLengthM(lines[1].points) },
    { line: 0, from: b, to: c },
    { line: 2, from: 0, to: lineLengthM(lines[2].points) },
    { line: 0, from: d, to: d + 300 },
  ];
}

describe('lines in a river’s polygon', () =>
  expectFound(
    SCENES,
    [
      [3, 0.97],
      [8, 0.97],
      [12, 0.95],
    ],
    ['above'],
  ));
