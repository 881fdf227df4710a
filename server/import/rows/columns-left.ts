/** Columns of a file that no field took: what an import leaves behind is said. */
import { type LayerName, POSITION } from '../fields.ts';
import type { FileRequest } from '../request.ts';
import { ISSUE_COLUMN } from './convert.ts';
import { type Mapping, plainHeader } from './mapping.ts';

const POSITION_HEADERS = new Set(POSITION.flatMap(({ name, headers }) => [name, ...headers]).map(plainHeader));

/** In the file's order; without positions, columns that picked the rows, and the reasons of a list of rejected rows. */
export function columnsLeft(
  layer: LayerName,
  columns: readonly string[],
  { named }: Pick<Mapping, 'named'>,
  where: NonNullable<FileRequest['where']>,
): string[] {
  if (layer === 'rivers') return []; // kept in attributes (store/rivers.ts)
  const used = new Set([...Object.values(named), ...where.map(({ column }) => column)]);
  const isLeft = (column: string) =>
    !used.has(column) && !column.startsWith(ISSUE_COLUMN) && !POSITION_HEADERS.has(plainHeader(column));
  return columns.filter(isLeft);
}
