-- atlas.route_direction(x, y, m, closed, measure)
--
-- The direction of a route at a measure: from 25 m before to 25 m after. At the ends of an open route over what is there; a
-- closed route runs on over its seam.
--
-- x, y, m    as atlas.rulers_near gives them.
-- returns    one row: the vector in the plane, whole mm; 0, 0 where the route comes back on itself.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.route_direction(
  x double precision[], y double precision[], m double precision[], closed boolean, measure double precision
)
returns table (dx double precision, dy double precision)
language sql immutable parallel safe
as $$
  select z.px - a.px, z.py - a.py
    from (select m[cardinality(m)] as length, measure - 25000 as before, measure + 25000 as after) as r
   cross join lateral atlas.point_at(x, y, m,
                case when closed then r.before - floor(r.before / r.length) * r.length
                     else greatest(0, r.before) end) as a
   cross join lateral atlas.point_at(x, y, m,
                case when closed then r.after - floor(r.after / r.length) * r.length
                     else least(r.length, r.after) end) as z
$$;

comment on function atlas.route_direction is
  'Direction of a route at a measure, taken over 25 m up and down, as a plane vector in mm.';
