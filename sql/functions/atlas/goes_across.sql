-- atlas.goes_across(px, py, across, own, range_mm, width_mm, by_land)
--
-- Whether a run goes from one bank to the other, perhaps there and back: the last test of a passage (docs/coverage.md).
--
--   ═══════════●═════   bank      the places farthest right and left of the route lie on both sides of it; across it they are
--          ·                      more than 25 m or 0.6 of the run's range apart, 0.42 of the range or more, and 0.6 of the
--      ·                          water's width or all of the range; and every place of the run lies within 25 m and a quarter
--   ══●══════════════   bank      of the width of the straight way between them, or, from 0.6 of the range, within 50 m and a
--                                 quarter, and in the mean within 14 m and a tenth
--
-- px, py     the places in order of time, plane, whole mm; the first of equals counts.
-- across     their distances from the route, right of it negative (atlas.distance_across); own: of the run itself, not of the
--            chord before or after it.
-- width_mm   of the widest river polygon under the run, 0 off any.
-- by_land    the piece goes on before and after the run: a bridge, for which 0.3 of the range will do.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.goes_across(
  px double precision[], py double precision[], across double precision[], own boolean[],
  range_mm double precision, width_mm double precision, by_land boolean
)
returns boolean
language sql immutable parallel safe
as $$
  select e.least < 0 and e.most > 0 and (s.apart > 25000 or s.is_steep)
         and 100 * s.apart >= case when by_land then 30 else 42 end * range_mm and (10 * s.apart >= 6 * width_mm or s.apart >= range_mm)
         and (o.farthest <= (25000 + width_mm / 4) * w.way
              or s.is_steep and o.farthest <= (50000 + width_mm / 4) * w.way
                 and o.total <= (14000 + width_mm / 10) * w.way * o.places)
    from (select min(p.d) as least, max(p.d) as most,
                 (array_agg(p.x order by p.d, p.i))[1] as rx, (array_agg(p.y order by p.d, p.i))[1] as ry,
                 (array_agg(p.x order by p.d desc, p.i))[1] as lx, (array_agg(p.y order by p.d desc, p.i))[1] as ly
            from unnest(px, py, across) with ordinality as p (x, y, d, i)) as e
   cross join lateral (select e.most - e.least as apart, 10 * (e.most - e.least) >= 6 * range_mm as is_steep) as s
   cross join lateral (select d.dx, d.dy, sqrt(d.dx * d.dx + d.dy * d.dy) as way
                         from (select e.lx - e.rx as dx, e.ly - e.ry as dy) as d) as w
   cross join lateral (select max(f.off) as farthest, sum(f.off order by f.i) as total, count(*) as places
                         from (select abs(w.dx * (p.y - e.ry) - w.dy * (p.x - e.rx)) as off, p.i
                                 from unnest(px, py, own) with ordinality as p (x, y, own, i)
                                where p.own) as f) as o
$$;

comment on function atlas.goes_across is
  'True where the places of a run lead straight from one bank of a route to the other: a bridge or a ferry, not a survey.';
