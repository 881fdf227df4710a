/** Tables of text: comma, semicolon or tab; UTF-8, UTF-16 or GB18030; the first row is the header. */
import { parse } from 'csv-parse/sync';
import type { Format, Source } from '../formats.ts';
import { unreadable } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import type { SourceRow } from '../request.ts';
import { decodeText } from './text.ts';

export const csv: Format = {
  name: 'CSV',
  extensions: ['.csv', '.tsv', '.txt'],
  async open(file) {
    const { text } = decodeText(file.bytes);
    if (text.includes('\0')) throw unreadable(file.name, { zh: '不是文本表格', en: 'it is not a table of text' });
    const [header, ...lines] = parseLines(file.name, text);
    if (!header) throw unreadable(file.name, { zh: '没有表头', en: 'it has no header row' });
    const columns = uniqueNames(header);
    const issues: Issue[] = [];
    return {
      layer: null,
      columns,
      crs: null,
      isTable: true,
      total: lines.length,
      issues,
      rows: () => rowsOf(columns, lines, issues),
    } satisfies Source;
  },
};

const MAX_CELL = 1_000_000; // characters: a WKT polygon may be long, a whole file in one quote is a mistake

function parseLines(name: string, text: string): string[][] {
  const delimiter = delimiterOf(text);
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, max_record_size: MAX_CELL });
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

/** Trimmed headers; a name that comes again gets its position: `Lat`, `Lat (20)`. */
function uniqueNames(header: string[]): string[] {
  const seen = new Set<string>();
  return header.map((cell, i) => {
    const name = cell.trim();
    const unique = name === '' || seen.has(name) ? `${name} (${i + 1})`.trim() : name;
    seen.add(unique);
    return unique;
  });
}

function* rowsOf(columns: string[], lines: string[][], issues: Issue[]): Generator<SourceRow> {
  for (let i = 0; i < lines.length; i++) {
    const cells = lines[i];
    const properties: Record<string, unknown> = {};
    for (let c = 0; c < columns.length; c++) properties[columns[c]] = cells[c] ?? null;
    if (cells.length === columns.length) yield { row: i + 1, properties, geometry: null };
    else
      issues.push(
        issue('wrong_cell_count', { row: i + 1, detail: `${cells.length} / ${columns.length}`, original: properties }),
      );
  }
}
