-- atlas.nearest_on_segment(px, py, ax, ay, bx, by, ma, mb, lo, hi)
--
-- The nearest point of one segment, restricted to a window of measures.
--
-- p, a, b    plane, whole millimetres; ma and mb are the measures of a and b.
-- lo, hi     the window; callers pass segments that touch it.
-- returns    one row: the point rounded to whole millimetres, its measure, and the square of its distance, which is a whole
--            number and so compares without error. A point held back by the window has the window's bound as measure.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.nearest_on_segment(
  px double precision, py double precision,
  ax double precision, ay double precision, bx double precision, by double precision,
  ma double precision, mb double precision, lo double precision, hi double precision
)
returns table (x double precision, y double precision, m double precision, d2 double precision)
language sql immutable parallel safe
as $$
  select s.x, s.y, s.m, (px - s.x) * (px - s.x) + (py - s.y) * (py - s.y)
    from (select ax + atlas.rounded(c.t * (bx - ax)) as x,
                 ay + atlas.rounded(c.t * (by - ay)) as y,
                 case when lo > ma and c.t = c.t_lo then lo
                      when hi < mb and c.t = c.t_hi then hi
                      else ma + atlas.rounded(c.t * (mb - ma)) end as m
            from (select w.t_lo, w.t_hi, least(greatest(w.t, w.t_lo), w.t_hi) as t
                    from (select case when lo > ma and mb > ma then (lo - ma) / (mb - ma) else 0 end as t_lo,
                                 case when hi < mb and mb > ma then (hi - ma) / (mb - ma) else 1 end as t_hi,
                                 coalesce(((px - ax) * (bx - ax) + (py - ay) * (by - ay))
                                   / nullif((bx - ax) * (bx - ax) + (by - ay) * (by - ay), 0), 0) as t
                         ) as w
                  offset 0) as c -- fences: each value is computed once
          offset 0) as s
$$;

comment on function atlas.nearest_on_segment is
  'Nearest point of a segment within a window of measures: rounded point, measure and squared distance, all in whole mm.';
