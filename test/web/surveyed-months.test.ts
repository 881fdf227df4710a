import { expect, it } from 'vitest';
import { SurveyedMonths } from '../../web/strips/surveyed-months.ts';

const above = [{ month: '2022-03', mode: 'above_water' as const, surveyed_km: 4 }];
const under = [{ month: '2023-01', mode: 'under_water' as const, surveyed_km: 2 }];

it('months stay as stops when another mode is asked for, and their lengths are awaited until its answer is there', () => {
  const months = new SurveyedMonths();
  const [inAbove, inUnder] = ['above_water', 'under_water'].map((mode) => ({ district: 'demo', mode }));
  expect([months.stops(inAbove), months.areAwaited(inAbove)]).toEqual([[], true]);
  months.put(inAbove, above);
  expect([months.stops(inAbove), months.areAwaited(inAbove)]).toEqual([above, false]);
  expect([months.stops(inUnder), months.areAwaited(inUnder)]).toEqual([above, true]);
  months.put(inUnder, under);
  expect([months.stops(inUnder), months.areAwaited(inUnder)]).toEqual([under, false]);
  expect(months.areAwaited(inAbove)).toBe(true);
});

it('months of one district are no stops of another', () => {
  const months = new SurveyedMonths();
  months.put({ district: 'demo', mode: null }, above);
  expect(months.stops({ district: 'other', mode: null })).toEqual([]);
  expect(months.stops(null)).toEqual([]);
});
