/** One self-contained printable page: no script, nothing loaded from elsewhere. */
import type { Cell, Column, Report, Row } from '../report.ts';
import { columnEm, FONT_PX, isBreakable, paperRules, WIDEST_EM } from './paper.ts';

const STYLE = `body{font:${FONT_PX}px/1.5 "PingFang SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif;margin:24px;color:#16242C}
h1{font-size:20px}table{border-collapse:collapse}th,td{padding:3px 10px;border-bottom:1px solid #E1DED5;text-align:left}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}th span{display:block;font-weight:400;color:#66727A;font-size:.8em}
p{color:#66727A}thead{display:table-header-group}tr{break-inside:avoid}
td{word-break:keep-all}@media print{body{margin:0}th,td{padding:3px .38em}td.n{white-space:nowrap}}
td.w{word-break:normal;overflow-wrap:anywhere;min-width:${WIDEST_EM}em}`; // names are not broken by the letter, sentences are

export function renderHtml(report: Report): string {
  if (report.page) return report.page();
  const lead = report.lead ? reportTable(report.lead) : '';
  const notes = report.notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(report.title.zh)}</title><style>${STYLE}
${paperRules([...(report.lead ? [report.lead] : []), report].map(widths))}</style></head>
<body><main><h1>${escapeHtml(report.title.zh)} <small lang="en">${escapeHtml(report.title.en)}</small></h1>
${lead}${reportTable(report)}${notes}</main></body></html>
`;
}

type Table = Pick<Report, 'columns' | 'rows'>;

/** Rows under their headings, Chinese above English; numbers are of class n. */
export function reportTable(report: Table, look = ''): string {
  const numbers = report.columns.map((column) => isOfNumbers(report, column));
  const head = report.columns
    .map(({ zh, en }, i) => `<th${numbers[i] ? ' class="n"' : ''}>${escapeHtml(zh)}<span>${escapeHtml(en)}</span></th>`)
    .join('');
  const body = report.rows
    .map((row) => `<tr>${report.columns.map((column, i) => cell(written(row, column), numbers[i])).join('')}</tr>`)
    .join('\n');
  return `<table${look && ` class="${look}"`}><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table>`;
}

function cell(text: string, isNumber: boolean): string {
  const look = isNumber ? ' class="n"' : isBreakable(text) ? ' class="w"' : '';
  return `<td${look}>${escapeHtml(text)}</td>`;
}

function widths(report: Table): number[] {
  return report.columns.map((column) => {
    const isNumber = isOfNumbers(report, column);
    return columnEm(
      column.en,
      report.rows.map((row) => ({ text: written(row, column), isNumber })),
    );
  });
}

function written(row: Row, column: Column): string {
  const value = row[column.key];
  const words = column.words ?? column.paperWords;
  const text =
    column.say && value
      ? column.say(value as never)
      : words && value
        ? worded(value, words)
        : numberOr(value, column.decimals);
  return typeof text === 'object' ? JSON.stringify(text) : String(text);
}

/** Chinese in front of the value, which is English but for its dashes. */
const worded = (value: Cell, words: Readonly<Record<string, string>>): string =>
  [value]
    .flat()
    .map((each) => (words[String(each)] ? `${words[String(each)]} ${String(each).replaceAll('_', ' ')}` : String(each)))
    .join('; ');

const numberOr = (value: Cell, decimals?: number) =>
  typeof value === 'number' && decimals !== undefined ? value.toFixed(decimals) : (value ?? '–');

const isOfNumbers = ({ rows }: Table, { key }: Column): boolean => rows.some((row) => typeof row[key] === 'number');

/** For text and attribute values in quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
