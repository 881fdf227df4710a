/** A workbook with both languages in the head: a sheet of rows, and one of sums where the report has any. */
import type exceljs from 'exceljs';
import type { Cell, Column, Report } from '../report.ts';

export async function renderXlsx(report: Report): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs'); // a second to load, for the few who ask for a workbook
  const book = new excel.Workbook();
  // the rows come first: who reads a workbook by program takes its first sheet
  addSheet(book, report);
  if (report.lead) addSheet(book, { ...report.lead, notes: [] });
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function addSheet(book: exceljs.Workbook, { title, columns, rows, notes }: Report): void {
  const hasLabels = columns.some(({ key, zh }) => key !== zh);
  const ySplit = hasLabels ? 2 : 1;
  const sheet = book.addWorksheet(title.zh.slice(0, 31), { views: [{ state: 'frozen', ySplit }] });
  if (hasLabels) sheet.addRow(columns.map((column) => column.zh));
  sheet.addRow(columns.map((column) => column.key));
  for (const row of rows) sheet.addRow(columns.map((column) => plain(row[column.key], column)));
  for (const note of notes) sheet.addRow([note]);
}

function plain(value: Cell, { say }: Column): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (say) return say(value as never);
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
