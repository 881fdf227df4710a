/** Tracks beside rivers of which nothing counts: whoever recorded them thinks that it does. */
import type { Executor } from '../../db/database.ts';
import { type Issue, issue } from '../../import/issues.ts';

/** These say already why nothing counts. */
const TOLD: readonly string[] = ['track_far', 'track_stationary', 'track_too_fast'];

/** @returns an issue for each of these tracks that covers nothing and of which `said` does not tell why; none while no river is drawn */
export async function silentTracks(
  tx: Executor,
  district: string,
  ids: readonly number[],
  said: readonly Issue[],
): Promise<Issue[]> {
  if (ids.length === 0) return [];
  const told = new Set(said.filter(({ code }) => TOLD.includes(code)).map(({ field }) => field));
  const rows = await tx.query<{ id: number; track: string | null }>(
    `select t.id, t.track from register.survey_track t
      where t.district = $1 and t.id = any($2::int[])
        and not exists (select from register.surveyed_range g where g.district = t.district and g.track_id = t.id)
        and exists (select from register.route r where r.district = t.district)
      order by t.id`,
    [district, ids],
  );
  return rows
    .map(({ id, track }) => ({ field: `track ${id}`, detail: track ?? `#${id}` }))
    .filter(({ field }) => !told.has(field))
    .map((at) => issue('track_covers_nothing', { row: null, ...at }));
}
