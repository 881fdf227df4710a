/** Coverage river by river as a report: rows with their sums as table, file or lines, and a printable page with maps and strips. */
import type { Executor } from '../../db/database.ts';
import { MODES } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { scopeNotes } from '../facets/scope.ts';
import { groupLines } from '../group-lines.ts';
import { reportNotes } from '../notes.ts';
import type { Report } from '../report.ts';
import { strips } from '../strips.ts';
import { riverCoverageColumns } from './columns.ts';
import { stripPage } from './page/strip-page.ts';
import type { RiverCoverageAnswer, RiverQuery } from './river-coverage.ts';

export interface Shape extends RiverQuery {
  /** As `--format` names it: the page is made only when asked for. */
  format: string;
  /** More to stand below. */
  notes?: readonly string[];
}

export async function stripReport(
  db: Executor,
  snapshot: Snapshot,
  found: RiverCoverageAnswer,
  { format, notes: more = [], ...query }: Shape,
): Promise<Report> {
  const modes = query.mode ? [query.mode] : MODES;
  const notes = [...reportNotes(snapshot.district, query.asOf), ...pickNotes(query), ...more];
  const columns = riverCoverageColumns(modes);
  const report: Report = {
    title: { zh: '河道覆盖条带图', en: 'Survey coverage, river by river' },
    columns,
    rows: found.rows.map((row) => ({ ...row })),
    lead: {
      title: { zh: '合计', en: 'Total' },
      columns: columns.filter(({ key }) => key in found.total),
      rows: [{ ...found.total }],
    },
    notes,
    geometries: () => linesOf(snapshot, found),
  };
  if (format !== 'html') return report;
  const drawn = await strips(db, snapshot, { ...query, rivers: found.rows.map(({ river_id }) => river_id) });
  return { ...report, page: () => stripPage({ snapshot, found, query, strips: drawn, notes }) };
}

/** Whole rivers, also where the figures are those of a scope. */
function linesOf(snapshot: Snapshot, { rows }: RiverCoverageAnswer) {
  const lines = groupLines(snapshot, { group: 'river' });
  const byRiver = new Map([...snapshot.rivers.keys()].map((id, i) => [id, lines[i]]));
  return rows.map(({ river_id }) => byRiver.get(river_id) ?? null);
}

/** What the rows were picked by; nothing where they are the whole district. */
function pickNotes({ scope, level, search }: RiverQuery): string[] {
  return [
    ...scopeNotes(scope),
    ...(level === undefined ? [] : [`等级 level ${level}`]),
    ...(search?.trim() ? [`名称含 name contains “${search.trim()}”`] : []),
  ];
}
