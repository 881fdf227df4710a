/** Surveys kept as table rows count beside tracks: each becomes ranges on its river's routes. */
import type { Executor } from '../../db/database.ts';
import { writeRanges } from './coverage.ts';

/**
 * Rewrites the ranges of every record of the district. A whole river means all its routes; from-to is measured along
 * its first route; with a town only the part inside that town counts.
 */
export async function coverRecords(tx: Executor, district: string, version: number): Promise<void> {
  await tx.query('delete from register.surveyed_range where district = $1 and record_id is not null', [district]);
  const rows = await tx.query<Record<string, string | number | null>>(
    `select r.id as route, s.mode, s.bank, w.from_mm, w.to_mm, s.crew, s.date as day, s.id as record
       from register.survey_record s
       join register.route r on r.district = s.district and r.river_id = s.river_id
       join register.route_town t on t.district = r.district and t.route_id = r.id
                                 and (s.town_id is null or t.town_id = s.town_id)
      cross join lateral (
            select greatest(t.from_mm, coalesce(s.from_mm, 0)) as from_mm,
                   least(t.to_mm, coalesce(s.to_mm, r.length_mm)) as to_mm) w
      where s.district = $1 and w.from_mm < w.to_mm
        and (r.seq = 1 or (s.from_mm is null and s.to_mm is null))
      order by s.id, r.id, w.from_mm`,
    [district],
  );
  await writeRanges(
    tx,
    district,
    rows.map((row) => [
      row.route,
      row.mode,
      row.bank,
      'measured',
      row.from_mm,
      row.to_mm,
      row.crew,
      row.day,
      null,
      row.record,
      version,
    ]),
  );
}
