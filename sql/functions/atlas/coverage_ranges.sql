-- atlas.coverage_ranges(district_key, only_mode, as_of)
--
-- Every stretch of every bank with its state: the rows of `atlas coverage --ranges`.
--
-- arguments  as atlas.bank_states.
-- returns    the ranges of one route, mode and bank follow each other without hole from 0 to its length; neighbours differ in
--            state. surveys = surveys that measured some of the range (bridged: bridged some of it; gap: 0); tracks and
--            records are the ids of the tracks and survey records that did, ascending.
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.coverage_ranges(
  district_key text, only_mode text default null, as_of date default null
)
returns table (
  river text, river_id int, route_id int, mode text, bank text, state text, from_m numeric, to_m numeric, surveys int,
  tracks int[], records int[]
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables with crews
as $$
  with
  range as (
    select b.route_id, b.mode, b.bank, s.state, r.range
      from atlas.bank_states(district_key, only_mode, as_of) as b
     cross join lateral (values ('gap', b.gap), ('bridged', b.bridged), ('once', b.once), ('repeated', b.repeated))
                     as s (state, ranges)
     cross join lateral unnest(s.ranges) as r (range)
  ),
  counted as (
    select r.route_id, r.mode, r.bank, r.state, r.range, count(s.day)::int as surveys
      from range as r
      left join atlas.surveyed_by(district_key, only_mode, as_of) as s
        on s.mode = r.mode and s.route_id = r.route_id and s.bank = r.bank
       and r.range && case r.state when 'bridged' then s.bridged when 'gap' then '{}' else s.measured end
     group by r.route_id, r.mode, r.bank, r.state, r.range
  )
  select v.name, v.id, r.route_id, r.mode, r.bank, r.state,
         round(lower(r.range) / 1000.0, 3), round(upper(r.range) / 1000.0, 3), r.surveys,
         coalesce(e.tracks, '{}'), coalesce(e.records, '{}')
    from counted as r
   cross join lateral (
         select array_agg(distinct s.track_id order by s.track_id) filter (where s.track_id is not null) as tracks,
                array_agg(distinct s.record_id order by s.record_id) filter (where s.record_id is not null) as records
           from register.surveyed_range as s
          where s.district = district_key and s.route_id = r.route_id and s.mode = r.mode and s.bank in (r.bank, 'both')
            and s.day <= coalesce(as_of, 'infinity') and int8range(s.from_mm, s.to_mm) && r.range
            and s.kind = case r.state when 'bridged' then 'bridged' when 'gap' then null else 'measured' end) as e
    join register.route as route on route.district = district_key and route.id = r.route_id
    join register.river as v on v.district = district_key and v.id = route.river_id
   order by r.mode, v.id, r.route_id, r.bank, lower(r.range)
$$;

comment on function atlas.coverage_ranges is
  'Every range of every bank with its state (gap, bridged, once, repeated), the number of surveys and the tracks and records behind it; metres from the start of the route.';
