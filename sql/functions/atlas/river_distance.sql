-- atlas.river_distance(district_key, zone_id, route_id, measure_mm, down)
--
-- How far a protected zone lies from a place on a river, along routes of that river, down (to higher measures) or up.
--
-- Which places are come to at all: atlas.river_reach.
--
-- returns    mm to the nearest range of the zone (register.route_zone), 0 in it; null where no way leads there.
-- index      register.route (district, river_id).
-- tested by  test/oracle/zone-relations.test.ts

create or replace function atlas.river_distance(
  district_key text, zone_id int, route_id int, measure_mm bigint, down boolean
)
returns bigint
language sql stable parallel safe
as $$
  select min(k.distance_mm + case when k.at_mm between z.from_mm and z.to_mm then 0
               else atlas.ahead(k.at_mm, case when river_distance.down then z.from_mm else z.to_mm end, down,
                                case when r.closed then r.length_mm end) end)
    from atlas.river_reach(
           district_key, river_distance.route_id, river_distance.measure_mm, river_distance.down) as k
    join register.route_zone as z
      on z.district = district_key and z.kind = 'zone' and z.zone_id = river_distance.zone_id and z.route_id = k.at_route_id
    join register.route as r on r.district = district_key and r.id = k.at_route_id
$$;

comment on function atlas.river_distance is
  'Distance in mm from a place on a river to a protected zone along that river''s routes, down or up; 0 in it, null where no way leads there.';
