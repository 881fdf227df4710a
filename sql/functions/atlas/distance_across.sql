-- atlas.distance_across(x, y, m, lap, px, py, lo, hi)
--
-- How far a point lies from a route, right of it negative, and the measure where it is nearest.
--
--   p  · · ────────── route    past an end of the route it is that from the line of the end's segment: 50 m past the end is
--                              not 50 m across
--
-- x, y, m    the route as atlas.rulers_near gives it; lap is its length where it is closed, which has no ends, else null.
-- lo, hi     only measures in this window are asked, which may run on over the seam of a closed route; else all.
-- returns    one row, whole mm; signed_mm is 0 on the line, and where the segment has no length.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.distance_across(
  x double precision[], y double precision[], m double precision[], lap double precision,
  px double precision, py double precision, lo double precision default null, hi double precision default null
)
returns table (measure double precision, signed_mm double precision)
language sql immutable parallel safe
as $$
  select n.measure,
         case when n.side = 0 then 0
              when s.i is null then n.side * n.distance_mm
              else n.side * atlas.rounded(abs(v.dx * (py - y[s.i]) - v.dy * (px - x[s.i])) / sqrt(v.dx * v.dx + v.dy * v.dy))
          end
    from atlas.nearest_on_route(x, y, m, lap is not null and lo is not null, px, py,
                                coalesce(lo, 0), coalesce(hi, m[cardinality(m)])) as n
   -- the segment of the end, null where the nearest point is none: the earliest there, whose side it is
   cross join lateral (
         select case when lap is not null then null
                     when n.measure = 0 then 1
                     when n.measure = m[cardinality(m)] then array_position(m, n.measure) - 1 end as i
         ) as s
   cross join lateral (select x[s.i + 1] - x[s.i] as dx, y[s.i + 1] - y[s.i] as dy) as v
$$;

comment on function atlas.distance_across is
  'Distance of a point from a route in mm, right of it negative, past an end from the line of its segment; and the measure there.';
