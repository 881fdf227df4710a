-- atlas.passes_over(x, y, m, lap, ax, ay, zx, zy, ends_there, range_mm)
--
-- Whether a track passes over a route between two of its places: on opposite sides, and their distances from it, right of it
-- negative (atlas.distance_across), differ by more than 25 m and at least 0.3 of the measure between their nearest points and
-- of the range that the track covers there.
--
-- x, y, m    the route as atlas.rulers_near gives it; lap is its length where it is closed, else null.
-- a, z       plane, whole mm.
-- ends_there whether the track may as well end on the line, or short of it: then the sides do not matter.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.passes_over(
  x double precision[], y double precision[], m double precision[], lap double precision,
  ax double precision, ay double precision, zx double precision, zy double precision,
  ends_there boolean, range_mm double precision
)
returns boolean
language sql immutable parallel safe
as $$
  select (ends_there or a.signed_mm * z.signed_mm < 0)
     and abs(a.signed_mm - z.signed_mm) > 25000
     and 10 * abs(a.signed_mm - z.signed_mm) >= 3 * greatest(range_mm, atlas.measure_gap(a.measure, z.measure, lap))
    from atlas.distance_across(x, y, m, lap, ax, ay) as a
   cross join atlas.distance_across(x, y, m, lap, zx, zy) as z
$$;

comment on function atlas.passes_over is
  'True where a track passes over a route between two places, far enough to cross rather than follow it.';
