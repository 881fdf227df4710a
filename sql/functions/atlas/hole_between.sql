-- atlas.hole_between(lo1, hi1, lo2, hi2, lap)
--
-- The hole between two ranges of one route.
--
--   open     [--1--)   hole   [--2--)        closed: two holes, the shorter; the one after range 1 where they are equal
--
-- lap        the length of a closed route, null on an open one.
-- returns    one row where the ranges do not touch, else none. Unwrapped like the ranges.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.hole_between(
  lo1 double precision, hi1 double precision, lo2 double precision, hi2 double precision, lap double precision
)
returns table (lo double precision, hi double precision)
language sql immutable parallel safe
as $$
  select h.lo, h.hi
    from (select least(hi1, hi2) as lo, greatest(lo1, lo2) as hi
           where lap is null
          union all
          select case when c.after_1 <= c.after_2 then hi1 else hi2 end,
                 case when c.after_1 <= c.after_2 then hi1 + c.after_1 else hi2 + c.after_2 end
            from (select s.ahead - (hi1 - lo1) as after_1, lap - s.ahead - (hi2 - lo2) as after_2
                    from (select lo2 - lo1 - floor((lo2 - lo1) / lap) * lap as ahead) as s) as c
           where c.after_1 >= 0 and c.after_2 >= 0) as h
   where h.hi > h.lo
$$;

comment on function atlas.hole_between is 'The hole between two ranges of a route, on a closed route the shorter one; no row where they touch.';
