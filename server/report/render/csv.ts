/** CSV with a byte order mark, so that spreadsheets show Chinese; formula-like text is defused with a leading apostrophe. */
import { stringify } from 'csv-stringify/sync';
import type { Cell, Report } from '../report.ts';

export function renderCsv(report: Report): string {
  const keys = report.columns.map((column) => column.key);
  const rows = report.rows.map((row) => keys.map((key) => plain(row[key])));
  // names of columns may come out of somebody's file as well
  return stringify([keys.map(plain), ...rows], { bom: true });
}

/** What spreadsheets run when a cell begins with it; an apostrophe before it gets another, so that one can be taken away again. */
const FORMULA = /^'*[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

function plain(value: Cell): string | number {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return value;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
