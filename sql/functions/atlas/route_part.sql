-- atlas.route_part(geom, line_m, from_mm, to_mm)
--
-- The line on the ground between two measures of a route.
--
-- geom       EPSG:4490, the route as drawn.
-- line_m     the same vertices in the plane with their measures (register.route.line_m).
-- returns    LineString EPSG:4490; ends between vertices are interpolated by measure.
-- tested by  test/http/figures.test.ts (lengths of what it cuts)

create or replace function atlas.route_part(geom geometry, line_m geometry, from_mm bigint, to_mm bigint)
returns geometry
language sql immutable parallel safe
as $$
  with
  vertex as (
    select g.path[1] as n, st_x(g.geom) as lon, st_y(g.geom) as lat, st_m(l.geom) as m
      from st_dumppoints(route_part.geom) as g
      join st_dumppoints(route_part.line_m) as l on l.path = g.path
  ),
  step as (
    select v.*, lead(lon) over (order by n) as next_lon, lead(lat) over (order by n) as next_lat,
           lead(m) over (order by n) as next_m
      from vertex as v
  ),
  wanted as (
    select n, m as at, lon, lat from vertex where m > from_mm and m < to_mm
    union all
    select n, e.at, lon + (next_lon - lon) * (e.at - m) / (next_m - m), lat + (next_lat - lat) * (e.at - m) / (next_m - m)
      from step
      join (values (from_mm::float8), (to_mm::float8)) as e (at)
        on next_m > m and e.at >= m and (e.at < next_m or (e.at = next_m and next_m = (select max(m) from vertex)))
  )
  select st_setsrid(st_makeline(st_makepoint(lon, lat) order by at, n), 4490) from wanted
$$;

comment on function atlas.route_part is 'The line in EPSG:4490 between two measures of a route.';
