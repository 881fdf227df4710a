-- atlas.body_distance(ax, ay, bx, by, px, py)
--
-- Distance of a point to a polygon: 0 in or on it, else to its nearest edge.
--
-- a, b, p    plane, whole mm.
-- returns    whole mm.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.body_distance(
  ax double precision[], ay double precision[], bx double precision[], by double precision[],
  px double precision, py double precision
)
returns double precision
language sql immutable parallel safe
as $$
  select case when atlas.body_contains(ax, ay, bx, by, px, py) then 0
              else atlas.edge_distance(ax, ay, bx, by, px, py) end
$$;

comment on function atlas.body_distance is 'Distance in mm of a point to a polygon given by its edges; 0 inside.';
