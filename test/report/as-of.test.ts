/** Days that follow from an as-of day. */
import { describe, expect, it } from 'vitest';
import { lastDay, staleBefore } from '../../server/report/as-of.ts';

describe('what is stale', () => {
  const limit = (asOf: string | undefined, months: number, now?: Date) =>
    new Date(86_400_000 * staleBefore({ utcOffsetMinutes: 480, staleAfterMonths: months }, lastDay(asOf), now))
      .toISOString()
      .slice(0, 10);

  it('goes back by the calendar, to the end of a shorter month', () => {
    expect(limit('2024-03-31', 1)).toBe('2024-02-29');
    expect(limit('2024-01-15', 24)).toBe('2022-01-15');
    expect(limit('2024-01-31', 11)).toBe('2023-02-28');
    expect(limit('2024-12-31', 0)).toBe('2024-12-31');
  });

  it('is asked of today in the district without a day', () => {
    expect(limit(undefined, 12, new Date('2024-12-31T16:30:00Z'))).toBe('2024-01-01');
  });
});
