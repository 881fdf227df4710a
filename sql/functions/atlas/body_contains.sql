-- atlas.body_contains(ax, ay, bx, by, px, py)
--
-- Whether a point lies in or on a polygon: even-odd over all edges, a point on an edge counts as inside.
--
-- a, b, p    plane, whole mm, so that the cross products are exact.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.body_contains(
  ax double precision[], ay double precision[], bx double precision[], by double precision[],
  px double precision, py double precision
)
returns boolean
language sql immutable parallel safe
as $$
  select count(*) filter (where (e.ay > py) <> (e.by > py) and (e.by > e.ay) = (c.side > 0)) % 2 = 1
      or coalesce(bool_or(c.side = 0 and px between least(e.ax, e.bx) and greatest(e.ax, e.bx)), false)
    from unnest(ax, ay, bx, by) as e (ax, ay, bx, by)
   cross join lateral (select (e.bx - e.ax) * (py - e.ay) - (e.by - e.ay) * (px - e.ax) as side) as c
   where py between least(e.ay, e.by) and greatest(e.ay, e.by)
$$;

comment on function atlas.body_contains is 'True where a point lies in or on a polygon given by its edges.';
