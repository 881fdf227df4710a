/** Which tracks are matched again in SQL. */
import type { Executor } from '../../db/database.ts';

export interface TrackSample {
  ids: number[];
  /** How many the district has. */
  of: number;
}

/** The same tracks each time: in the order of a hash of their id. */
export async function sampleTracks(db: Executor, district: string, count: number | 'all'): Promise<TrackSample> {
  const rows = await db.query<{ id: number }>(
    `select id from register.survey_track where district = $1 order by md5('verify ' || id), id`,
    [district],
  );
  const ids = rows.slice(0, count === 'all' ? rows.length : count).map(({ id }) => id);
  return { ids: ids.sort((a, b) => a - b), of: rows.length };
}
