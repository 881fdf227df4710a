/** Months as stops of a slider: from the first survey to the last, those without any too. Pure. */

export interface SurveyedMonth {
  month: string; // YYYY-MM
  surveyed_km: number;
}

/** Every month from the first to the last with what was surveyed in it, modes together. */
export function monthBars(rows: readonly SurveyedMonth[]): SurveyedMonth[] {
  if (rows.length === 0) return [];
  const names = rows.map(({ month }) => month).sort();
  const bars: SurveyedMonth[] = [];
  for (let month = names[0]; month <= names[names.length - 1]; month = nextMonth(month)) {
    const own = rows.filter((row) => row.month === month);
    bars.push({ month, surveyed_km: own.reduce((sum, row) => sum + row.surveyed_km, 0) });
  }
  return bars;
}

export function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** YYYY-MM-DD of its last day. */
export function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** The stop of a date: the last month that has begun by it; after all of them, or without a date, the latest state. */
export function stopOf(bars: readonly SurveyedMonth[], asOf: string | null): number {
  if (asOf === null || bars.length === 0 || asOf > lastDayOf(bars[bars.length - 1].month)) return bars.length;
  return Math.max(0, bars.filter(({ month }) => month <= asOf.slice(0, 7)).length - 1);
}

/** The last day of the month at a stop; null after the last, which is the latest state. */
export const dayAt = (bars: readonly SurveyedMonth[], stop: number): string | null =>
  stop < bars.length ? lastDayOf(bars[stop].month) : null;

/** The date so many months on, held between the first month and the latest state. */
export function steppedDay(bars: readonly SurveyedMonth[], asOf: string | null, months: number): string | null {
  return dayAt(bars, Math.min(bars.length, Math.max(0, stopOf(bars, asOf) + months)));
}

/** Years with a survey, first to last. */
export const yearsOf = (bars: readonly SurveyedMonth[]): string[] => [
  ...new Set(bars.filter(({ surveyed_km }) => surveyed_km > 0).map(({ month }) => month.slice(0, 4))),
];
