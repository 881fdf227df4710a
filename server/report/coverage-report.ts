/** The coverage of groups as a report: the same rows as table, file, lines or page. */
import type { Executor } from '../db/database.ts';
import type { Snapshot } from '../district/snapshot.ts';
import { coverageColumns } from './columns.ts';
import { type CoverageQuery, coverageRows } from './coverage.ts';
import { uncheckedKinds } from './facets/layers-asked.ts';
import { groupNotes } from './facets/notes.ts';
import { groupLines } from './group-lines.ts';
import { isSurveyGroup } from './groups.ts';
import { reportNotes } from './notes.ts';
import type { Report } from './report.ts';
import { riverCoverage, withoutOutfallCounts } from './river-strips/river-coverage.ts';
import { drawnPage, type Shape } from './river-strips/strip-report.ts';

type Printed = Pick<Shape, 'format' | 'notes' | 'hidden'>;

/** @throws DomainError as `coverageRows` does */
export async function coverageReport(
  db: Executor,
  snapshot: Snapshot,
  { format, notes: more = [], hidden, ...query }: CoverageQuery & Printed,
): Promise<Report> {
  const rows = coverageRows(snapshot, query);
  const report: Report = {
    title: { zh: '排查覆盖', en: 'Survey coverage' },
    columns: coverageColumns(query),
    rows: rows.map((row) => ({ ...row })),
    notChecked: uncheckedKinds(snapshot, query),
    notes: [...reportNotes(snapshot.district, query.asOf), ...more, ...groupNotes(snapshot, query)],
  };
  // what a crew covered is ranges of their own (--ranges), not the river its row is measured on
  const bySurvey = [query.group, query.crossed].some((group) => group !== undefined && isSurveyGroup(group));
  if (!bySurvey) report.geometries = () => linesOfRows(snapshot, query);
  if (format === 'html') report.page = await printedPage(db, snapshot, query, report, hidden);
  return report;
}

/** The rows with the maps and strips of the rivers they are of: the page of `report coverage`. */
function printedPage(
  db: Executor,
  snapshot: Snapshot,
  { mode, asOf, scope }: CoverageQuery,
  { title, columns, rows, notes }: Report,
  hidden?: Shape['hidden'],
): Promise<() => string> {
  const query = { mode, asOf, scope };
  const whole = riverCoverage(snapshot, query);
  const found = hidden?.outfalls ? withoutOutfallCounts(whole) : whole;
  return drawnPage(db, { snapshot, found, query, notes, table: { title, columns, rows }, hidden });
}

/** One row per mode and cell: each mode has the same lines. */
function linesOfRows(snapshot: Snapshot, query: CoverageQuery) {
  const lines = groupLines(snapshot, query);
  return query.mode ? lines : lines.flatMap((line) => [line, line]);
}
