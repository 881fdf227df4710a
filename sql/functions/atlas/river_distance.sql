-- atlas.river_distance(district_key, zone_id, route_id, measure_mm, down)
--
-- How far a protected zone lies from a place on a river, along routes of that river, down (to higher measures) or up.
--
-- A way may change to another route of the river where an end of one is a vertex of the other, and goes on in the same
-- direction; round a closed route (shore, ring) both directions lead. So a zone that is reached only by going down one
-- branch and up another is neither up nor down.
--
-- returns    mm to the nearest range of the zone (register.route_zone), 0 in it; null where no way leads there.
-- manner     rounds over all places reached, with the least distance to each, until nothing gets nearer.
-- index      register.route (district, river_id).
-- tested by  test/oracle/zone-relations.test.ts

create or replace function atlas.river_distance(
  district_key text, zone_id int, route_id int, measure_mm bigint, down boolean
)
returns bigint
language plpgsql stable parallel safe
as $$
#variable_conflict use_column
declare
  river      int := (select r.river_id from register.route as r where r.district = district_key and r.id = river_distance.route_id);
  routes     int[] := array[river_distance.route_id];
  measures   bigint[] := array[river_distance.measure_mm];
  distances  bigint[] := array[0];
  before     bigint[];
begin
  while distances is distinct from before loop
    before := distances;
    select array_agg(n.route_id order by n.route_id, n.measure_mm), array_agg(n.measure_mm order by n.route_id, n.measure_mm),
           array_agg(n.distance order by n.route_id, n.measure_mm)
      into routes, measures, distances
      from (select distinct on (p.route_id, p.measure_mm) p.*
              from (select * from unnest(routes, measures, distances) as known (route_id, measure_mm, distance)
                     union all
                    select j.to_route_id, j.to_mm, known.distance
                           + atlas.ahead(known.measure_mm, j.at_mm, down, j.lap_mm)
                      from unnest(routes, measures, distances) as known (route_id, measure_mm, distance)
                      join atlas.river_junctions(district_key, river) as j on j.route_id = known.route_id) as p
             where p.distance is not null
             order by p.route_id, p.measure_mm, p.distance) as n;
  end loop;
  return (
    select min(known.distance + case when known.measure_mm between z.from_mm and z.to_mm then 0
                else atlas.ahead(known.measure_mm, case when down then z.from_mm else z.to_mm end, down,
                                 case when r.closed then r.length_mm end) end)
      from unnest(routes, measures, distances) as known (route_id, measure_mm, distance)
      join register.route_zone as z
        on z.district = district_key and z.kind = 'zone' and z.zone_id = river_distance.zone_id
       and z.route_id = known.route_id
      join register.route as r on r.district = district_key and r.id = known.route_id);
end
$$;

comment on function atlas.river_distance is
  'Distance in mm from a place on a river to a protected zone along that river''s routes, down or up; 0 in it, null where no way leads there.';
