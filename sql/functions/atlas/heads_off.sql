-- atlas.heads_off(x, y, m, closed, lo, hi, ax, ay, zx, zy, cosine)
--
-- Whether a way from a to z lies an angle or more off the way along a route's range, from its lowest to its highest measure.
--
-- x, y, m    the route as atlas.rulers_near gives it; lo and hi may run on over the seam of a closed one.
-- a, z       plane, whole mm.
-- cosine     of the angle.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.heads_off(
  x double precision[], y double precision[], m double precision[], closed boolean,
  lo double precision, hi double precision,
  ax double precision, ay double precision, zx double precision, zy double precision,
  cosine double precision
)
returns boolean
language sql immutable parallel safe
as $$
  select abs(v.ux * v.wx + v.uy * v.wy)
         <= cosine * sqrt((v.ux * v.ux + v.uy * v.uy) * (v.wx * v.wx + v.wy * v.wy))
    from (select m[cardinality(m)] as length) as r
   cross join lateral atlas.point_at(x, y, m,
                case when closed then lo - floor(lo / r.length) * r.length else lo end) as low
   cross join lateral atlas.point_at(x, y, m,
                case when closed then hi - floor(hi / r.length) * r.length else hi end) as high
   cross join lateral (select zx - ax as ux, zy - ay as uy, high.px - low.px as wx, high.py - low.py as wy) as v
$$;

comment on function atlas.heads_off is
  'True where a way lies an angle or more off the way between two measures of a route.';
