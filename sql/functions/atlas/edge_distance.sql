-- atlas.edge_distance(ax, ay, bx, by, px, py)
--
-- Distance of a point to the nearest edge of a polygon, from wherever.
--
-- a, b, p    plane, whole mm.
-- returns    whole mm.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.edge_distance(
  ax double precision[], ay double precision[], bx double precision[], by double precision[],
  px double precision, py double precision
)
returns double precision
language sql immutable parallel safe
as $$
  select atlas.rounded(sqrt(min(n.d2)))
    from unnest(ax, ay, bx, by) as e (ax, ay, bx, by)
   cross join lateral atlas.nearest_on_segment(px, py, e.ax, e.ay, e.bx, e.by, 0, 0, 0, 0) as n
$$;

comment on function atlas.edge_distance is 'Distance in mm of a point to the nearest edge of a polygon given by its edges.';
