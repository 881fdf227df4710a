/** Where a page of the review list ended: consequence, distance, id. */
import { DomainError } from '../../errors.ts';

export interface Cursor {
  rank: number;
  /** To the zone of the consequence; null without one. */
  mm: number | null;
  id: string;
}

export function cursorOf({ rank, mm, id }: Cursor): string {
  return `${rank}.${mm ?? ''}.${id}`;
}

/** @throws DomainError `cursor_invalid` */
export function afterPlace(cursor: string): Cursor {
  const parts = /^([1-6])\.(-?\d{1,15})?\.([a-z0-9-]{1,60})$/.exec(cursor);
  if (parts) return { rank: Number(parts[1]), mm: parts[2] === undefined ? null : Number(parts[2]), id: parts[3] };
  throw new DomainError('cursor_invalid', `"${cursor}" is not a cursor of this list.`, `“${cursor}”不是本列表的游标。`);
}
