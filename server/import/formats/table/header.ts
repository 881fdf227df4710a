/** Where the header of a table is: below titles, one row or several, merged or not. */

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
}

/** Rows a header is looked for in: titles, units and groups included. */
export const HEADER_ROWS = 10;

/**
 * The header among a table's first rows; undefined when there is none.
 * Merged blocks decide where the file has them; without, a second row counts as header only where it fills blanks of
 * the first, or stands in text over columns of numbers (units, English names).
 */
export function headerOf(rows: readonly Cells[], merges: readonly Merge[] = []): Header | undefined {
  const width = Math.max(0, ...rows.map(widthOf));
  const first = rows.findIndex((row) => filled(row) >= Math.min(2, width) && filled(row) > 0);
  if (first < 0) return undefined;
  const top = spread(rows[first], first, merges);
  const last = lastRow(rows, first, merges);
  const names = Array.from({ length: width }, (_, i) => textOf(top[i]));
  return { columns: uniqueNames(last === first ? names : leafNames(rows, { first, last }, names)), first, last };
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

function isNumber(cell: unknown): boolean {
  return /^[-+]?\d+(\.\d+)?$/.test(textOf(cell));
}

/** A row with the value of each block that covers it written into all of the block's columns. */
function spread(row: Cells, at: number, merges: readonly Merge[]): unknown[] {
  const cells = [...row];
  for (const { top, left, bottom, right } of merges)
    if (top === at && bottom >= at) for (let i = left; i <= right; i++) cells[i] = row[left];
  return cells;
}

function lastRow(rows: readonly Cells[], first: number, merges: readonly Merge[]): number {
  const own = merges.filter(({ top }) => top === first);
  const wide = own.some(({ left, right }) => right > left) ? first + 1 : first;
  const merged = Math.max(wide, ...own.map(({ bottom }) => bottom));
  if (merged > first) return Math.min(merged, rows.length - 1);
  const [top, next, below] = [rows[first], rows[first + 1], rows[first + 2]];
  return next && below && (fillsBlanks(top, next, below) || namesNumbers(next, below)) ? first + 1 : first;
}

/** 名称,坐标,,类型 over blank,经度,纬度,blank: the second row has its text where the first has none, over numbers. */
function fillsBlanks(top: Cells, next: Cells, below: Cells): boolean {
  const columns = next.map((cell, i) => ({ upper: textOf(top[i]), lower: textOf(cell), data: below[i] }));
  const isText = columns.every(({ lower }) => !/\d/.test(lower) || !isNumber(lower));
  const fills = columns.some(({ upper, lower, data }) => upper === '' && lower !== '' && isNumber(data));
  return isText && fills && columns.some(({ upper, lower }) => upper !== '' && lower === '');
}

/** Text in every column that has numbers below it, two such columns at least: a row of units or of names again. */
function namesNumbers(next: Cells, below: Cells): boolean {
  const over = next.filter((_, i) => isNumber(below[i]));
  return (
    over.length >= 2 && over.every((cell) => textOf(cell) !== '') && !next.some((cell) => /^[-+]?\d/.test(textOf(cell)))
  );
}

/** The lowest name of each column; its group's before it where two columns would have the same. */
function leafNames(rows: readonly Cells[], { first, last }: Pick<Header, 'first' | 'last'>, top: string[]): string[] {
  const isGroup = (i: number) => top[i] === '' || top[i] === top[i - 1] || top[i] === top[i + 1];
  const groups = top.map((name, i) => name || top.slice(0, i).findLast((before) => before !== '') || '');
  const leaves = top.map((name, i) => {
    const below = rows.slice(first + 1, last + 1).map((row) => textOf(row[i]));
    const lowest = below.findLast((text) => text !== '');
    const hasGap = top[i + 1] === '' && textOf(rows[first + 1]?.[i + 1]) !== '';
    return lowest !== undefined && (isGroup(i) || hasGap) ? lowest : name || lowest || '';
  });
  const isRepeated = (name: string) => leaves.filter((other) => other === name).length > 1;
  return leaves.map((name, i) => (isRepeated(name) && groups[i] !== name ? `${groups[i]} ${name}`.trim() : name));
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
