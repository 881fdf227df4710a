-- atlas.river_junctions(district_key, river)
--
-- Where routes of one river meet: an end of one is a vertex of the other.
--
-- river      register.river.id.
-- returns    each meeting from both sides: at at_mm of route_id one may go on at to_mm of to_route_id, mm from the start of
--            each; lap_mm is route_id's length where it is closed. None for a river of one route.
-- index      register.route (district, river_id).
-- tested by  test/oracle/zone-relations.test.ts

create or replace function atlas.river_junctions(district_key text, river int)
returns table (route_id int, lap_mm bigint, at_mm bigint, to_route_id int, to_mm bigint)
language sql stable parallel safe
as $$
  with
  vertex as materialized (
    select r.id, case when r.closed then r.length_mm end as lap_mm, st_m(p.geom)::bigint as at_mm,
           atlas.rounded(st_x(p.geom) * 1000) as x, atlas.rounded(st_y(p.geom) * 1000) as y,
           p.path[1] in (1, st_npoints(r.line_m)) as is_end
      from register.route as r
     cross join st_dumppoints(r.line_m) as p
     where r.district = district_key and r.river_id = river
       and exists (select from register.route as o where o.district = district_key and o.river_id = river and o.id <> r.id)
  )
  select distinct a.id, a.lap_mm, a.at_mm, b.id, b.at_mm
    from vertex as a
    join vertex as b on b.x = a.x and b.y = a.y and b.id <> a.id and (a.is_end or b.is_end)
$$;

comment on function atlas.river_junctions is
  'Meetings of routes of one river: at at_mm of route_id one may go on at to_mm of to_route_id, in mm.';
