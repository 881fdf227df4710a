/** Months as stops of the slider of dates. */
import { describe, expect, it } from 'vitest';
import { lastDayOf, monthBars, steppedDay, stopOf, yearsOf } from '../../web/strips/month-bars.ts';

const bars = monthBars([
  { month: '2023-02', surveyed_km: 3 },
  { month: '2022-11', surveyed_km: 1 },
  { month: '2022-11', surveyed_km: 0.5 },
]);

describe('stops of dates', () => {
  it('are every month from the first survey to the last, modes together', () => {
    expect(bars).toEqual([
      { month: '2022-11', surveyed_km: 1.5 },
      { month: '2022-12', surveyed_km: 0 },
      { month: '2023-01', surveyed_km: 0 },
      { month: '2023-02', surveyed_km: 3 },
    ]);
    expect([lastDayOf('2024-02'), lastDayOf('2022-12')]).toEqual(['2024-02-29', '2022-12-31']);
  });

  it('hold the dates of their month; before the first it is the first, after the last the latest state', () => {
    const stops = [null, '2021-05-01', '2022-11-30', '2022-12-01', '2023-02-28', '2023-03-01'];
    expect(stops.map((asOf) => stopOf(bars, asOf))).toEqual([4, 0, 0, 1, 3, 4]);
    expect(stopOf([], '2022-01-01')).toBe(0);
  });
});

it('steps by months between the first month and the latest state, and names the years that had surveys', () => {
  const bars = monthBars([
    { month: '2022-11', surveyed_km: 5 },
    { month: '2024-01', surveyed_km: 3 },
  ]);
  expect(steppedDay(bars, null, -1)).toBe('2024-01-31');
  expect(steppedDay(bars, '2024-01-31', -2)).toBe('2023-11-30');
  expect(steppedDay(bars, '2024-01-31', 1)).toBeNull();
  expect(steppedDay(bars, '2022-11-30', -1)).toBe('2022-11-30');
  expect(steppedDay([], null, -1)).toBeNull();
  expect(yearsOf(bars)).toEqual(['2022', '2024']);
});
