/** Plain text for a terminal; Chinese characters count as two columns wide. */
import type { Column, Report, Row } from '../report.ts';

export function renderTable({ lead, ...report }: Report): string {
  return `${lead ? `${block({ ...lead, notes: [] })}\n` : ''}${block(report)}`;
}

function block({ columns, rows, title, notes, isBilingual }: Report): string {
  const heading = ({ key, zh }: Column) => (isBilingual ? `${zh} ${key}` : key);
  const cells = [columns.map(heading), ...rows.map((row) => columns.map((column) => oneLine(text(row, column))))];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => width(line[i]))));
  const numeric = columns.map(({ key }) => {
    const types = new Set(
      rows.flatMap((row) => (row[key] === null || row[key] === undefined ? [] : [typeof row[key]])),
    );
    return types.size === 1 && types.has('number');
  });
  const lines = cells.map((line) =>
    line
      .map((cell, i) => pad(cell, widths[i], numeric[i]))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map((size) => '-'.repeat(size)).join('  ');
  const body = rows.length ? [lines[0], rule, ...lines.slice(1)] : ['没有数据 / no rows'];
  return `${[`${title.zh} / ${title.en}`, ...body, ...notes.map((note) => `# ${note}`)].join('\n')}\n`;
}

/** A value may have line breaks of its own, where an issue quotes a cell. */
const oneLine = (value: string) => value.replace(/\s*[\r\n]\s*/g, ' ⏎ ');

function text(row: Row, column: Column): string {
  const value = row[column.key];
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number' && column.decimals !== undefined) return value.toFixed(column.decimals);
  if (column.say) return column.say(value as never);
  if (Array.isArray(value) && value.some((each) => typeof each === 'object')) return `[${value.length}]`; // JSON has them
  if (column.words)
    return (
      [value]
        .flat()
        .map((each) => worded(String(each), column.words!))
        .join('; ') || '–'
    );
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const worded = (value: string, words: Readonly<Record<string, string>>) =>
  words[value] ? `${words[value]} ${value}` : value;

function width(value: string): number {
  let columns = 0;
  for (const character of value) columns += character.codePointAt(0)! >= 0x2e80 ? 2 : 1;
  return columns;
}

function pad(value: string, size: number, right: boolean): string {
  const space = ' '.repeat(size - width(value));
  return right ? space + value : value + space;
}
