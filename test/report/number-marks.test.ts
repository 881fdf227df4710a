import { expect, it } from 'vitest';
import { spreadMarks } from '../../server/report/river-strips/page/number-marks.ts';

const FRAME = { width: 200, height: 100 };

/** Of all pairs of circles of radius 7. */
const overlapping = (marks: readonly (readonly [number, number])[]): number =>
  marks.flatMap(([x, y], i) => marks.slice(i + 1).filter(([ox, oy]) => (x - ox) ** 2 + (y - oy) ** 2 < 14 ** 2)).length;

it('marks that have room stay at their place', () => {
  const places = [
    [20, 20],
    [60, 20],
    [60, 40],
  ] as const;
  expect(spreadMarks(places, FRAME)).toEqual(places);
});

it('twelve marks on one spot stand beside each other within the frame, the first at its place', () => {
  const places = Array.from({ length: 12 }, () => [8, 8] as const);
  const marks = spreadMarks(places, FRAME);
  expect(marks[0]).toEqual([8, 8]);
  expect(overlapping(places)).toBe(66);
  expect(overlapping(marks)).toBe(0);
  for (const [x, y] of marks) expect(x > 7 && y > 7 && x < 193 && y < 93).toBe(true);
});

it('where nothing is free within reach a mark keeps its place', () => {
  const places = Array.from({ length: 3 }, () => [8, 8] as const);
  expect(spreadMarks(places, { width: 16, height: 16 })).toEqual(places);
});
