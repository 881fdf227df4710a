-- atlas.is_short_shuttle(along, across, way_mm, width_mm)
--
-- Whether a piece that atlas.is_shuttle does not see is a ferry's all the same, by its vertices: chords cut the corners of a way
-- that is short beside them. None lies far beside the river (atlas.is_beside), and it is
--   short         at most 1.1 widths along the river and half a width or more across, or, on a polygon 40 m wide or wider, at most
--                 2.2 along, 0.75 or more across and 18.43 degrees or more (half of the angle of tangent 3/4) off the river; a tenth
--                 of the width or more on either side, or 0.8 of what lies along it across; 18 m across; within 11 m of its way
--   to and fro    its way 1.8 times as long as what lies along the river, 30 m and 0.6 of the width across, 18.43 degrees off the
--                 river, on both sides of it, within 14 m of its way
--   wandering     its way 3 times as long as what lies along the river, which is 130 m at most; 3/8 of that and 0.6 of the width
--                 across, on both sides: noise at the landings hides where it heads
--
-- along      measures of the vertices of the piece on the river, in order, whole mm.
-- across     their distances from it, right of it negative (atlas.distance_across).
-- way_mm     length of the piece.
-- width_mm   of the widest river polygon under the piece, 0 off any: then a short one's width is taken for 45 m.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.is_short_shuttle(
  along double precision[], across double precision[], way_mm double precision, width_mm double precision
)
returns boolean
language sql immutable parallel safe
as $$
  select atlas.is_beside(l.nearer, l.farther, width_mm)
         and ((10 * l.nearer >= w.mm or 10 * l.apart >= 8 * l.range_mm)
              and l.apart >= 18000 and atlas.lies_thinly(l.places, l.ss, l.dd, l.sd, 11000)
              and (10 * l.range_mm <= 11 * w.mm and 2 * l.apart >= w.mm
                   or width_mm >= 40000 and 10 * l.range_mm <= 22 * w.mm and 4 * l.apart >= 3 * w.mm and a.slant)
              or l.nearer > 0 and 5 * way_mm >= 9 * l.range_mm and l.apart >= 30000 and 10 * l.apart >= 6 * width_mm
              and a.slant and atlas.lies_thinly(l.places, l.ss, l.dd, l.sd, 14000)
              or l.nearer > 0 and l.range_mm <= 130000 and way_mm >= 3 * l.range_mm
              and 8 * l.apart >= 3 * l.range_mm and 10 * l.apart >= 6 * width_mm)
    from atlas.lie_of_places(along, across) as l
   cross join lateral (select case when width_mm = 0 then 45000 else width_mm end as mm) as w
   cross join lateral (select 8 * abs(l.sd) >= 3 * (l.ss - l.dd) as slant) as a
$$;

comment on function atlas.is_short_shuttle is
  'True where the vertices of a short piece, or of one that comes back or waits, lead over a river from bank to bank: a ferry.';
