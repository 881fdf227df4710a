/** One self-contained printable page: no script, nothing loaded from elsewhere. */
import type { Cell, Column, Report, Row } from '../report.ts';

const STYLE = `body{font:13px/1.5 "PingFang SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif;margin:24px;color:#16242C}
h1{font-size:20px}table{border-collapse:collapse}th,td{padding:3px 10px;border-bottom:1px solid #E1DED5;text-align:left}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}th span{display:block;font-weight:400;color:#66727A;font-size:10.5px}
p{color:#66727A}@page{size:A4;margin:10mm}thead{display:table-header-group}tr{break-inside:avoid}
td{word-break:keep-all}@media print{body{margin:0}th,td{padding:3px 5px}td.n{white-space:nowrap}}`; // names are not broken by the letter

export function renderHtml(report: Report): string {
  if (report.page) return report.page();
  const lead = report.lead ? reportTable(report.lead) : '';
  const notes = report.notes.map((note) => `<p>${escapeHtml(note)}</p>`).join('');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(report.title.zh)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(report.title.zh)} <small lang="en">${escapeHtml(report.title.en)}</small></h1>
${lead}${reportTable(report)}${notes}</main></body></html>
`;
}

type Table = Pick<Report, 'columns' | 'rows'>;

/** Rows under their headings, Chinese above English; numbers are of class n. */
export function reportTable(report: Table, look = ''): string {
  const head = report.columns
    .map(
      (column) =>
        `<th${numberClass(report, column)}>${escapeHtml(column.zh)}<span>${escapeHtml(column.en)}</span></th>`,
    )
    .join('');
  const body = report.rows
    .map((row) => `<tr>${report.columns.map((column) => cell(report, row, column)).join('')}</tr>`)
    .join('\n');
  return `<table${look && ` class="${look}"`}><thead><tr>${head}</tr></thead><tbody>
${body}
</tbody></table>`;
}

function cell(report: Table, row: Row, column: Column): string {
  const value = row[column.key];
  const text =
    column.say && value
      ? column.say(value as never)
      : column.words && value
        ? worded(value, column.words)
        : numberOr(value, column.decimals);
  return `<td${numberClass(report, column)}>${escapeHtml(typeof text === 'object' ? JSON.stringify(text) : String(text))}</td>`;
}

/** Chinese in front of the value, which is English but for its dashes. */
const worded = (value: Cell, words: Readonly<Record<string, string>>): string =>
  [value]
    .flat()
    .map((each) => (words[String(each)] ? `${words[String(each)]} ${String(each).replaceAll('_', ' ')}` : String(each)))
    .join('; ');

const numberOr = (value: Cell, decimals?: number) =>
  typeof value === 'number' && decimals !== undefined ? value.toFixed(decimals) : (value ?? '–');

function numberClass(report: Table, column: Column): string {
  return report.rows.some((row) => typeof row[column.key] === 'number') ? ' class="n"' : '';
}

/** For text and attribute values in quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
