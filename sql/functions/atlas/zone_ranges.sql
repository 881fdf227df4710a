-- atlas.zone_ranges(district_key, per, as_of, within_m)
--
-- The rows of a report by zone, with what each holds of the rivers.
--
-- per        zone | function_zone | basin | park | residential | key_reach | venue. They may overlap, and leave river out.
-- as_of      zones that hold on that local day, their first and last day included; null: that hold today.
-- within_m   of venues: how far around them.
-- returns    per zone and route the set of measures in mm; a zone without any river has one row whose route_id is null.
--            place is the zone's id, key its own or # and the id.
-- tested by  test/oracle/zone-ranges.test.ts

create or replace function atlas.zone_ranges(
  district_key text, per text, as_of date default null, within_m double precision default 1000
)
returns table (place int, key text, name text, route_id int, here int8multirange)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables
as $$
  with
  today as (
    select coalesce(as_of, ((now() at time zone 'utc') + make_interval(mins => coalesce(d.utc_offset_minutes, 0)))::date) as day
      from register.district as d where d.key = district_key
  ),
  entry as (
    select z.id, coalesce(z.key, '#' || z.id) as key, z.name
      from register.protected_zone as z, today as t
     where per = 'zone' and z.district = district_key
       and coalesce(z.valid_from, '-infinity') <= t.day and coalesce(z.valid_to, 'infinity') >= t.day
    union all
    select id, coalesce(source_id, '#' || id), name from register.water_function_zone where per = 'function_zone' and district = district_key
    union all
    select id, coalesce(source_id, '#' || id), name from register.key_reach where per = 'key_reach' and district = district_key
    union all
    select id, coalesce(key, '#' || id), name from register.basin where per = 'basin' and district = district_key
    union all
    select id, coalesce(key, '#' || id), name from register.park where per = 'park' and district = district_key
    union all
    select id, coalesce(key, '#' || id), name from register.residential_area where per = 'residential' and district = district_key
    union all
    select id, coalesce(key, source_id, '#' || id), name from register.venue where per = 'venue' and district = district_key
  ),
  held as (
    select z.zone_id, z.route_id, range_agg(int8range(z.from_mm, z.to_mm)) as here
      from register.route_zone as z
     where per <> 'venue' and z.district = district_key and z.kind = per
     group by z.zone_id, z.route_id
    union all
    select v.id, r.id, atlas.route_within(r.line_m, v.geom_m, floor(within_m * 1000 + 0.5)::bigint)
      from register.venue as v
      join register.route as r on r.district = v.district
     where per = 'venue' and v.district = district_key
  )
  select e.id, e.key, e.name, h.route_id, h.here
    from entry as e
    left join held as h on h.zone_id = e.id and h.here is not null
   order by e.id, h.route_id
$$;

comment on function atlas.zone_ranges is
  'What each zone, function zone, basin, park, residential area, key reach or surrounding of a venue holds of the routes, in mm.';
