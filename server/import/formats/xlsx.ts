/** Excel workbooks (.xlsx, OOXML): one sheet at a time, its merged header, its dates, its sums at the foot. */
import type { Format, OpenFile, Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import { HELD_LIMIT_MB, isZip, openArchive } from './archive/archive.ts';
import { pickLayer, unreadable } from './refusals.ts';
import { HEADER_ROWS, headerOf } from './table/header.ts';
import { headerIssue, type TableRow, tableRows } from './table/rows.ts';
import { type Sheet, sheetOf } from './xlsx/sheet.ts';
import { openWorkbook } from './xlsx/workbook.ts';
import { XmlRefusal } from './xml/elements.ts';

export const xlsx: Format = {
  name: 'XLSX',
  extensions: ['.xlsx', '.xlsm', '.xls'], // an .xls of Excel 97 is refused by its first bytes
  looksLike: isZip,
  async open(file, sourceLayer) {
    const archive = openArchive(file, HELD_LIMIT_MB);
    try {
      const workbook = openWorkbook(archive);
      const names = [...workbook.sheets.keys()];
      const layer = pickLayer(file.name, names, sourceLayer);
      return sourceOf(file, layer, sheetOf(workbook, layer));
    } catch (cause) {
      if (cause instanceof Error && cause.name === 'DomainError') throw cause;
      const why = cause instanceof XmlRefusal ? cause.why : { zh: '不是完好的 XLSX', en: 'it is not a sound XLSX' };
      throw unreadable(file.name, why, cause);
    }
  },
};

function sourceOf(file: OpenFile, layer: string, sheet: Sheet): Source {
  const first: unknown[][] = [];
  for (const { row, cells } of sheet.rows()) {
    if (row >= HEADER_ROWS) break;
    first[row] = cells;
  }
  const header = headerOf(
    Array.from(first, (cells) => cells ?? []),
    sheet.merges,
  );
  if (!header)
    throw unreadable(file.name, { zh: `工作表“${layer}”没有表头`, en: `sheet "${layer}" has no header row` });
  const issues: Issue[] = [];
  return {
    layer,
    columns: header.columns,
    crs: null,
    isTable: true,
    issues,
    *rows() {
      issues.push(...nameIssue(file), ...headerIssue(header), ...mergeIssue(sheet, header.last));
      yield* tableRows(header.columns, below(sheet, header.last, issues), { isRagged: true, issues });
    },
  };
}

function nameIssue({ name }: OpenFile): Issue[] {
  return /\.xls$/i.test(name) ? [issue('named_xls', { row: null })] : [];
}

function* below({ rows }: Sheet, last: number, issues: Issue[]): Generator<TableRow> {
  for (const { row, cells, uncalculated } of rows()) {
    if (row <= last) continue;
    for (const cell of uncalculated) issues.push(issue('formula_without_value', { row: row - last, value: cell }));
    yield { row: row - last, cells };
  }
}

function mergeIssue({ merges }: Sheet, last: number): Issue[] {
  const count = merges.filter(({ top }) => top > last).length;
  return count === 0 ? [] : [issue('merged_cells', { row: null, value: count })];
}
