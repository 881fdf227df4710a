/** A workbook of one sheet with both languages in the head. */
import exceljs from 'exceljs';
import type { Cell, Report } from '../report.ts';

export async function renderXlsx(report: Report): Promise<Uint8Array> {
  const book = new exceljs.Workbook();
  const hasLabels = report.columns.some(({ key, zh }) => key !== zh);
  const ySplit = hasLabels ? 2 : 1;
  const sheet = book.addWorksheet(report.title.zh.slice(0, 31), { views: [{ state: 'frozen', ySplit }] });
  if (hasLabels) sheet.addRow(report.columns.map((column) => column.zh));
  sheet.addRow(report.columns.map((column) => column.key));
  for (const row of report.rows) sheet.addRow(report.columns.map((column) => plain(row[column.key])));
  for (const note of report.notes) sheet.addRow([note]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function plain(value: Cell): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
