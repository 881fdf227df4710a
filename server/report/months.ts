/** Surveyed km month by month: what the slider of dates shows (twin: the statement in test/http/figures.test.ts). */
import { KINDS, MODES, type Mode } from '../district/load-register.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { normalise, totalLength } from '../engine/ranges.ts';
import { km } from './coverage.ts';

export interface MonthRow {
  /** YYYY-MM, of the district's local days. */
  month: string;
  mode: Mode;
  /** River measured in the month on either bank, each metre once; what other months saw too is in each. */
  surveyed_km: number;
}

/** Months in which anything was measured, in order. */
export function monthRows(snapshot: Snapshot, mode?: Mode): MonthRow[] {
  const sums = new Map<string, number>();
  for (let route = 0; route < snapshot.rulers.count; route++)
    for (const [key, pairs] of routeMonths(snapshot, route))
      sums.set(key, (sums.get(key) ?? 0) + totalLength(normalise(pairs)));
  return [...sums]
    .map(([key, mm]) => ({ month: key.slice(0, 7), mode: key.slice(8) as Mode, surveyed_km: km(mm) }))
    .filter((row) => mode === undefined || row.mode === mode)
    .sort((a, b) => (a.month === b.month ? MODES.indexOf(a.mode) - MODES.indexOf(b.mode) : a.month < b.month ? -1 : 1));
}

/** Ranges of a route (index) by month and mode. */
function routeMonths({ surveyed }: Snapshot, route: number): Map<string, number[]> {
  const months = new Map<string, number[]>();
  const measured = KINDS.indexOf('measured');
  for (let i = surveyed.first[route]; i < surveyed.first[route + 1]; i++) {
    if (surveyed.kind[i] !== measured) continue;
    const month = new Date(surveyed.day[i] * 86_400_000).toISOString().slice(0, 7);
    const key = `${month} ${MODES[surveyed.mode[i]]}`;
    const pairs = months.get(key) ?? [];
    months.set(key, pairs);
    pairs.push(surveyed.from[i], surveyed.to[i]);
  }
  return months;
}
