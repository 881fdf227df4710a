/** Rows of a table below its header: sums and notes at the foot are no rows, and it is said which were left out. */
import { type Issue, issue } from '../../issues.ts';
import { isPauseDue, PAUSE } from '../../pause.ts';
import type { SourceRow } from '../../request.ts';
import { storable } from '../../rows/original.ts';
import { type Cells, type Header, textOf } from './header.ts';

const SUM =
  /^(合计|总计|小计|共计|总和|汇总|累计|grandtotal|sub-?total|total|sum)(:(共?[-+]?\d[\d.,]*[%\p{L}]{0,6})?)?$/iu; // 总计:2个
const NOTE = /^(注|备注|说明|填表|制表|审核|填报|数据来源|note|source)/i;

export interface TableRow {
  /** From 1, the header not counted. */
  row: number;
  cells: Cells;
}

/** @param isRagged whether rows may be shorter than the header, as in sheets; else they are issues. */
export function* tableRows(
  columns: readonly string[],
  rows: Iterable<TableRow>,
  { isRagged, issues }: { isRagged: boolean; issues: Issue[] },
): Generator<SourceRow> {
  for (const { row, cells } of rows) {
    if (isPauseDue(issues)) yield PAUSE;
    const foot = footOf(cells, columns.length);
    if (foot === 'blank') continue;
    const properties: Record<string, unknown> = {};
    for (let c = 0; c < columns.length; c++) properties[columns[c]] = cells[c] ?? null;
    if (foot) issues.push(issue(foot, { row, value: textOf(cells.find((cell) => textOf(cell) !== '')) }));
    else if (isRagged || cells.length === columns.length) yield { row, properties, geometry: null };
    else
      issues.push(
        issue('wrong_cell_count', {
          row,
          detail: `${cells.length} / ${columns.length}`,
          original: storable(properties),
        }),
      );
  }
}

const SUMMED = /^(共?[-+]?\d[\d.,]*([%\p{L}²³/·]{0,6})?|[-–—/.,%]*)$/u; // 9个, 12.5公里, 共3处, or nothing

/** A sum has the word first and nothing but numbers (of a unit) and blanks behind it; a note is alone in its row. */
function footOf(cells: Cells, columns: number): 'sum_row' | 'note_row' | 'blank' | undefined {
  const at = cells.findIndex((cell) => textOf(cell) !== '');
  if (at < 0) return 'blank';
  const text = textOf(cells[at]).normalize('NFKC').replace(/\s/g, '');
  const rest = cells.slice(at + 1).map(textOf);
  if (SUM.test(text) && rest.every((cell) => SUMMED.test(cell.replace(/\s/g, '')))) return 'sum_row';
  if (columns > 2 && NOTE.test(text) && rest.every((cell) => cell === '')) return 'note_row';
  return undefined;
}

/** What is said about a header that is not simply the first row: all of its rows and the titles above, word for word. */
export function headerIssue({ first, last, columns, texts }: Header): Issue[] {
  if (last === 0) return [];
  const value = first === last ? `${first + 1}` : `${first + 1}-${last + 1}`;
  const row = (text: string, i: number) => ({ zh: `第 ${i + 1} 行“${text}”`, en: `row ${i + 1} "${text}"` });
  const read = texts.map(row);
  const names = columns.join(', ');
  const detail = {
    zh: `${names}；原文：${read.map(({ zh }) => zh).join('，')}`,
    en: `${names}; as written: ${read.map(({ en }) => en).join(', ')}`,
  };
  return [issue('header_rows', { row: null, value, detail })];
}
