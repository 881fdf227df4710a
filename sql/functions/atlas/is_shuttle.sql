-- atlas.is_shuttle(along, across, width_mm)
--
-- Whether a piece lies as a whole across a river: a ferry that goes to and fro, however its receiver strays at the landings
-- (docs/coverage.md). The caller asks that the piece lies in a square of 700 m and counts for this open river alone.
--
--   ══╲●═══════   bank      its places lie on both sides of the river, none farther beside it than 70 m and half the width;
--      ╲                    farthest right and farthest left are 38 m, 0.6 of the width and 0.4 of what lies along the river
--   ════●╲═════   bank      apart or more; by their second moments they lie along a way 22.5 degrees or more off the river,
--                           and within 16 m of it, root mean square
--
-- along      measures of the piece's places on the river, in order, whole mm.
-- across     their distances from it, right of it negative (atlas.distance_across).
-- width_mm   of the widest river polygon under the piece, 0 off any.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.is_shuttle(along double precision[], across double precision[], width_mm double precision)
returns boolean
language sql immutable parallel safe
as $$
  select e.least < 0 and e.most > 0 and greatest(-e.least, e.most) <= 70000 + width_mm / 2
         and a.apart >= 38000 and 10 * a.apart >= 6 * width_mm and 10 * a.apart >= 4 * (e.high - e.low)
         and 2 * abs(m.sd) >= m.ss - m.dd
         and (m.ss <= l.mm2 or m.dd <= l.mm2 or (m.ss - l.mm2) * (m.dd - l.mm2) <= m.sd * m.sd)
    from (select min(p.d) as least, max(p.d) as most, min(p.s) as low, max(p.s) as high, count(*) as places,
                 atlas.rounded(sum(p.s) / count(*)) as s, atlas.rounded(sum(p.d) / count(*)) as d
            from unnest(along, across) as p (s, d)) as e
   cross join lateral (select e.most - e.least as apart) as a
   cross join lateral (select sum((p.s - e.s) * (p.s - e.s) order by p.i) as ss, sum((p.d - e.d) * (p.d - e.d) order by p.i) as dd,
                              sum((p.s - e.s) * (p.d - e.d) order by p.i) as sd
                         from unnest(along, across) with ordinality as p (s, d, i)) as m
   cross join lateral (select e.places * 16000::double precision * 16000 as mm2) as l
$$;

comment on function atlas.is_shuttle is
  'True where the places of a whole piece lie across a river from bank to bank: a ferry that goes to and fro, not a survey.';
