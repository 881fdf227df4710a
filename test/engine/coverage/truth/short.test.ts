/** Short surveys, which ferries over narrow water look like in the noise: single outings, two banks, boats that drift over. */
import { describe } from 'vitest';
import { beside, Drawing, walk, type Xy } from '../drawing.ts';
import { along, expectFound, type Leg, type Scene, STEP_M, winding } from './crews.ts';
import { type Random, strip } from './from-bank-to-bank.ts';

const RIVERS = 12;
const APART_M = 4000;

/** What a crew does on one river, number `line` of the drawing. */
type Work = (drawing: Drawing, line: number, random: Random) => { path: Xy[]; legs: readonly Leg[] };

//   ══════════   rivers 4 km apart, so that the track is cut between them and each piece is judged by itself
//      ── ──
//   ══════════
const onRivers =
  (widthM: number, hasPolygon: boolean, work: Work): Scene =>
  (random) => {
    const drawing = new Drawing();
    const done = Array.from({ length: RIVERS }, (_, line) => {
      const bed = winding(random, 2500, 0.4).map(([x, y]): Xy => [x, y + APART_M * line]);
      drawing.route(line + 1, bed);
      if (hasPolygon) drawing.water(line + 1, 'river', [strip(bed, widthM)], widthM);
      return work(drawing, line, random);
    });
    return { drawing, path: done.flatMap(({ path }) => path), legs: done.flatMap(({ legs }) => legs) };
  };

const outing =
  (longest: number, back: boolean): Work =>
  (drawing, line, random) => {
    const from = 300 + 1000 * random();
    const there: Leg = { line, from, to: from + 60 + (longest - 60) * random() };
    const legs = back ? [there, { line, from: there.to, to: there.from }] : [there];
    return { path: legs.flatMap((leg) => along(drawing, leg)), legs };
  };

/** From 5 % of the width off one bank to as far off the other, at 15° to the river. */
const drift =
  (widthM: number): Work =>
  (drawing, line, random) => {
    const from = 300 + 700 * random();
    const to = from + (0.9 * widthM) / Math.tan(Math.PI / 12);
    const way = walk(drawing.lines[line].points, STEP_M, 0, from, to);
    const side = random() < 0.5 ? 0.45 : -0.45;
    const path = way.map((_, i): Xy => beside(way, side * widthM * (1 - (2 * i) / (way.length - 1)))[i]);
    return { path, legs: [{ line, from, to }] };
  };

/** 100 m along one bank, straight over and 100 m along the other. */
const bothBanks =
  (widthM: number): Work =>
  (drawing, line, random) => {
    const from = 300 + 1000 * random();
    const { points } = drawing.lines[line];
    const left = beside(walk(points, STEP_M, 0, from, from + 100), 0.42 * widthM);
    const right = beside(walk(points, STEP_M, 0, from + 100, from + 200), -0.42 * widthM);
    const path = [...left, ...walk([left[left.length - 1], right[0]], STEP_M), ...right];
    return { path, legs: [{ line, from, to: from + 200 }] };
  };

const OUTINGS: Record<string, Scene> = {
  'outings of 60 to 120 m down a river 45 m wide': onRivers(45, true, outing(120, false)),
  'outings of 60 to 120 m down a river 100 m wide': onRivers(100, true, outing(120, false)),
  'outings of 60 to 120 m along a line': onRivers(45, false, outing(120, false)),
  'outings of 60 to 200 m there and back, 45 m wide': onRivers(45, true, outing(200, true)),
  'outings of 60 to 200 m there and back along a line': onRivers(45, false, outing(200, true)),
};

const DRIFTS: Record<string, Scene> = {
  'boats that drift once over 100 m of water at 15°': onRivers(100, true, drift(100)),
  'boats that drift once over 60 m of water at 15°': onRivers(60, true, drift(60)),
};

const BANKS: Record<string, Scene> = {
  '100 m along either bank of a river 30 m wide': onRivers(30, true, bothBanks(30)),
  '100 m along either bank of a river 24 m wide without polygon': onRivers(24, false, bothBanks(24)),
};

describe('short outings are found', () =>
  // 60 m of way are one chord, and noise of 12 m a slant of 20° and more
  expectFound(OUTINGS, [
    [3, 0.9],
    [8, 0.87],
    [12, 0.78],
  ]));
describe('boats that drift over slowly are found', () =>
  expectFound(DRIFTS, [
    [3, 0.98],
    [8, 0.94],
    [12, 0.86],
  ]));
describe('work along both banks is found', () =>
  expectFound(BANKS, [
    [3, 0.98],
    [8, 0.95],
    [12, 0.9],
  ]));
