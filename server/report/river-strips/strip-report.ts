/** Coverage river by river as a report: rows with their sums as table, file or lines, and a printable page with maps and strips. */
import type { Executor } from '../../db/database.ts';
import { MODES } from '../../district/load-register.ts';
import type { Snapshot } from '../../district/snapshot.ts';
import { uncheckedKinds } from '../facets/layers-asked.ts';
import { scopeNotes } from '../facets/notes.ts';
import { groupLines } from '../group-lines.ts';
import { reportNotes } from '../notes.ts';
import type { Report } from '../report.ts';
import { type Hidden, strips } from '../strips.ts';
import { riverCoverageColumns } from './columns.ts';
import { type PageParts, stripPage } from './page/strip-page.ts';
import type { RiverCoverageAnswer, RiverQuery } from './river-coverage.ts';

export interface Shape extends RiverQuery {
  /** As `--format` names it: the page is made only when asked for. */
  format: string;
  /** More to stand below. */
  notes?: readonly string[];
  hidden?: Hidden;
}

export async function stripReport(
  db: Executor,
  snapshot: Snapshot,
  found: RiverCoverageAnswer,
  { format, notes: more = [], hidden, ...query }: Shape,
): Promise<Report> {
  const modes = query.mode ? [query.mode] : MODES;
  const notes = [...reportNotes(snapshot.district, query.asOf), ...pickNotes(snapshot, query), ...more];
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
    notChecked: uncheckedKinds(snapshot, query),
    geometries: () => linesOf(snapshot, found),
  };
  if (format !== 'html') return report;
  return { ...report, page: await drawnPage(db, { snapshot, found, query, notes, hidden }) };
}

/** The printable page of rivers, drawn when it is asked for. */
export async function drawnPage(
  db: Executor,
  { hidden, ...parts }: Omit<PageParts, 'strips'> & { hidden?: Hidden },
): Promise<() => string> {
  const { snapshot, found, query } = parts;
  const rivers = found.rows.map(({ river_id }) => river_id);
  const drawn = await strips(db, snapshot, { mode: query.mode, asOf: query.asOf, rivers, hidden });
  const notes = snapshot.district.isPast ? [...parts.notes, PAST_NOTE] : parts.notes;
  return () => stripPage({ ...parts, notes, strips: drawn });
}

const PAST_NOTE = '历史时点不画排污口和保护区 · outfalls and protected zones are not drawn as known at a past moment';

/** Whole rivers, also where the figures are those of a scope. */
function linesOf(snapshot: Snapshot, { rows }: RiverCoverageAnswer) {
  const lines = groupLines(snapshot, { group: 'river' });
  const byRiver = new Map([...snapshot.rivers.keys()].map((id, i) => [id, lines[i]]));
  return rows.map(({ river_id }) => byRiver.get(river_id) ?? null);
}

/** What the rows were picked by; nothing where they are the whole district. */
function pickNotes(snapshot: Snapshot, { level, search, ...asked }: RiverQuery): string[] {
  return [
    ...scopeNotes(snapshot, asked),
    ...(level === undefined ? [] : [`等级 level ${level}`]),
    ...(search?.trim() ? [`名称含 name contains “${search.trim()}”`] : []),
  ];
}
