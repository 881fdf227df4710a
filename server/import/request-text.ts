/** How the options of an import are written as text: on the command line and in an upload's form. */
import { DomainError } from '../errors.ts';
import type { FileRequest } from './request.ts';

/** `field=COLUMN,…`; a comma inside a column's name stays: a pair begins only where a field name and = follow. @throws DomainError bad_map */
export function parseMap(text: string): Record<string, string> {
  const pairs = text.split(/,(?=[a-z_]+=)/).map((pair) => split(pair));
  if (pairs.every((pair) => pair !== undefined)) return Object.fromEntries(pairs);
  throw new DomainError('bad_map', 'write field=COLUMN.', '请写作 字段=列名。');
}

/** `COLUMN=VALUE`. @throws DomainError bad_where */
export function parseWhere(text: string): NonNullable<FileRequest['where']>[number] {
  const [column, value] = split(text) ?? [];
  if (column !== undefined && value !== undefined) return { column, value };
  throw new DomainError('bad_where', 'write FIELD=VALUE.', '请写作 列名=值。');
}

/** `field=VALUE`. @throws DomainError bad_set */
export function parseSet(text: string): FileRequest['defaults'] & {} {
  const [field, value] = split(text) ?? [];
  if (field !== undefined && value) return { [field]: value };
  throw new DomainError('bad_set', 'write field=VALUE.', '请写作 字段=值。');
}

/** Minutes from UTC to local time. @throws DomainError bad_utc_offset */
export function parseUtcOffset(text: string): number {
  const minutes = text === '' ? Number.NaN : Number(text);
  if (Number.isInteger(minutes) && Math.abs(minutes) <= 14 * 60) return minutes;
  throw new DomainError('bad_utc_offset', 'write whole minutes, 480 for UTC+8.', '请写整数分钟，东八区为 480。');
}

function split(pair: string): [string, string] | undefined {
  const at = pair.indexOf('=');
  return at < 1 ? undefined : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}
