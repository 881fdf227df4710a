/** Columns of a file that no field took: what an import leaves behind is said. */
import { POSITION } from '../fields.ts';
import { type Issue, issue } from '../issues.ts';
import type { FileRequest } from '../request.ts';
import { ISSUE_COLUMN } from './convert.ts';
import { type Mapping, plainHeader } from './mapping.ts';

const POSITION_FIELDS = new Set(POSITION.map(({ name }) => name));
const POSITION_HEADERS = new Set(POSITION.flatMap(({ name, headers }) => [name, ...headers]).map(plainHeader));

/** In the file's order; without positions, columns that picked the rows, and the reasons of a list of rejected rows. */
export function columnsLeft(
  columns: readonly string[],
  { named }: Pick<Mapping, 'named'>,
  where: NonNullable<FileRequest['where']>,
): string[] {
  const used = new Set([...Object.values(named), ...where.map(({ column }) => column)]);
  const isLeft = (column: string) =>
    !used.has(column) && !column.startsWith(ISSUE_COLUMN) && !POSITION_HEADERS.has(plainHeader(column));
  return columns.filter(isLeft);
}

const ROW_NUMBER = /^(ogc_?)?fid$/i; // GDAL's own count of the rows
const NAMED = 20; // headers that one sentence holds

/** A file that has attributes none of which was taken is most likely of another layer, or its headers are its own. */
export function nothingTaken({ named }: Pick<Mapping, 'named'>, left: readonly string[]): Issue[] {
  const headers = left.filter((column) => !ROW_NUMBER.test(column));
  if (headers.length === 0 || Object.keys(named).some((field) => !POSITION_FIELDS.has(field))) return [];
  const more = headers.length > NAMED ? ', …' : '';
  return [issue('no_columns_taken', { row: null, detail: headers.slice(0, NAMED).join(', ') + more })];
}
