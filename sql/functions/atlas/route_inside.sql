-- atlas.route_inside(line_m, polygon)
--
-- The stretches of a route that lie in a polygon or on its edge, cut segment by segment.
--
-- line_m     register.route.line_m; polygon in the same plane.
-- returns    a set of measures in whole mm. PostGIS cuts, so a cut may be 1 mm from the engine's, which tests whole numbers.
-- tested by  test/oracle/route-towns.test.ts

create or replace function atlas.route_inside(line_m geometry, polygon geometry)
returns int8multirange
language sql immutable parallel safe
as $$
  select case when st_covers(polygon, line_m)
              then int8multirange(int8range(0, st_m(st_endpoint(line_m))::bigint))
              else (
    with
    segment as (
      select st_startpoint(s.geom) as a, st_m(st_startpoint(s.geom)) as ma, st_m(st_endpoint(s.geom)) as mb,
             st_length(s.geom) as length, s.geom
        from st_dumpsegments(line_m) as s
       where s.geom && polygon and st_length(s.geom) > 0
    ),
    -- where a segment enters and leaves, as shares of its length
    part as (
      select s.ma, s.mb, st_distance(s.a, st_startpoint(p.geom)) / s.length as t0,
             st_distance(s.a, st_endpoint(p.geom)) / s.length as t1
        from segment as s
       cross join st_dump(st_intersection(st_force2d(s.geom), polygon)) as p
       where st_dimension(p.geom) = 1
    )
    select range_agg(int8range(atlas.rounded(ma + least(t0, t1) * (mb - ma))::bigint,
                               atlas.rounded(ma + greatest(t0, t1) * (mb - ma))::bigint))
      from part) end
$$;

comment on function atlas.route_inside is 'Measures of a route that lie in a polygon or on its edge, in mm.';
