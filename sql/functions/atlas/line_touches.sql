-- atlas.line_touches(line, ax, ay, bx, by)
--
-- Whether a line has a point in common with a polygon, its boundary included.
--
-- line       LineString, district plane, metres.
-- a, b       the edges of all rings of the polygon (atlas.polygon_edges), whole mm.
-- tested by  test/oracle/zone-relations.test.ts

create or replace function atlas.line_touches(
  line geometry, ax double precision[], ay double precision[], bx double precision[], by double precision[]
)
returns boolean
language sql immutable parallel safe
as $$
  with
  vertex as materialized (
    select p.path[1] as i, atlas.rounded(st_x(p.geom) * 1000) as x, atlas.rounded(st_y(p.geom) * 1000) as y
      from st_dumppoints(line) as p
  ),
  segment as (
    select v.x as cx, v.y as cy, lead(v.x) over (order by v.i) as dx, lead(v.y) over (order by v.i) as dy from vertex as v
  )
  select exists (select from vertex as v where atlas.body_contains(ax, ay, bx, by, v.x, v.y))
      -- the ends of each lie on different sides of the other, or on it; in one line, the boxes decide
      or exists (
         select
           from segment as s
           join unnest(ax, ay, bx, by) as e (ax, ay, bx, by)
             on least(e.ax, e.bx) <= greatest(s.cx, s.dx) and least(s.cx, s.dx) <= greatest(e.ax, e.bx)
            and least(e.ay, e.by) <= greatest(s.cy, s.dy) and least(s.cy, s.dy) <= greatest(e.ay, e.by)
          where s.dx is not null
            and sign((s.dx - s.cx) * (e.ay - s.cy) - (s.dy - s.cy) * (e.ax - s.cx))
              * sign((s.dx - s.cx) * (e.by - s.cy) - (s.dy - s.cy) * (e.bx - s.cx)) <= 0
            and sign((e.bx - e.ax) * (s.cy - e.ay) - (e.by - e.ay) * (s.cx - e.ax))
              * sign((e.bx - e.ax) * (s.dy - e.ay) - (e.by - e.ay) * (s.dx - e.ax)) <= 0)
$$;

comment on function atlas.line_touches is 'True where a line touches a polygon given by its edges, boundary included.';
