-- atlas.line_vertices(line_m)
--
-- A route's vertices as three arrays: x and y in the plane and m from the start, whole mm.
--
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.line_vertices(line_m geometry)
returns table (x double precision[], y double precision[], m double precision[])
language sql immutable parallel safe
as $$
  select array_agg(atlas.rounded(st_x(p.geom) * 1000) order by p.path[1]),
         array_agg(atlas.rounded(st_y(p.geom) * 1000) order by p.path[1]),
         array_agg(atlas.rounded(st_m(p.geom)) order by p.path[1])
    from st_dumppoints(line_m) as p
$$;

comment on function atlas.line_vertices is 'Vertices of a measured line as arrays of x, y and m in mm.';
