/** Tables of text: comma, semicolon or tab; UTF-8, UTF-16 or GB18030; read record by record, never whole in memory. */
import type { Format, OpenFile, Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import { storable } from '../rows/original.ts';
import { type CsvRecord, type CsvShape, csvRecords } from './csv/records.ts';
import { COLUMNS_LIMIT, tooManyColumns, unreadable } from './refusals.ts';
import { HEADER_ROWS, headerOf } from './table/header.ts';
import { headerIssue, type TableRow, tableRows } from './table/rows.ts';
import { decodeChunks, decodeMixed, detectEncoding, isMixed } from './text.ts';

export const csv: Format = {
  name: 'CSV',
  extensions: ['.csv', '.tsv', '.txt'],
  isOneLayer: true,
  async open(file) {
    const encoding = await detectEncoding(file.chunks);
    const mixed = isMixed(file.head, encoding);
    const records = recordsOf(file, encoding, mixed ? decodeMixed : decodeChunks);
    const header = headerOf(firstOf(records(), HEADER_ROWS).map(({ cells }) => cells));
    if (!header) throw unreadable(file.name, { zh: '没有表头', en: 'it has no header row' });
    const { columns, last } = header;
    const issues: Issue[] = [];
    const widthAt = (record: number) => (record > last ? columns.length : undefined);
    return {
      layer: null,
      columns,
      crs: null,
      isTable: true,
      issues,
      *rows() {
        if (mixed) issues.push(issue('encodings_mixed', { row: null, value: encoding.toUpperCase() }));
        issues.push(...headerIssue(header));
        yield* tableRows(columns, below(records(widthAt), { last, columns, issues }), { isRagged: false, issues });
      },
    } satisfies Source;
  },
};

function firstOf<Item>(items: Iterable<Item>, count: number): Item[] {
  const first: Item[] = [];
  for (const item of items) if (first.push(item) >= count) break;
  return first;
}

/** The records below the header; broken ones are named and left out. */
function* below(
  records: Iterable<CsvRecord>,
  { last, columns, issues }: { last: number; columns: string[]; issues: Issue[] },
): Generator<TableRow> {
  let at = -1;
  let quoted = 0;
  for (const { cells, isBroken, hasQuote } of records) {
    if (++at <= last) continue;
    const row = at - last;
    if (hasQuote) quoted++;
    if (isBroken) issues.push(brokenIssue(row, cells, columns));
    yield { row, cells: isBroken ? [] : cells }; // a blank row, which is passed over
  }
  if (quoted > 0) issues.push(issue('quote_kept', { row: null, value: quoted }));
}

function brokenIssue(row: number, cells: readonly string[], columns: readonly string[]): Issue {
  const original = Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? null]));
  return issue('bad_quote', { row, value: cells.join(' '), original: storable(original) });
}

function recordsOf(
  file: OpenFile,
  encoding: string,
  decode: typeof decodeChunks,
): (widthAt?: CsvShape['widthAt']) => Generator<CsvRecord> {
  const start = new TextDecoder(encoding).decode(file.head);
  const shape: CsvShape = { delimiter: delimiterOf(start), newline: newlineOf(start) };
  return function* records(widthAt) {
    try {
      const texts = withoutNull(file.name, decode(file.chunks(), encoding));
      for (const record of csvRecords(texts, { ...shape, widthAt })) {
        if (record.cells.length > COLUMNS_LIMIT) throw tooManyColumns(file.name, record.cells.length);
        yield record;
      }
    } catch (cause) {
      throw cause instanceof RangeError ? unreadable(file.name, { zh: '行过长', en: cause.message }, cause) : cause;
    }
  };
}

function* withoutNull(name: string, texts: Iterable<string>): Generator<string> {
  for (const text of texts) {
    if (text.includes('\0')) throw unreadable(name, { zh: '不是文本表格', en: 'it is not a table of text' });
    yield text;
  }
}

/** A header longer than the start that was looked at ends in a line feed, as nearly all do. */
function newlineOf(start: string): '\n' | '\r' {
  return start.includes('\n') || !start.includes('\r') ? '\n' : '\r';
}

/** The separator that the header line has most of. */
function delimiterOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (separator: string) => header.split(separator).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}
