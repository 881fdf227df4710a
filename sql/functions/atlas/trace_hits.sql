-- atlas.trace_hits(district_key, route_id, measure_mm, mode, within_mm, as_of)
--
-- What lies on the water that is reached from a place (atlas.trace): outfalls, intakes, monitoring sections and protected zones.
--
-- as_of      zones that hold on this day.
-- returns    one row each, where the water first comes to it: distance_mm along the water from the start, and the place on a
--            route; of a zone where it is entered, at the start itself when that lies in it.
-- tested by  test/oracle/trace.test.ts

create or replace function atlas.trace_hits(
  district_key text, route_id int, measure_mm bigint, mode text, within_mm bigint default null, as_of date default current_date
)
returns table (kind text, item_id int, hit_route_id int, hit_mm bigint, distance_mm bigint)
language sql stable parallel safe rows 200
as $$
  with
  range as materialized (
    select t.traced_route_id as route, t.from_mm, t.to_mm, t.entry_mm, t.distance_mm
      from atlas.trace(district_key, trace_hits.route_id, trace_hits.measure_mm, mode, within_mm) as t
     union all
    select trace_hits.route_id, trace_hits.measure_mm, trace_hits.measure_mm, trace_hits.measure_mm, 0
  ),
  met as (
    select p.kind, p.item_id, p.route_id as route, p.measure_mm as at, r.distance_mm + abs(p.measure_mm - r.entry_mm) as mm
      from atlas.trace_places(district_key) as p
      join range as r on r.route = p.route_id and p.measure_mm between r.from_mm and r.to_mm
     union all
    select 'zone', z.zone_id, z.route_id, e.at, r.distance_mm + abs(e.at - r.entry_mm)
      from register.route_zone as z
      join register.protected_zone as p on p.district = z.district and p.id = z.zone_id
       and coalesce(p.valid_from, '-infinity') <= as_of and coalesce(p.valid_to, 'infinity') >= as_of
      join range as r on r.route = z.route_id and z.from_mm <= r.to_mm and r.from_mm <= z.to_mm
     cross join lateral (
           select case when r.entry_mm = r.from_mm then greatest(z.from_mm, r.from_mm) else least(z.to_mm, r.to_mm) end as at
           ) as e
     where z.district = district_key and z.kind = 'zone'
  )
  select distinct on (m.kind, m.item_id) m.kind, m.item_id, m.route, m.at, m.mm
    from met as m
   order by m.kind, m.item_id, m.mm, m.route, m.at
$$;

comment on function atlas.trace_hits is
  'Outfalls, intakes, sections and protected zones on the water that is reached from a place, with the distance along the water in mm.';
