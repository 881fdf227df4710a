/** Tables of rejected rows that come back mended: what was done to their cells for spreadsheets is undone. */
import type { Source } from '../formats.ts';
import type { SourceRow } from '../request.ts';
import { ISSUE_COLUMN } from './convert.ts';

/** What the coordinates of a list of rejected rows are in. */
export const SYSTEM_COLUMN = `${ISSUE_COLUMN}crs`;

/** An apostrophe in front of what a spreadsheet would run (report/render/csv.ts). */
const DEFUSED = /^'(?='*[=+\-@\t\r])/;

/** A list of rejected rows in CSV has apostrophes that the first file had not; any other file is taken as it is. */
export function asWritten(source: Source, format: string): Source {
  if (format !== 'CSV' || !source.columns.includes(`${ISSUE_COLUMN}row`)) return source;
  const columns = source.columns.map((column) => plain(column) as string);
  return { ...source, columns, rows: () => plainRows(source.rows()) };
}

/** The coordinate system that a list of rejected rows says of itself; null of any other file. */
export function systemOf({ columns, rows }: Source): string | null {
  if (!columns.includes(SYSTEM_COLUMN)) return null;
  for (const { properties, isPause } of rows()) {
    if (isPause) continue;
    const system = properties[SYSTEM_COLUMN];
    return typeof system === 'string' && system !== '' ? system : null;
  }
  return null;
}

function* plainRows(rows: Iterable<SourceRow>): Generator<SourceRow> {
  for (const row of rows) {
    const cells = Object.entries(row.properties).map(([name, cell]) => [plain(name), plain(cell)]);
    yield { ...row, properties: Object.fromEntries(cells) };
  }
}

function plain(cell: unknown): unknown {
  return typeof cell === 'string' ? cell.replace(DEFUSED, '') : cell;
}
