/** Text cut into records of cells (RFC 4180), forgiving: one bad quotation mark costs its line, not the file. */

export interface CsvRecord {
  cells: string[];
  /** A quotation mark does not close, or something stands behind a closed one: `cells` are the line cut at every separator. */
  isBroken?: true;
  /** A quotation mark stands inside a cell that is not in quotation marks; it was kept as it stands. */
  hasQuote?: true;
}

export interface CsvShape {
  delimiter: string;
  newline: '\n' | '\r';
  /** Cells a record must have to go over several lines, by its number from 0; undefined where any number will do. */
  widthAt?(record: number): number | undefined;
}

/** Characters: a polygon of half a million vertices as WKT. */
export const LONGEST_RECORD = 20_000_000;

type Parsed = CsvRecord & { end: number };

/**
 * The records of a text that comes in pieces; blank lines are none. A record whose quotation marks do not work out is given
 * as its first line alone, and reading goes on with the next.
 * @throws RangeError when a line is longer than any record can be
 */
export function* csvRecords(texts: Iterable<string>, shape: CsvShape): Generator<CsvRecord> {
  let rest = '';
  let number = 0;
  for (const [text, isLast] of withLast(texts)) {
    const block = rest + text;
    let at = 0;
    let quote = block.indexOf('"');
    while (at < block.length) {
      const line = block.indexOf(shape.newline, at);
      if (line < 0 && !isLast && block.length - at < LONGEST_RECORD) break;
      const end = line < 0 ? block.length : line;
      if (end - at > LONGEST_RECORD) throw new RangeError(`a line is longer than ${LONGEST_RECORD} characters`);
      if (quote >= 0 && quote < at) quote = block.indexOf('"', at);
      const isPlain = quote < 0 || quote >= end;
      const record = isPlain ? plainRecord(block, at, end, shape) : parse(block, at, { shape, number, isLast });
      if (!record && !isLast && block.length - at < LONGEST_RECORD) break;
      const { end: next, ...read } = record ?? brokenRecord(block, at, end, shape);
      at = next;
      if (read.cells.length === 1 && read.cells[0] === '') continue;
      number++;
      yield read;
    }
    rest = block.slice(at);
  }
}

function* withLast(texts: Iterable<string>): Generator<[string, boolean]> {
  let held: string | undefined;
  for (const text of texts) {
    if (held !== undefined) yield [held, false];
    held = text;
  }
  yield [held ?? '', true];
}

function plainRecord(block: string, at: number, end: number, { delimiter }: CsvShape): Parsed {
  return { cells: lineOf(block, at, end).split(delimiter), end: end + 1 };
}

function brokenRecord(block: string, at: number, end: number, shape: CsvShape): Parsed {
  const { cells } = plainRecord(block, at, end, shape);
  return { cells: cells.map((cell) => cell.replaceAll('"', '')), end: end + 1, isBroken: true };
}

function lineOf(block: string, at: number, end: number): string {
  return block.slice(at, end > at && block[end - 1] === '\r' ? end - 1 : end);
}

/** The record at `at`; undefined when the block ends before it does. */
function parse(
  block: string,
  at: number,
  { shape, number, isLast }: { shape: CsvShape; number: number; isLast: boolean },
): Parsed | undefined {
  const { delimiter, newline } = shape;
  const cells: string[] = [];
  const line = lineEnd(block, at, newline);
  let hasQuote = false;
  for (let from = at; ; ) {
    const cell = cellAt(block, from, shape);
    if (cell === undefined || (cell.end >= block.length && !isLast)) {
      if (cell === undefined && isLast) return brokenRecord(block, at, line, shape);
      return undefined;
    }
    const isSeparated = block.startsWith(delimiter, cell.end);
    if (!isSeparated && cell.end < block.length && !/[\r\n]/.test(block[cell.end]))
      return brokenRecord(block, at, line, shape);
    hasQuote ||= cell.hasQuote;
    cells.push(cell.text);
    if (isSeparated) from = cell.end + 1;
    else {
      const end = lineEnd(block, cell.end, newline);
      const width = end > line ? shape.widthAt?.(number) : undefined;
      if (width !== undefined && width !== cells.length) return brokenRecord(block, at, line, shape);
      return hasQuote ? { cells, end: end + 1, hasQuote } : { cells, end: end + 1 };
    }
  }
}

function lineEnd(block: string, at: number, newline: string): number {
  const end = block.indexOf(newline, at);
  return end < 0 ? block.length : end;
}

interface Cell {
  text: string;
  /** Where the separator or line end behind it stands. */
  end: number;
  hasQuote: boolean;
}

/** Undefined when its quotation mark does not close in this block. */
function cellAt(block: string, from: number, { delimiter, newline }: CsvShape): Cell | undefined {
  let at = from;
  while (block[at] === ' ') at++;
  if (block[at] === '"') return quotedCell(block, at + 1);
  const separator = block.indexOf(delimiter, from);
  const line = lineEnd(block, from, newline);
  const end = separator < 0 || separator > line ? line : separator;
  const stop = end === line && block[end - 1] === '\r' && end > from ? end - 1 : end;
  const text = block.slice(from, stop);
  return { text, end: stop, hasQuote: text.includes('"') };
}

function quotedCell(block: string, from: number): Cell | undefined {
  let text = '';
  for (let at = from; ; ) {
    const quote = block.indexOf('"', at);
    if (quote < 0) return undefined;
    text += block.slice(at, quote);
    at = quote + 1;
    if (block[at] !== '"') {
      while (block[at] === ' ') at++;
      return { text, end: at, hasQuote: false };
    }
    text += '"';
    at++;
  }
}
