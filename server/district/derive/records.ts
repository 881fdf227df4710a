/** Surveys kept as table rows count beside tracks: each becomes ranges on its river's routes. */
import type { Executor } from '../../db/database.ts';
import { encodeCopy } from '../../import/pgcopy.ts';

/** Which records: all of the district, or these. */
export type RecordChoice = 'all' | readonly number[];

/**
 * Rewrites the ranges of the chosen records, also of those that are no longer there. A whole river means all its routes;
 * from-to is measured along its first route; with a town only the part inside that town counts.
 */
export async function coverRecords(
  tx: Executor,
  district: string,
  choice: RecordChoice,
  version: number,
): Promise<void> {
  const ids = choice === 'all' ? null : choice;
  await tx.query(
    `delete from register.surveyed_range
      where district = $1 and record_id is not null and ($2::int[] is null or record_id = any($2::int[]))`,
    [district, ids],
  );
  const rows = await tx.query<RangeRow>(
    `select r.id as route_id, s.mode, s.bank, w.from_mm, w.to_mm, s.crew, s.date as day, s.id as record_id
       from register.survey_record s
       join register.route r on r.district = s.district and r.river_id = s.river_id
       join register.route_town t on t.district = r.district and t.route_id = r.id
                                 and (s.town_id is null or t.town_id = s.town_id)
      cross join lateral (
            select greatest(t.from_mm, coalesce(s.from_mm, 0)) as from_mm,
                   least(t.to_mm, coalesce(s.to_mm, r.length_mm)) as to_mm) w
      where s.district = $1 and ($2::int[] is null or s.id = any($2::int[])) and w.from_mm < w.to_mm
        and (r.seq = 1 or (s.from_mm is null and s.to_mm is null))
      order by s.id, r.id, w.from_mm`,
    [district, ids],
  );
  if (rows.length > 0) await writeRanges(tx, district, rows, version);
}

type RangeRow = Record<string, string | number | null>;

async function writeRanges(tx: Executor, district: string, rows: readonly RangeRow[], version: number): Promise<void> {
  const [{ first }] = await tx.query<{ first: number }>(`select register.next_ids($1, 'surveyed_range', $2) as first`, [
    district,
    rows.length,
  ]);
  const names = ['route_id', 'mode', 'bank', 'from_mm', 'to_mm', 'crew', 'day', 'record_id'];
  await tx.copyIn(
    'register.surveyed_range',
    ['district', 'id', 'kind', 'version', ...names],
    encodeCopy(
      ['text', 'int4', 'text', 'int8', 'int4', 'text', 'text', 'int8', 'int8', 'text', 'date', 'int4'],
      rows.map((row, i) => [district, first + i, 'measured', version, ...names.map((name) => row[name])]),
    ),
  );
}
