/** Tables of text: comma, semicolon or tab; UTF-8, UTF-16 or GB18030; read record by record, never whole in memory. */
import { parse } from 'csv-parse/sync';
import type { Format, OpenFile, Source } from '../formats.ts';
import type { Issue } from '../issues.ts';
import { unreadable } from './refusals.ts';
import { HEADER_ROWS, headerOf } from './table/header.ts';
import { headerIssue, type TableRow, tableRows } from './table/rows.ts';
import { decodeChunks, detectEncoding } from './text.ts';

export const csv: Format = {
  name: 'CSV',
  extensions: ['.csv', '.tsv', '.txt'],
  async open(file) {
    const records = recordsOf(file);
    const header = headerOf(firstOf(records(), HEADER_ROWS));
    if (!header) throw unreadable(file.name, { zh: '没有表头', en: 'it has no header row' });
    const { columns, last } = header;
    const issues: Issue[] = [];
    return {
      layer: null,
      columns,
      crs: null,
      isTable: true,
      issues,
      *rows() {
        issues.push(...headerIssue(header));
        yield* tableRows(columns, below(records(), last), { isRagged: false, issues });
      },
    } satisfies Source;
  },
};

function firstOf<Item>(items: Iterable<Item>, count: number): Item[] {
  const first: Item[] = [];
  for (const item of items) if (first.push(item) >= count) break;
  return first;
}

function* below(records: Iterable<string[]>, last: number): Generator<TableRow> {
  let at = -1;
  for (const cells of records) if (++at > last) yield { row: at - last, cells };
}

const MAX_RECORD = 1_000_000; // characters: a WKT polygon may be long, a whole file in one quote is a mistake

function recordsOf(file: OpenFile): () => Generator<string[]> {
  const encoding = detectEncoding(file.chunks);
  const start = new TextDecoder(encoding).decode(file.head);
  const delimiter = delimiterOf(start);
  const newline = start.includes('\n') ? '\n' : '\r';
  return function* records() {
    for (const text of blocksOf(decodeChunks(file.chunks(), encoding), newline)) {
      if (text.includes('\0')) throw unreadable(file.name, { zh: '不是文本表格', en: 'it is not a table of text' });
      yield* parseBlock(file.name, text, delimiter);
    }
  };
}

function parseBlock(name: string, text: string, delimiter: string): string[][] {
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, max_record_size: MAX_RECORD });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'bad CSV';
    throw unreadable(name, { zh: `表格格式错误（${why}）`, en: why }, cause);
  }
}

/** The separator that the header line has most of. */
function delimiterOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (separator: string) => header.split(separator).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** Pieces of text that end where a record ends: at a line end with an even number of quotes before it. */
function* blocksOf(texts: Iterable<string>, newline: string): Generator<string> {
  let rest = '';
  for (const text of texts) {
    const block = rest + text;
    const end = lastRecordEnd(block, newline);
    // beyond any record: the parser names the quote that never closes
    const cut = end === 0 && block.length > 2 * MAX_RECORD ? block.length : end;
    if (cut > 0) yield block.slice(0, cut);
    rest = block.slice(cut);
  }
  if (rest !== '') yield rest;
}

function lastRecordEnd(text: string, newline: string): number {
  let end = 0;
  for (let at = 0, isQuoted = false; at <= text.length; isQuoted = !isQuoted) {
    const quote = text.indexOf('"', at);
    const until = quote < 0 ? text.length : quote;
    const line = isQuoted || until === 0 ? -1 : text.lastIndexOf(newline, until - 1);
    if (line >= at) end = line + 1;
    at = until + 1;
  }
  return end;
}
