/** Rows picked by --where, and files that have no row at all. */
import { DomainError } from '../../errors.ts';
import { type LayerName, layerOf } from '../fields.ts';
import type { Source } from '../formats.ts';
import { onlyRows } from '../pause.ts';
import type { FileRequest, SourceRow } from '../request.ts';
import { CellFault, cellReader } from './cells.ts';
import type { Mapping } from './mapping.ts';

type Where = NonNullable<FileRequest['where']>;

/** @throws DomainError unknown_column */
export function filtered(source: Source, where: Where): Source {
  if (where.length === 0) return source;
  const unknown = where.find(({ column }) => !source.columns.includes(column));
  if (unknown)
    throw new DomainError(
      'unknown_column',
      `the file has no column "${unknown.column}" to filter by; it has ${source.columns.join(', ')}`,
      `文件没有列“${unknown.column}”，现有列：${source.columns.join('、')}`,
    );
  const matches = ({ properties }: SourceRow) =>
    where.every(({ column, value }) => String(properties[column] ?? '').trim() === value);
  return { ...source, total: undefined, rows: () => onlyRows(source.rows(), matches) };
}

/**
 * Fields to leave out: a column that picks the rows by a word the field cannot take is not that field's
 * (`type=OF` picks outfalls among nodes, it is no type of outfall).
 */
export function leftOut(layer: LayerName, { named }: Mapping, where: Where): Record<string, string> {
  const isForeign = (name: string) => {
    const field = layerOf(layer).fields.find((each) => each.name === name);
    const value = where.find(({ column }) => column === named[name])?.value;
    return field?.type === 'enum' && value !== undefined && cellReader(field, null)(value) instanceof CellFault;
  };
  return Object.fromEntries(
    Object.keys(named)
      .filter(isForeign)
      .map((name) => [name, '']),
  );
}

/** Damaged records count as rows: they are named one by one. @throws DomainError no_rows */
export function refuseWithoutRows(file: string, source: Pick<Source, 'rows' | 'issues'>, where: Where): void {
  let [isEmpty, hasDamaged] = [true, false];
  // a loop, so that the reader closes its file
  for (const { isPause } of source.rows()) {
    isEmpty = isPause === true;
    hasDamaged = source.issues.some(({ severity }) => severity === 'error');
    if (!isEmpty || hasDamaged) break;
  }
  hasDamaged ||= source.issues.some(({ severity }) => severity === 'error');
  source.issues.length = 0; // found again when the rows are read for good
  if (!isEmpty || hasDamaged) return;
  const filter = where.map(({ column, value }) => `${column}=${value}`).join(', ');
  throw new DomainError(
    'no_rows',
    filter ? `${file} has no row with ${filter}` : `${file} has no rows`,
    filter ? `${file} 中没有符合 ${filter} 的行` : `${file} 中没有数据行`,
  );
}
