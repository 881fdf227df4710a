-- atlas.is_narrow_shuttle(along, across, way_mm, width_mm)
--
-- Whether a piece is a ferry's over water narrower than a chord is long, by its vertices (docs/coverage.md). None lies far beside the
-- river (atlas.is_beside); the water is 35 m wide at most, and the piece at most 2 widths and 20 m long along it. Of a way shorter than
-- 15 m is asked that it lies 18.43 degrees or more (half of the angle of tangent 3/4) off the river; of a longer one that it is 8 m across
-- or more, and so many degrees off the river on both sides of it, or 1.8 times as long as what lies along the river and 0.4 of that across.
--
-- along      measures of the vertices of the piece on the river, in order, whole mm.
-- across     their distances from it, right of it negative (atlas.distance_across).
-- way_mm     length of the piece.
-- width_mm   of the widest river polygon under the piece, 0 off any: then the width is taken for 25 m.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.is_narrow_shuttle(
  along double precision[], across double precision[], way_mm double precision, width_mm double precision
)
returns boolean
language sql immutable parallel safe
as $$
  select atlas.is_beside(l.nearer, l.farther, width_mm) and w.mm <= 35000 and l.range_mm <= 2 * w.mm + 20000
         and case
               when way_mm < 15000 then a.slant
               else l.apart >= 8000
                    and (l.nearer > 0 and a.slant or 5 * way_mm >= 9 * l.range_mm and 10 * l.apart >= 4 * l.range_mm)
             end
    from atlas.lie_of_places(along, across) as l
   cross join lateral (select case when width_mm = 0 then 25000 else width_mm end as mm) as w
   cross join lateral (select 8 * abs(l.sd) >= 3 * (l.ss - l.dd) as slant) as a
$$;

comment on function atlas.is_narrow_shuttle is
  'True where the vertices of a piece lead over narrow water from bank to bank: a ferry, not a survey.';
