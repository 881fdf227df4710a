/** Where the header of a table is: below titles, one row or several, merged or not. */
import { completes, isHeaderRow, numbersColumns } from './header-row.ts';
import { namesField } from './header-words.ts';

export type Cells = readonly unknown[];

/** A merged block of cells; rows and columns from 0, both ends included. */
export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface Header {
  columns: string[];
  /** First and last row of the header, from 0; titles are above. */
  first: number;
  last: number;
  /** What stands in the rows down to the last of the header, titles included. */
  texts: string[];
}

/** Rows a header is looked for in: titles, units and groups included. */
export const HEADER_ROWS = 10;

/**
 * The header among a table's first rows; undefined when there is none.
 * Blocks merged downwards decide where the file has them; else a second row counts as header only where it says so itself.
 */
export function headerOf(rows: readonly Cells[], merges: readonly Merge[] = []): Header | undefined {
  const width = Math.max(0, ...rows.map(widthOf));
  const first = rows.findIndex((row) => filled(row) >= Math.min(2, width) && filled(row) > 0);
  if (first < 0) return undefined;
  const top = spread(rows[first], first, merges);
  const last = lastRow(rows, first, merges);
  const names = Array.from({ length: width }, (_, i) => textOf(top[i]));
  const columns = uniqueNames(last === first ? names : leafNames(rows, { first, last }, names));
  const texts = rows.slice(0, last + 1).map((row) => row.map(textOf).join(' | '));
  return { columns, first, last, texts };
}

export function textOf(cell: unknown): string {
  return cell === null || cell === undefined ? '' : String(cell).replace(/\s+/g, ' ').trim();
}

function widthOf(row: Cells): number {
  return row.findLastIndex((cell) => textOf(cell) !== '') + 1;
}

function filled(row: Cells): number {
  return row.filter((cell) => textOf(cell) !== '').length;
}

/** A row with the value of each block that covers it written into all of the block's columns. */
function spread(row: Cells, at: number, merges: readonly Merge[]): unknown[] {
  const cells = [...row];
  for (const { top, left, bottom, right } of merges)
    if (top === at && bottom >= at) for (let i = left; i <= right; i++) cells[i] = row[left];
  return cells;
}

function lastRow(rows: readonly Cells[], first: number, merges: readonly Merge[]): number {
  const last = lastNamed(rows, first, merges);
  const [next, below] = [rows[last + 1], rows[last + 2]].map((row) => row?.map(textOf) ?? []);
  return numbersColumns(next, below) ? last + 1 : last;
}

function lastNamed(rows: readonly Cells[], first: number, merges: readonly Merge[]): number {
  const own = merges.filter(({ top }) => top === first);
  const merged = Math.max(first, ...own.map(({ bottom }) => bottom));
  if (merged > first) return Math.min(merged, rows.length - 1);
  const width = Math.max(...rows.slice(first, first + 2).map(widthOf));
  const textsOf = (row: Cells = []) => Array.from({ length: width }, (_, i) => textOf(row[i]));
  const [next, below] = [rows[first + 1], rows[first + 2]].map(textsOf);
  const top = textsOf(spread(rows[first], first, merges));
  const isMerged = own.some(({ left, right }) => right > left);
  return rows.length > first + 1 && isHeaderRow({ top, next, below, isMerged }) ? first + 1 : first;
}

/** The lowest name of each column; its group's before it where two columns would have the same. */
function leafNames(rows: readonly Cells[], { first, last }: Pick<Header, 'first' | 'last'>, top: string[]): string[] {
  const isGroup = (i: number) => top[i] === '' || top[i] === top[i - 1] || top[i] === top[i + 1];
  const groups = top.map((name, i) => name || top.slice(0, i).findLast((before) => before !== '') || '');
  const leaves = top.map((name, i) => {
    const below = rows.slice(first + 1, last + 1).map((row) => textOf(row[i]));
    const lowest = below.findLast((text) => text !== '');
    const hasGap = top[i + 1] === '' && textOf(rows[first + 1]?.[i + 1]) !== '';
    if (lowest === undefined || isGroup(i) || hasGap) return lowest ?? name;
    return completes(name, lowest) ? name + lowest : isNearer(name, lowest) ? lowest : name;
  });
  const isRepeated = (name: string) => leaves.filter((other) => other === name).length > 1;
  return leaves.map((name, i) => (isRepeated(name) && groups[i] !== name ? `${groups[i]} ${name}`.trim() : name));
}

/** A field's name under what names none, or under a shorter word for it: 核实状态 under 状态. */
function isNearer(name: string, lowest: string): boolean {
  return namesField(lowest) && (!namesField(name) || (lowest !== name && lowest.includes(name)));
}

/** A name that comes again gets its position: `Lat`, `Lat (20)`. */
export function uniqueNames(names: string[]): string[] {
  const seen = new Set<string>();
  return names.map((name, i) => {
    const unique = name === '' || seen.has(name) ? `${name} (${i + 1})`.trim() : name;
    seen.add(unique);
    return unique;
  });
}
