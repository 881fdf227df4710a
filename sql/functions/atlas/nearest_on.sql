-- atlas.nearest_on(shape, px, py)
--
-- The nearest point of a shape's vertices and edges: of a polygon its boundary, whether the point is inside or not.
--
-- shape      district plane, metres: point, line or polygon, also of many parts.
-- p          plane, whole mm.
-- returns    one row: the point rounded to whole mm and the square of its distance, a whole number. The earlier edge at a tie.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.nearest_on(shape geometry, px double precision, py double precision)
returns table (x double precision, y double precision, d2 double precision)
language sql immutable parallel safe rows 1
as $$
  select n.x, n.y, n.d2
    from (select v.path, v.x as ax, v.y as ay,
                 -- the last vertex of a line, and a point, are edges of no length
                 coalesce(lead(v.x) over part, v.x) as bx, coalesce(lead(v.y) over part, v.y) as by
            from (select d.path, atlas.rounded(st_x(d.geom) * 1000) as x, atlas.rounded(st_y(d.geom) * 1000) as y
                    from st_dumppoints(shape) as d) as v
          window part as (partition by v.path[1:cardinality(v.path) - 1] order by v.path)) as e
   cross join lateral atlas.nearest_on_segment(px, py, e.ax, e.ay, e.bx, e.by, 0, 0, 0, 0) as n
   order by n.d2, e.path
   limit 1
$$;

comment on function atlas.nearest_on is
  'Nearest point of a shape''s edges to a point of the plane and the squared distance, in whole mm.';
