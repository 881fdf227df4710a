-- atlas.signed_distance(ax, ay, bx, by, px, py)
--
-- Distance of a point to the boundary of a polygon: negative inside, 0 on it.
--
-- a, b, p    plane, whole mm: the edges of all rings (atlas.polygon_edges) and the point.
-- returns    whole mm; null for a polygon without edges.
-- tested by  test/oracle/zone-relations.test.ts

create or replace function atlas.signed_distance(
  ax double precision[], ay double precision[], bx double precision[], by double precision[],
  px double precision, py double precision
)
returns double precision
language sql immutable parallel safe
as $$
  select case when d.mm > 0 and atlas.body_contains(ax, ay, bx, by, px, py) then -d.mm else d.mm end
    from (select atlas.rounded(sqrt(min(n.d2))) as mm
            from unnest(ax, ay, bx, by) as e (ax, ay, bx, by)
           cross join lateral atlas.nearest_on_segment(px, py, e.ax, e.ay, e.bx, e.by, 0, 0, 0, 0) as n) as d
$$;

comment on function atlas.signed_distance is
  'Distance in mm of a point to the boundary of a polygon given by its edges, negative inside.';
