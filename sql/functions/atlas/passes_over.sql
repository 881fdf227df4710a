-- atlas.passes_over(x, y, m, lap, ax, ay, zx, zy)
--
-- Whether two places on a track lie across a route from each other: on opposite sides, together more than 25 m from it and
-- at least 0.3 of the measure between their nearest points.
--
-- x, y, m    the route as atlas.rulers_near gives it; lap is its length where it is closed, else null.
-- a, z       plane, whole mm.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.passes_over(
  x double precision[], y double precision[], m double precision[], lap double precision,
  ax double precision, ay double precision, zx double precision, zy double precision
)
returns boolean
language sql immutable parallel safe
as $$
  select a.side * z.side = -1
     and a.distance_mm + z.distance_mm > 25000
     and 10 * (a.distance_mm + z.distance_mm) >= 3 * atlas.measure_gap(a.measure, z.measure, lap)
    from atlas.nearest_on_route(x, y, m, false, ax, ay, 0, m[cardinality(m)]) as a
   cross join atlas.nearest_on_route(x, y, m, false, zx, zy, 0, m[cardinality(m)]) as z
$$;

comment on function atlas.passes_over is
  'True where two places of a track lie on opposite sides of a route, far enough off for the track to cross rather than follow it.';
