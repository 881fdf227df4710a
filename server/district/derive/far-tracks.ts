/** Tracks that lie far from every river: nothing of them counts, which an import must not pass over in silence. */
import type { Executor } from '../../db/database.ts';
import { type Issue, issue } from '../../import/issues.ts';

/** Metres: no matching and no noise reaches so far; nearer, a crew on land beside its river is meant. */
const FAR_M = 1000;

interface FarTrack {
  id: number;
  track: string | null;
  km: number;
}

/** @returns an issue for each of these tracks that is far away; none while no river is drawn */
export async function farTracks(tx: Executor, district: string, ids: readonly number[]): Promise<Issue[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<FarTrack>(FAR, [district, ids, FAR_M]);
  return rows.map(({ id, track, km }) =>
    issue('track_far', { row: null, field: `track ${id}`, value: km, detail: track ?? `#${id}` }),
  );
}

const FAR = `
  select t.id, t.track, round((st_distance(t.line_m, nearest.line_m) / 1000)::numeric, 1)::float8 as km
    from register.survey_track t
   cross join lateral (select r.line_m from register.route r where r.district = t.district
                        order by r.line_m <-> t.line_m limit 1) nearest
   where t.district = $1 and t.id = any($2::int[])
     and not exists (select from register.route r where r.district = t.district and st_dwithin(r.line_m, t.line_m, $3))
   order by t.id`;
