-- atlas.nearest_on_route(x, y, m, closed, px, py, lo, hi)
--
-- The nearest point of a route within a window of measures.
--
-- x, y, m    the route's vertices as atlas.rulers_near gives them.
-- closed     the window may run on over the seam: lo < 0 or hi > length; the measure comes back unwrapped likewise.
-- lo, hi     the window, at most the whole route where it is open.
-- returns    one row: measure, distance in whole millimetres, side (1 left, -1 right, 0 on the line). At a tie the lower
--            measure, then the earlier segment, which also gives the side at a vertex.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.nearest_on_route(
  x double precision[], y double precision[], m double precision[], closed boolean,
  px double precision, py double precision, lo double precision, hi double precision
)
returns table (measure double precision, distance_mm double precision, side int)
language sql immutable parallel safe
as $$
  select n.measure + lap.shift, atlas.rounded(sqrt(n.d2)),
         sign((x[i + 1] - x[i]) * (py - y[i]) - (y[i + 1] - y[i]) * (px - x[i]))::int
    from (select m[cardinality(m)] as length) as route
   -- one lap on an open route; on a closed one every lap the window touches
   cross join lateral (
         select k * route.length as shift
           from generate_series(
                  case when closed then ceil(lo / route.length) - 1 else 0 end::int,
                  case when closed then floor(hi / route.length) else 0 end::int) as k
         ) as lap
   -- the segments from the last that starts before the window to the first that ends after it
   cross join lateral generate_series(
                greatest(1, width_bucket(lo - lap.shift - 0.5, m)),
                least(cardinality(m) - 1, width_bucket(hi - lap.shift, m))) as i
   cross join lateral atlas.nearest_on_segment(
                px, py, x[i], y[i], x[i + 1], y[i + 1], m[i], m[i + 1], lo - lap.shift, hi - lap.shift) as n (nx, ny, measure, d2)
   where m[i + 1] >= lo - lap.shift and m[i] <= hi - lap.shift
   order by n.d2, n.measure + lap.shift, i
   limit 1
$$;

comment on function atlas.nearest_on_route is
  'Nearest point of a route within a window of measures: measure, distance in mm and side (1 left, -1 right).';
