-- atlas.polygon_edges(polygon)
--
-- The edges of all rings of a polygon, holes and parts alike, as four arrays, and which ring each is of.
--
-- polygon    district plane, metres.
-- returns    one row; whole millimetres.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.polygon_edges(polygon geometry)
returns table (ax double precision[], ay double precision[], bx double precision[], by double precision[], ring int[])
language sql immutable parallel safe
as $$
  select array_agg(e.ax), array_agg(e.ay), array_agg(e.bx), array_agg(e.by), array_agg(e.ring)
    from (select v.x as ax, v.y as ay, lead(v.x) over ring as bx, lead(v.y) over ring as by,
                 dense_rank() over (order by v.path[1:cardinality(v.path) - 1])::int as ring
            from (select path, atlas.rounded(st_x(geom) * 1000) as x, atlas.rounded(st_y(geom) * 1000) as y
                    from st_dumppoints(polygon)) as v
          window ring as (partition by v.path[1:cardinality(v.path) - 1] order by v.path)) as e
   where e.bx is not null
$$;

comment on function atlas.polygon_edges is 'Edges of all rings of a polygon as four arrays of plane coordinates in mm, and their rings.';
