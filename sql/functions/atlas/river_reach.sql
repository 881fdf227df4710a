-- atlas.river_reach(district_key, route_id, measure_mm, down)
--
-- Every place of a river's routes that is come to from a place on it, down (to higher measures) or up, with the least distance.
--
-- A way may change to another route of the river where an end of one is a vertex of the other, and goes on in the same
-- direction; round a closed route (shore, ring) both directions lead. So what is reached only by going down one branch and
-- up another is neither up nor down.
--
-- returns    the place itself (distance 0) and the places where other routes are come to, in mm; from each, all that lies
--            ahead on its route is reached (atlas.ahead).
-- manner     rounds over all places reached, with the least distance to each, until nothing gets nearer.
-- index      register.route (district, river_id).
-- tested by  test/oracle/zone-relations.test.ts, test/oracle/surroundings.test.ts

create or replace function atlas.river_reach(district_key text, route_id int, measure_mm bigint, down boolean)
returns table (at_route_id int, at_mm bigint, distance_mm bigint)
language plpgsql stable parallel safe rows 4
as $$
#variable_conflict use_column
declare
  river      int := (select r.river_id from register.route as r where r.district = district_key and r.id = river_reach.route_id);
  routes     int[] := array[river_reach.route_id];
  measures   bigint[] := array[river_reach.measure_mm];
  distances  bigint[] := array[0];
  before     bigint[];
begin
  if river is null then return; end if;
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
  return query select * from unnest(routes, measures, distances);
end
$$;

comment on function atlas.river_reach is
  'Places of a river''s routes that are come to from a place on it, down or up, with the least distance along the river in mm.';
