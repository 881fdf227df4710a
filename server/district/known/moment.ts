/** A moment of the register's history: the version that stood then. */
import type { Executor } from '../../db/database.ts';
import { isDay } from '../../engine/coverage/days.ts';
import { DomainError } from '../../errors.ts';

/** Up to and with a version of the district, or the end of one of its local days. */
export type Moment = { version: number } | { date: string };

/** 'YYYY-MM-DD', or a data version as reports print it. @throws DomainError `known_at_invalid` */
export function parseMoment(text: string): Moment {
  if (/^\d{1,9}$/.test(text)) return { version: Number(text) };
  if (isDay(text)) return { date: text };
  throw new DomainError(
    'known_at_invalid',
    `Known at "${text}" cannot be asked: give a day like 2023-12-31 or a data version.`,
    `“${text}”既不是 2023-12-31 这样的日期，也不是数据版本。`,
  );
}

/**
 * The version that stood at the moment: the last before the first change that began after it. Days end in the district's
 * local time. A moment to come is now.
 * @throws DomainError `known_at_too_early` (409): the history begins later
 */
export async function versionAt(tx: Executor, district: string, moment: Moment): Promise<number> {
  const [{ now, first, began, next }] = await tx.query<History>(
    `select d.version as now, h.first, h.began::text as began,
            (select min(c.version) from register.change c
              where c.district = d.key
                and c.changed_at >= (($2::date + 1)::timestamp - make_interval(mins => coalesce(d.utc_offset_minutes, 0)))
                                    at time zone 'utc') as next
       from register.district d
       left join lateral (
            select c.version as first,
                   ((c.changed_at at time zone 'utc') + make_interval(mins => coalesce(d.utc_offset_minutes, 0)))::date as began
              from register.change c where c.district = d.key order by c.version, c.id limit 1) h on true
      where d.key = $1`,
    [district, 'date' in moment ? moment.date : 'infinity'],
  );
  const version = 'version' in moment ? Math.min(moment.version, now) : next === null ? now : next - 1;
  if (first === null || version < first) throw tooEarly(first, began);
  return version;
}

interface History {
  now: number;
  first: number | null;
  began: string | null;
  /** The first version after the day. */
  next: number | null;
}

function tooEarly(first: number | null, began: string | null): DomainError {
  const en = first === null ? 'there is none yet' : `it begins with version ${first} on ${began}`;
  const zh = first === null ? '尚无历史' : `从 ${began} 的版本 ${first} 开始`;
  return new DomainError(
    'known_at_too_early',
    `The history of this district does not reach that far back: ${en}.`,
    `本区的历史记录没有那么早：${zh}。`,
    409,
  );
}
