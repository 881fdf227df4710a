/** The rows an import kept out, as they stood in the file and with why: a table to mend and import again. */
import { DomainError } from '../errors.ts';
import type { Issue } from '../import/issues.ts';
import type { BatchReport } from '../import/request.ts';
import { ISSUE_COLUMN } from '../import/rows/convert.ts';
import { SYSTEM_COLUMN } from '../import/rows/mended.ts';
import { GEOMETRY_COLUMN } from '../import/rows/original.ts';
import type { Report, Row } from './report.ts';

/** Columns that say why; an import passes over them. */
const WHY = ['row', 'code', 'zh', 'en'].map((name) => ISSUE_COLUMN + name);

type Rejecting = Pick<BatchReport, 'id' | 'file_name' | 'crs' | 'options' | 'issues'>;

/** What one sheet can hold. */
const SHEET_COLUMNS = 16_384;

/**
 * One row per rejected row of the file, whatever the number of its issues; its own columns first, in their order, then its
 * geometry where it has one, the coordinate system, and why. Of a wide row that was taken apart it is the row of the file.
 */
export function mendableRows(batch: Rejecting): Report {
  const names = new Set<string>();
  const rows = new Map<number | null, Row>();
  const crs = isNamed(batch.crs) ? batch.crs : null;
  for (const issue of batch.issues) {
    if (issue.original === null || issue.severity !== 'error') continue;
    for (const name of Object.keys(issue.original)) names.add(name);
    const before = rows.get(issue.row);
    rows.set(issue.row, { ...(before ?? (issue.original as Row)), [SYSTEM_COLUMN]: crs, ...reasons(issue, before) });
  }
  const last = [...(crs === null ? [] : [SYSTEM_COLUMN]), ...WHY];
  const hasGeometry = names.has(GEOMETRY_COLUMN);
  for (const name of [GEOMETRY_COLUMN, SYSTEM_COLUMN, ...WHY, ...Object.keys(batch.options.unpivot ?? {})])
    names.delete(name);
  return {
    title:
      batch.id === null
        ? { zh: `${batch.file_name} 待改行`, en: `Rows to mend of ${batch.file_name}` }
        : { zh: `第 ${batch.id} 批待改行`, en: `Rows to mend of batch ${batch.id}` },
    columns: [...names, ...(hasGeometry ? [GEOMETRY_COLUMN] : []), ...last].map((key) => ({ key, zh: key, en: key })),
    rows: [...rows.values()],
    notes: [],
  };
}

/** Control points are no system with a name: they have to be given again. */
function isNamed(crs: string | null): boolean {
  return crs !== null && !crs.startsWith('control points ');
}

const CELL_CHARACTERS = 32_767; // of a sheet

/** @throws DomainError too_many_columns, cell_too_long */
export function refuseTooWide(report: Report): void {
  const { length } = report.columns;
  if (length > SHEET_COLUMNS)
    throw new DomainError(
      'too_many_columns',
      `A sheet holds ${SHEET_COLUMNS} columns, these rows have ${length}: ask for csv or json.`,
      `工作表最多 ${SHEET_COLUMNS} 列，这些行有 ${length} 列，请改用 csv 或 json。`,
      409,
    );
  const isLong = (cell: Row[string]) => typeof cell === 'string' && cell.length > CELL_CHARACTERS;
  const long = report.columns.find(({ key }) => report.rows.some((row) => isLong(row[key])));
  if (!long) return;
  throw new DomainError(
    'cell_too_long',
    `A cell of a sheet holds ${CELL_CHARACTERS} characters, ${long.key} has more: ask for csv or json.`,
    `工作表单元格最多 ${CELL_CHARACTERS} 个字符，${long.key} 更长，请改用 csv 或 json。`,
    409,
  );
}

function reasons({ row, code, reason_zh, reason_en }: Issue, before?: Row): Row {
  const values = [row, code, reason_zh, reason_en];
  const joined = (name: string, value: Row[string]) =>
    before && name !== WHY[0] ? `${before[name]}; ${value}` : value;
  return Object.fromEntries(WHY.map((name, i) => [name, joined(name, values[i])]));
}
