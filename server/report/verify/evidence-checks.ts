/** Whether what is stored of the ledger rests on what it names: surveys on their tracks and rows, stretches on where they were placed. */
import { outingCrews } from '../../district/derive/outings/unite-outings.ts';
import type { Difference, Subject } from './checks.ts';

/**
 * Ranges whose track or row is not there, came with a batch that was undone, or has another mode, day (rows: a track has its
 * own check) or crew. An outing that several crews wrote down has one crew for the day (DECISIONS 151), found again here
 * from where its tracks were at which moments.
 */
export async function compareEvidence({ db, district }: Subject): Promise<Difference> {
  const crews = await outingCrews(db, district);
  const columns = [crews.map(({ id }) => id), crews.map(({ day }) => day), crews.map(({ crew }) => crew)];
  const [row] = await db.query<Difference>(EVIDENCE, [district, ...columns]);
  return row;
}

const EVIDENCE = `
  with range as (
    select s.*, coalesce(t.mode, r.mode) as said_mode, coalesce(o.crew, t.crew, r.crew) as said_crew, r.date as said_day,
           coalesce(t.id, r.id) is not null as is_there, coalesce(t.batch_id, r.batch_id) as batch_id
      from register.surveyed_range s
      left join register.survey_track t on t.district = s.district and t.id = s.track_id
      left join register.survey_record r on r.district = s.district and r.id = s.record_id
      left join unnest($2::int[], $3::date[], $4::text[]) as o (track_id, day, crew) on o.track_id = s.track_id and o.day = s.day
     where s.district = $1)
  select count(*)::int as compared,
         count(*) filter (where not is_there or mode is distinct from said_mode or day <> said_day or crew is distinct from said_crew
           or version not between 1 and (select d.version from register.district d where d.key = $1)
           or exists (select from register.import_batch b where b.district = $1 and b.id = range.batch_id and b.undone_at is not null)
         )::int as difference
    from range`;

/** Millimetres of a route that a function zone or key reach holds in one of the two only: its stored ranges, and where it was placed. */
export const STRETCH_RANGES = `
  with stored as (
    select kind, zone_id, route_id, range_agg(int8range(from_mm, to_mm)) as ranges
      from register.route_zone where district = $1 and kind in ('function_zone', 'key_reach') group by 1, 2, 3),
  placed as (
    select m.kind, m.reach_id as zone_id, p.route as route_id, range_agg(int8range(p.from_mm, p.to_mm)) as ranges
      from register.reach_match m
     cross join jsonb_to_recordset(m.placed) as p (route int, from_mm bigint, to_mm bigint)
     where m.district = $1 group by 1, 2, 3)
  select count(*)::int as compared,
         coalesce(max(atlas.multirange_mm((coalesce(s.ranges, '{}') - coalesce(p.ranges, '{}'))
                                        + (coalesce(p.ranges, '{}') - coalesce(s.ranges, '{}')))), 0)::float8 as difference
    from stored s full join placed p using (kind, zone_id, route_id)`;

/** Stretches that nothing says the place of, places of stretches that are not there or were recorded otherwise, and measures placed at another length. */
export const STRETCHES = `
  with stretch as (
    select 'function_zone' as kind, id, river_key, from_mm, to_mm, geom_m from register.water_function_zone where district = $1
    union all select 'key_reach', id, river_key, from_mm, to_mm, geom_m from register.key_reach where district = $1)
  select count(*)::int as compared,
         count(*) filter (where s.id is null or m.reach_id is null
           or m.recorded <> case when s.geom_m is null then concat_ws(' ', coalesce(s.river_key, 'null'), s.from_mm, s.to_mm)
                                 else coalesce(s.river_key, '') || ' ' || md5(st_asewkb(s.geom_m, 'NDR')) end
           or (m.method = 'measures' and coalesce(m.matched_mm, 0) <> p.length_mm))::int as difference
    from stretch s
    full join (select * from register.reach_match where district = $1) m on m.kind = s.kind and m.reach_id = s.id
    left join lateral (select coalesce(sum(r.to_mm - r.from_mm), 0) as length_mm
                         from jsonb_to_recordset(m.placed) as r (from_mm bigint, to_mm bigint)) p on true`;
