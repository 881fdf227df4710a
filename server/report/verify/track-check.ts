/** The matching of tracks: what the engine stored against the whole definition in SQL. */
import type { Difference, Subject } from './checks.ts';

/** Tracks in one statement: few enough that a person sees progress, many enough that plans are kept. */
const TRACKS_AT_ONCE = 20;

/** Millimetres that a track covers, per route, bank, kind and day, in one of the two only. */
const TRACK_RANGES = `
  with stored as (
    select track_id, route_id, bank, kind, day, range_agg(int8range(from_mm, to_mm)) as ranges
      from register.surveyed_range where district = $1 and track_id = any($2::int[]) group by 1, 2, 3, 4, 5),
  computed as (
    select t.id as track_id, c.route_id, c.bank, c.kind, c.day, range_agg(int8range(c.from_mm, c.to_mm)) as ranges
      from unnest($2::int[]) t (id) cross join atlas.track_ranges($1, t.id) c group by 1, 2, 3, 4, 5)
  select coalesce(max(atlas.multirange_mm((coalesce(s.ranges, '{}') - coalesce(c.ranges, '{}'))
                                        + (coalesce(c.ranges, '{}') - coalesce(s.ranges, '{}')))), 0)::float8 as difference
    from stored s full join computed c using (track_id, route_id, bank, kind, day)`;

export async function compareTracks({ db, district, tracks }: Subject): Promise<Difference> {
  let difference = 0;
  for (let i = 0; i < tracks.ids.length; i += TRACKS_AT_ONCE) {
    const ids = tracks.ids.slice(i, i + TRACKS_AT_ONCE);
    const [row] = await db.query<{ difference: number }>(TRACK_RANGES, [district, ids]);
    difference = Math.max(difference, row.difference);
  }
  return { compared: tracks.ids.length, difference };
}
