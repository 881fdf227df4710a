/** JSON: the shape of the API's answers, all rows on one page; the rows by themselves where they are of no data version. */
import { dataVersion } from '../data-version.ts';
import type { Report } from '../report.ts';

export function renderJson(report: Report): string {
  return `${JSON.stringify(report.whole?.json ?? answerOf(report), null, 2)}\n`;
}

function answerOf({ rows, of, beside }: Report): object {
  return of ? { items: rows, next: null, ...dataVersion(of), ...beside } : rows;
}
