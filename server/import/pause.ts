/** Readers whose records are damaged, or not asked for, give no rows for long: now and then they pause instead. */
import type { Issue } from './issues.ts';
import type { SourceRow } from './request.ts';
import { textOf } from './text-held.ts';

const RECORDS = 1000; // between two pauses: some milliseconds, some hundred kilobytes of issues
const HEAVY = 8000; // characters of a damaged record: a thousand of them are as much as a piece

export const PAUSE: SourceRow = { row: 0, properties: {}, geometry: null, isPause: true };

/** Whether a reader has to pause: its issues wait to be taken away. */
export function isPauseDue(issues: readonly Issue[]): boolean {
  const original = issues.at(-1)?.original;
  return issues.length >= RECORDS || (!!original && textOf(original) > HEAVY);
}

/** Rows that match; of many that do not, a pause. */
export function* onlyRows(rows: Iterable<SourceRow>, matches: (row: SourceRow) => boolean): Generator<SourceRow> {
  let left = 0;
  for (const row of rows) {
    if (row.isPause || matches(row)) yield row;
    else if (++left % RECORDS === 0) yield PAUSE;
  }
}
