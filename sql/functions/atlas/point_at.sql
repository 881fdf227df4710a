-- atlas.point_at(x, y, m, at_mm)
--
-- The point at a measure along a line.
--
-- x, y, m    the line's vertices in the district plane, whole millimetres; m never falls.
-- at_mm      between m[1] and the last m; callers clamp or take it modulo the length.
-- returns    one row, rounded to whole millimetres, on the first segment that holds the measure and is longer than 0.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.point_at(
  x double precision[], y double precision[], m double precision[], at_mm double precision
)
returns table (px double precision, py double precision)
language sql immutable parallel safe
as $$
  select x[s.i] + atlas.rounded(s.t * (x[s.i + 1] - x[s.i])),
         y[s.i] + atlas.rounded(s.t * (y[s.i + 1] - y[s.i]))
    from (select k.i, (at_mm - m[k.i]) / (m[k.i + 1] - m[k.i]) as t
            from (-- vertices strictly before the measure; at the very start those that lie on it
                  select width_bucket(case when at_mm > m[1] then at_mm - 0.5 else at_mm end, m) as i) as k
          offset 0) as s -- a fence: t is computed once
$$;

comment on function atlas.point_at is
  'The point (plane, mm) at a measure along a line given by its vertex arrays.';
