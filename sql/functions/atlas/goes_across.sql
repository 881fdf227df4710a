-- atlas.goes_across(px, py, across, own, range_mm, width_mm, by_land)
--
-- Whether a run goes from one bank to the other, perhaps there and back: the last test of a passage (docs/coverage.md).
--
--   ═══════════●═════   bank      the places farthest right and left of the route lie on both sides of it, more than 25 m, 0.42
--          ·                      of the run's range and 0.6 of the water's width apart across it, and every place of the run
--      ·                          within 25 m and a quarter of the width of the straight way between them
--   ══●══════════════   bank
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
  select e.least < 0 and e.most > 0 and e.most - e.least > 25000
         and 100 * (e.most - e.least) >= case when by_land then 30 else 42 end * range_mm and 10 * (e.most - e.least) >= 6 * width_mm
         and (select bool_and(abs(w.dx * (p.y - e.ry) - w.dy * (p.x - e.rx))
                              <= (25000 + width_mm / 4) * sqrt(w.dx * w.dx + w.dy * w.dy))
                from unnest(px, py, own) as p (x, y, own)
               where p.own)
    from (select min(p.d) as least, max(p.d) as most,
                 (array_agg(p.x order by p.d, p.i))[1] as rx, (array_agg(p.y order by p.d, p.i))[1] as ry,
                 (array_agg(p.x order by p.d desc, p.i))[1] as lx, (array_agg(p.y order by p.d desc, p.i))[1] as ly
            from unnest(px, py, across) with ordinality as p (x, y, d, i)) as e
   cross join lateral (select e.lx - e.rx as dx, e.ly - e.ry as dy) as w
$$;

comment on function atlas.goes_across is
  'True where the places of a run lead straight from one bank of a route to the other: a bridge or a ferry, not a survey.';
