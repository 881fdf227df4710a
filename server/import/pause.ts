/** Readers whose records are damaged, or not asked for, give no rows for long: now and then they pause instead. */
import type { Issue } from './issues.ts';
import type { SourceRow } from './request.ts';

const RECORDS = 1000; // between two pauses: some milliseconds, some hundred kilobytes of issues

export const PAUSE: SourceRow = { row: 0, properties: {}, geometry: null, isPause: true };

/** Whether a reader has to pause: its issues wait to be taken away. */
export function isPauseDue(issues: readonly Issue[]): boolean {
  return issues.length >= RECORDS;
}

/** Rows that match; of many that do not, a pause. */
export function* onlyRows(rows: Iterable<SourceRow>, matches: (row: SourceRow) => boolean): Generator<SourceRow> {
  let left = 0;
  for (const row of rows) {
    if (row.isPause || matches(row)) yield row;
    else if (++left % RECORDS === 0) yield PAUSE;
  }
}
