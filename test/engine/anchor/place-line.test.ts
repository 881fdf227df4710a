/** Where a recorded stretch lies on a river drawn anew, and how far what has a place went. */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../server/demo/random.ts';
import { anchoredOf } from '../../../server/engine/anchor/anchored.ts';
import { placeLine } from '../../../server/engine/anchor/place-line.ts';
import { type MeasuredVertices, stretchOf } from '../../../server/engine/anchor/stretch.ts';
import type { Rulers } from '../../../server/engine/rulers.ts';
import { Drawing, type Xy } from '../coverage/drawing.ts';

const TOLERANCE_MM = 50_000;

function anchorLine(rulers: Rulers, routes: readonly number[], line: MeasuredVertices, toleranceMm: number) {
  return anchoredOf(placeLine({ rulers, routes, line, toleranceMm }), [line.m[0], line.m.at(-1)!]);
}

/** What is said of metres 100 to 900 of a straight river of 1 km when its line is this one. */
function anchoredOn(...line: Xy[]) {
  const before = new Drawing().route(1, [
    [0, 0],
    [1000, 0],
  ]).rulers;
  return anchorLine(new Drawing().route(1, line).rulers, [0], stretchOf(before, 0, 100_000, 900_000), TOLERANCE_MM);
}

describe('placeLine', () => {
  it('says nothing went anywhere where the river was cut off: what runs on past its end has no place', () => {
    const { ranges, movedMm, lostMm, besideMm } = anchoredOn([500, 0], [1000, 0]);
    expect(ranges.map(({ fromMm, toMm }) => [fromMm, Math.round(toMm / 100) * 100])).toEqual([[0, 399_900]]);
    expect(movedMm).toBe(0);
    expect(lostMm).toBeGreaterThan(300_000);
    expect(besideMm).toBeGreaterThan(390_000);
  });

  it('says how far a river went that was drawn 30 m beside', () => {
    expect(anchoredOn([0, 30], [1000, 30])).toMatchObject({ movedMm: 30_000, lostMm: 0, besideMm: 0 });
  });

  //  ──a──┬──b──   c is added: a and b are drawn as they were, as a branch and part of the main route, or three routes
  //       └──c──
  const A: Xy[] = [
    [0, 0],
    [500, 0],
  ];
  const B: Xy[] = [
    [500, 0],
    [980, 140],
  ];
  const C: Xy[] = [
    [500, 0],
    [980, -140],
  ];
  it.each([
    ['a and b apart', [A, B, C], 2],
    ['b and c one', [A, [...B.toReversed(), ...C.slice(1)]], 2],
    ['c and b one', [A, [...C.toReversed(), ...B.slice(1)]], 2],
    ['a and c one', [[...A, ...C.slice(1)], B], 2],
    ['c and a one', [[...C.toReversed(), ...A.toReversed().slice(1)], B], 2],
    ['a and b one', [[...A, ...B.slice(1)], C], 1],
  ])('loses nothing and takes no other ground where a line is added: %s', (_, lines, count) => {
    for (const turned of [false, true]) {
      const was = new Drawing().route(1, turned ? [...A, ...B.slice(1)].toReversed() : [...A, ...B.slice(1)]).rulers;
      const now = lines.reduce((drawing, line, i) => drawing.route(i + 1, line as Xy[]), new Drawing()).rulers;
      const [from, to] = [200_000, 900_000];
      const { ranges, movedMm, lostMm } = anchorLine(now, [...lines.keys()], stretchOf(was, 0, from, to), TOLERANCE_MM);
      expect([ranges.length, lostMm]).toEqual([count, 0]);
      expect(movedMm).toBeLessThan(6);
      const length = ranges.reduce((sum, { fromMm, toMm }) => sum + toMm - fromMm, 0);
      expect(Math.abs(length - (to - from))).toBeLessThan(30);
    }
  });

  //  ◀──────────╮    a river that comes back beside itself: what lay on one limb stays on it, though the other's line is nearer
  //  ───────────╯
  it('stays on its limb where a river that comes back to itself is shifted', () => {
    const random = seededRandom(7);
    for (let scene = 0; scene < 60; scene++) {
      const [gap, tip, length] = [4 + 36 * random(), 60 + 340 * random(), 600 + 900 * random()];
      const line: Xy[] = [
        [length, gap],
        [length / 3, gap + tip / 2],
        [-tip, gap / 2],
        [length / 4, -tip / 8],
        [length + 300, 0],
      ];
      const [angle, by] = [2 * Math.PI * random(), 2 + 7 * random()];
      const shifted = line.map(([x, y]): Xy => [x + by * Math.cos(angle), y + by * Math.sin(angle)]);
      const was = new Drawing().route(1, line).rulers;
      const total = was.m[was.m.length - 1];
      const [from, to] = [Math.round(total * 0.3 * random()), Math.round(total * (0.6 + 0.4 * random()))];
      const now = new Drawing().route(1, random() < 0.5 ? shifted : shifted.toReversed()).rulers;
      const { ranges, lostMm } = anchorLine(now, [0], stretchOf(was, 0, from, to), TOLERANCE_MM);
      expect(ranges, `scene ${scene}`).toHaveLength(1);
      const [{ fromMm, toMm, reversed }] = ranges;
      const is = reversed ? [total - toMm, total - fromMm] : [fromMm, toMm];
      expect(Math.max(Math.abs(is[0] - from), Math.abs(is[1] - to)), `scene ${scene}`).toBeLessThan(1000 * by + 50);
      expect(lostMm, `scene ${scene}`).toBeLessThan(20_000);
    }
  });
});

//  ╭──────────╮    one line there and back: shifted by up to what its limbs are apart, each lies nearer to where the other was
//  ╰──────────
describe('a line that comes back beside itself', () => {
  it('keeps its order on the line drawn aside, whole and in parts, by up to what its limbs are apart', () => {
    const random = seededRandom(11);
    for (let scene = 0; scene < 200; scene++) {
      const [gap, length] = [12 + 23 * random(), 500 + 700 * random()];
      const bend = (60 * random() - 30) * (random() < 0.5 ? 1 : 0); // of both limbs alike
      const line: Xy[] = [
        [0, 0],
        [length / 2, bend],
        [length, 0],
        [length + 20 * random(), gap / 2],
        [length, gap],
        [length / 2, bend + gap],
        [-60 + 120 * random(), gap],
      ];
      const by = gap * (0.3 + 0.7 * random());
      const angle = 2 * Math.PI * random();
      const shifted = line.map(([x, y]): Xy => [x + by * Math.cos(angle), y + by * Math.sin(angle)]);
      const was = new Drawing().route(1, line).rulers;
      const total = was.m[was.m.length - 1];
      const isTurned = random() < 0.5;
      const now = new Drawing().route(1, isTurned ? shifted.toReversed() : shifted).rulers;
      const placed = placeLine({
        rulers: now,
        routes: [0],
        line: stretchOf(was, 0, 0, total),
        toleranceMm: TOLERANCE_MM,
      });
      const [from, to] = [Math.round(total * 0.4 * random()), Math.round(total * (0.6 + 0.4 * random()))];
      for (const part of [
        [0, total],
        [from, to],
        [Math.round(total * 0.6), to],
      ] as [number, number][]) {
        const { ranges, lostMm } = anchoredOf(placed, part);
        expect(ranges, `scene ${scene} of ${gap} by ${by} at ${angle}`).toHaveLength(1);
        const [{ fromMm, toMm, reversed }] = ranges;
        const is = reversed ? [total - toMm, total - fromMm] : [fromMm, toMm];
        expect([reversed, lostMm]).toEqual([isTurned, 0]);
        expect(Math.max(Math.abs(is[0] - part[0]), Math.abs(is[1] - part[1])), `scene ${scene}`).toBeLessThan(
          1000 * by + 50,
        );
      }
    }
  });
});

//  ┌──────────┐
//  │ ┌──────┐ │   a shore 30 m farther out: its corners, too, are of what was surveyed, also where the shore begins
//  │ └──────┘ │
//  └──────────┘
it.each([30, 10, -10])('a ring lies all along the ring drawn %d m outside it', (by) => {
  const ring = (out: number): Xy[] => [
    [-out, 800 + out],
    [-out, -out],
    [1000 + out, -out],
    [1000 + out, 800 + out],
    [-out, 800 + out],
  ];
  const [was, now] = [ring(0), ring(by)].map((line) => new Drawing().route(1, line, 'shore').rulers);
  const lap = (rulers: Rulers) => rulers.m[rulers.m.length - 1];
  const { ranges, lostMm } = anchorLine(now, [0], stretchOf(was, 0, 0, lap(was)), TOLERANCE_MM);
  expect(ranges).toEqual([{ route: 0, fromMm: 0, toMm: lap(now), reversed: false }]);
  expect(lostMm).toBe(0);
});
