/** The rows of one sheet, streamed: values as last calculated, dates as dates, merged blocks filled. */
import { COLUMNS_LIMIT } from '../refusals.ts';
import type { Merge } from '../table/header.ts';
import { child, elementsOf, type XmlElement } from '../xml/elements.ts';
import { partTexts, richText, type Workbook } from './workbook.ts';

export interface SheetRow {
  /** From 0: Excel's number less one. */
  row: number;
  cells: unknown[];
  /** Cells with a formula that was never calculated. */
  uncalculated: string[];
}

export interface Sheet {
  merges: Merge[];
  rows(): Generator<SheetRow>;
}

const MERGES_LIMIT = 100_000; // blocks: a sheet with more is a drawing, not a table
const COVERED_LIMIT = 2_000_000; // rows over all blocks: twice the rows a sheet can have

/** @throws Error when the part is missing or not well-formed */
export function sheetOf(workbook: Workbook, name: string): Sheet {
  const part = workbook.sheets.get(name)!;
  const merges = mergesOf(workbook, part);
  return { merges, rows: () => rowsOf(workbook, part, downOf(merges)) };
}

function mergesOf({ archive }: Workbook, part: string): Merge[] {
  const bytes = archive.unpack(archive.find(part));
  const at = bytes.lastIndexOf('mergeCells'); // the end tag; without it there are none
  if (at < 0) return [];
  const merges: Merge[] = [];
  for (const { attributes } of elementsOf(partTexts(archive, part), new Set(['mergeCell']))) {
    const [from, to] = (attributes.ref ?? '').split(':').map(addressOf);
    if (from && to) merges.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
    if (merges.length > MERGES_LIMIT) throw new Error(`more than ${MERGES_LIMIT} merged blocks`);
  }
  return merges;
}

/** Blocks by each row below their first, the rows where their value is missing. */
function downOf(merges: Merge[]): Map<number, Merge[]> {
  const down = new Map<number, Merge[]>();
  const covered = merges.reduce((sum, { top, bottom }) => sum + bottom - top + 1, 0);
  if (covered > COVERED_LIMIT) throw new Error(`merged blocks cover more than ${COVERED_LIMIT} rows`);
  for (const merge of merges)
    for (let row = merge.top; row <= merge.bottom; row++) {
      const blocks = down.get(row);
      if (blocks) blocks.push(merge);
      else down.set(row, [merge]);
    }
  return down;
}

function* rowsOf(workbook: Workbook, part: string, down: Map<number, Merge[]>): Generator<SheetRow> {
  const held = new Map<Merge, unknown>();
  let last = -1;
  for (const element of elementsOf(partTexts(workbook.archive, part), new Set(['row']), COLUMNS_LIMIT)) {
    const row = element.attributes.r ? Number(element.attributes.r) - 1 : last + 1;
    if (!(row > last)) throw new Error(`row ${row + 1} stands below row ${last + 1}`);
    last = row;
    const read = readRow(workbook, element);
    for (const merge of down.get(row) ?? []) {
      if (row === merge.top) held.set(merge, read.cells[merge.left]);
      // across the header's own blocks the header decides; here only what lies below the first row is filled
      else for (let c = merge.left; c <= Math.min(merge.right, COLUMNS_LIMIT); c++) read.cells[c] = held.get(merge);
    }
    yield { row, ...read };
  }
}

function readRow(workbook: Workbook, element: XmlElement): Omit<SheetRow, 'row'> {
  const cells: unknown[] = [];
  const uncalculated: string[] = [];
  for (const cell of element.children.filter(({ name }) => name === 'c')) {
    const column = cell.attributes.r ? (addressOf(cell.attributes.r)?.column ?? cells.length) : cells.length;
    if (column >= COLUMNS_LIMIT) throw new Error(`column ${column + 1} is beyond ${COLUMNS_LIMIT}`);
    cells[column] = cellValue(workbook, cell);
    if (cells[column] === null && child(cell, 'f')) uncalculated.push(cell.attributes.r ?? String(column + 1));
  }
  return { cells: Array.from(cells, (cell) => cell ?? null), uncalculated };
}

function cellValue({ texts, isDate, is1904 }: Workbook, cell: XmlElement): unknown {
  const { t: type = 'n', s: style } = cell.attributes;
  if (type === 'inlineStr') return richText(child(cell, 'is') ?? cell) || null;
  const text = child(cell, 'v')?.text;
  if (text === undefined || text === '') return null;
  if (type === 's') return texts[Number(text)] || null;
  if (type === 'b') return text === '1';
  if (type !== 'n') return text; // str, d, and e: an error such as #N/A is kept, so that its row is named
  if (isDate[Number(style ?? 0)]) return dateOf(Number(text), is1904);
  return BEYOND_DOUBLE.test(text) ? text.trim() : Number(text);
}

/** A whole number with more digits than a double is sure of, kept as written: a code, no amount. Excel itself leaves noughts there. */
const BEYOND_DOUBLE = /^\s*-?[1-9]\d{14}\d*[1-9]\d*\s*$/;

const DAY_MS = 86_400_000;

/**
 * 2022-03-01, or 2022-03-01T08:30:00 where the number has a time of day.
 * Days count from 1899-12-30 (from 1904-01-01 in old Mac books): exact from March 1900, before it Excel has a day that never was.
 */
export function dateOf(serial: number, is1904: boolean): string | number {
  const date = new Date((is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)) + Math.round(serial * 86_400) * 1000);
  if (Number.isNaN(date.getTime()) || serial < 0) return serial;
  const iso = date.toISOString().slice(0, 19);
  return date.getTime() % DAY_MS === 0 ? iso.slice(0, 10) : iso;
}

/** B12 → row 11, column 1. */
function addressOf(reference: string): { row: number; column: number } | undefined {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (!parts) return undefined;
  const column = [...parts[1]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(parts[2]) - 1, column };
}
