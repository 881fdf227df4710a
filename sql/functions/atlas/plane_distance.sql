-- atlas.plane_distance(ax, ay, bx, by)
--
-- Distance in the district plane, rounded to whole millimetres, as every tolerance is tested.
--
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.plane_distance(
  ax double precision, ay double precision, bx double precision, by double precision
)
returns double precision
language sql immutable parallel safe
as $$
  select atlas.rounded(sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay)))
$$;

comment on function atlas.plane_distance is 'Planar distance of two points, in whole mm.';
