/** Pages of a list that is whole in memory: a cursor names the data version it belongs to and the place to go on from. */
import { DomainError } from '../errors.ts';
import { type DataVersion, dataVersion, type VersionOf } from '../report/data-version.ts';

export interface Page<Item> extends DataVersion {
  items: Item[];
  next: string | null;
}

/** @throws DomainError `cursor_invalid`; `cursor_stale` (409) when the data changed between two pages. */
export function pageOf<Item>(all: readonly Item[], district: VersionOf, limit: number, cursor?: string): Page<Item> {
  const { version } = district;
  const from = cursor === undefined ? 0 : placeOf(cursor, version);
  const items = all.slice(from, from + limit);
  const next = from + limit < all.length ? `${version}.${from + limit}` : null;
  return { items, next, ...dataVersion(district) };
}

function placeOf(cursor: string, version: number): number {
  const parts = /^(\d{1,15})\.(\d{1,9})$/.exec(cursor);
  if (!parts)
    throw new DomainError(
      'cursor_invalid',
      `"${cursor}" is not a cursor of this list.`,
      `“${cursor}”不是本列表的游标。`,
    );
  if (Number(parts[1]) !== version)
    throw new DomainError(
      'cursor_stale',
      'The data changed between two pages: start again from the first.',
      '翻页期间数据已更新，请从第一页重新读取。',
      409,
    );
  return Number(parts[2]);
}
