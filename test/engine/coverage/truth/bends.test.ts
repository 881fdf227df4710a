/** Rivers that wind all along, in bends shorter than a chord, and crews on them: no mean of what jitters may cut the bends. */
import { describe } from 'vitest';
import { Drawing, walk, type Xy } from '../drawing.ts';
import { receiverNoise } from '../random.ts';
import { expectFound, type Scene } from './crews.ts';
import type { Random } from './from-bank-to-bank.ts';

const RECEIVERS = {
  'all gone at the next fix': receiverNoise({ remembered: 1, share: 1 }),
  '15 % gone, the rest remembered for 20 fixes': receiverNoise({ remembered: 20, share: 0.15 }),
  'half gone, the rest remembered for 60 fixes': receiverNoise({ remembered: 60, share: 0.5 }),
};

/** Most that a bend turns off the valley, in radians, and metres of river from one bend to the next but one. */
const MEANDERS = [
  [1.3, 80],
  [1.6, 80],
  [1.6, 110],
  [1.75, 110],
  [1.75, 150],
  [1.9, 220],
] as const;

/** Metres from one fix to the next, and seconds. */
const PACES = [
  [1.5, 1],
  [3, 1],
  [6, 5],
  [10, 5],
] as const;

/** The curve whose direction is a sine of the way along it, as meanders are (Langbein and Leopold 1966), in a valley that turns a little. */
function meander(turns: number, waveM: number, lengthM: number, random: Random): Xy[] {
  const points: Xy[] = [];
  let [x, y] = [0, 0];
  const start = waveM * random();
  for (let way = start; way < start + lengthM; way += 4) {
    points.push([x, y]);
    const heading = turns * Math.sin((2 * Math.PI * way) / waveM) + 0.15 * Math.sin((2 * Math.PI * way) / 1500);
    [x, y] = [x + 4 * Math.cos(heading), y + 4 * Math.sin(heading)];
  }
  return points;
}

const downstream = (turns: number, waveM: number, stepM: number, everyS: number): Scene => {
  return (random) => {
    const line = meander(turns, waveM, 3400, random);
    const from = 300 + 300 * random();
    const to = from + 1500 + 700 * random();
    const legs = [{ line: 0, from, to }];
    return { drawing: new Drawing().route(1, line), path: walk(line, stepM, 0, from, to), legs, everyS };
  };
};

const scenes = (noise?: ReturnType<typeof receiverNoise>) =>
  Object.fromEntries(
    MEANDERS.flatMap(([turns, waveM]) =>
      PACES.map(([stepM, everyS]): [string, Scene] => [
        `bends of ${turns} over ${waveM} m, fixes ${stepM} m apart`,
        (random) => ({ ...downstream(turns, waveM, stepM, everyS)(random), noise }),
      ]),
    ),
  );

describe('without noise', () => expectFound(scenes(), [[0, 0.97]]));

for (const [name, noise] of Object.entries(RECEIVERS))
  describe(`noise ${name}`, () =>
    expectFound(scenes(noise), [
      [3, 0.97],
      [8, 0.97],
      [12, 0.95],
    ]));
