/** Which tracks measured some of one river on one day: of others nothing can count twice. */
import type { Executor } from '../../../db/database.ts';
import type { TrackChoice } from '../../cover/recompute.ts';

export interface Day {
  mode: string;
  day: string;
}

/** Days of the chosen tracks, and those of which ranges stand under another crew than their track's: it may have gone. */
export async function daysToLookAt(
  tx: Executor,
  district: string,
  choice: TrackChoice,
): Promise<(Day & { isUnited: boolean })[]> {
  return tx.query(
    `select s.mode, s.day::text as day, bool_or(s.crew is distinct from t.crew) as "isUnited"
       from register.surveyed_range s join register.survey_track t on t.district = s.district and t.id = s.track_id
      where s.district = $1 and ($2::int[] is null or s.track_id = any($2::int[]) or s.crew is distinct from t.crew)
      group by 1, 2 order by 2, 1`,
    [district, choice === 'all' ? null : choice],
  );
}

export interface Pair extends Day {
  a: number;
  b: number;
}

export const OF_TWO_CREWS = 'and a.crew is distinct from b.crew';
export const ANY = '';

/** Tracks with times that measured some of one river on one of these days. */
export async function pairsOf(tx: Executor, district: string, days: readonly Day[], which: string): Promise<Pair[]> {
  return tx.query(
    `with own as materialized (
       select s.track_id, s.route_id, s.mode, s.day, s.from_mm, s.to_mm, t.crew
         from unnest($2::text[], $3::date[]) as d (mode, day)
         join register.surveyed_range s on s.district = $1 and s.mode = d.mode and s.day = d.day and s.kind = 'measured'
         join register.survey_track t on t.district = s.district and t.id = s.track_id and t.has_time)
     select distinct a.mode, a.day::text as day, a.track_id as a, b.track_id as b
       from own a
       join own b on b.mode = a.mode and b.day = a.day and b.route_id = a.route_id and b.track_id > a.track_id
                 and a.from_mm < b.to_mm and b.from_mm < a.to_mm ${which}
      order by 2, 1, 3, 4`,
    [district, days.map(({ mode }) => mode), days.map(({ day }) => day)],
  );
}

export function byDay(pairs: readonly Pair[]): Map<Day, Pair[]> {
  const days = new Map<string, { day: Day; pairs: Pair[] }>();
  for (const pair of pairs) {
    const { mode, day } = pair;
    const key = `${mode} ${day}`;
    if (!days.has(key)) days.set(key, { day: { mode, day }, pairs: [] });
    days.get(key)!.pairs.push(pair);
  }
  return new Map([...days.values()].map(({ day, pairs: ofDay }) => [day, ofDay]));
}
