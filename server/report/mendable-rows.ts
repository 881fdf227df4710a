/** The rows an import kept out, as they stood in the file and with why: a table to mend and import again. */
import { DomainError } from '../errors.ts';
import type { Issue } from '../import/issues.ts';
import { ISSUE_COLUMN } from '../import/rows/convert.ts';
import type { Report, Row } from './report.ts';

/** Columns that say why; an import passes over them. */
const WHY = ['row', 'code', 'zh', 'en'].map((name) => ISSUE_COLUMN + name);

/** What one sheet can hold. */
const SHEET_COLUMNS = 16_384;

/** One row per rejected row of the file, whatever the number of its issues; its own columns first, in their order. */
export function mendableRows(batch: { id: number | null; file_name: string; issues: readonly Issue[] }): Report {
  const names = new Set<string>();
  const rows = new Map<number | null, Row>();
  for (const issue of batch.issues) {
    if (issue.original === null || issue.severity !== 'error') continue;
    for (const name of Object.keys(issue.original)) names.add(name);
    const before = rows.get(issue.row);
    rows.set(issue.row, { ...(before ?? (issue.original as Row)), ...reasons(issue, before) });
  }
  for (const name of WHY) names.delete(name);
  return {
    title: { zh: `第 ${batch.id} 批待改行`, en: `Rows to mend of batch ${batch.id}` },
    columns: [...names, ...WHY].map((key) => ({ key, zh: key, en: key })),
    rows: [...rows.values()],
    notes: [],
  };
}

/** @throws DomainError too_many_columns */
export function refuseTooWide(report: Report): void {
  const { length } = report.columns;
  if (length <= SHEET_COLUMNS) return;
  throw new DomainError(
    'too_many_columns',
    `A sheet holds ${SHEET_COLUMNS} columns, these rows have ${length}: ask for csv or json.`,
    `工作表最多 ${SHEET_COLUMNS} 列，这些行有 ${length} 列，请改用 csv 或 json。`,
    409,
  );
}

function reasons({ row, code, reason_zh, reason_en }: Issue, before?: Row): Row {
  const values = [row, code, reason_zh, reason_en];
  const joined = (name: string, value: Row[string]) =>
    before && name !== WHY[0] ? `${before[name]}; ${value}` : value;
  return Object.fromEntries(WHY.map((name, i) => [name, joined(name, values[i])]));
}
