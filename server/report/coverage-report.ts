/** The coverage of groups as a report: the same rows as table, file, lines or page. */
import type { Snapshot } from '../district/snapshot.ts';
import { coverageColumns } from './columns.ts';
import { type CoverageQuery, coverageRows } from './coverage.ts';
import { groupNotes } from './facets/notes.ts';
import { groupLines } from './group-lines.ts';
import { isSurveyGroup } from './groups.ts';
import { reportNotes } from './notes.ts';
import type { Report } from './report.ts';

/** `more`: further lines to stand below. @throws DomainError as `coverageRows` does */
export function coverageReport(snapshot: Snapshot, query: CoverageQuery, more: readonly string[] = []): Report {
  const rows = coverageRows(snapshot, query);
  const report: Report = {
    title: { zh: '排查覆盖', en: 'Survey coverage' },
    columns: coverageColumns(query),
    rows: rows.map((row) => ({ ...row })),
    notes: [...reportNotes(snapshot.district, query.asOf), ...more, ...groupNotes(query)],
  };
  // what a crew covered is ranges of their own (--ranges), not the river its row is measured on
  const bySurvey = [query.group, query.crossed].some((group) => group !== undefined && isSurveyGroup(group));
  return bySurvey ? report : { ...report, geometries: () => linesOfRows(snapshot, query) };
}

/** One row per mode and cell: each mode has the same lines. */
function linesOfRows(snapshot: Snapshot, query: CoverageQuery) {
  const lines = groupLines(snapshot, query);
  return query.mode ? lines : lines.flatMap((line) => [line, line]);
}
