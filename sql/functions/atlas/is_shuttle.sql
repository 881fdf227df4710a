-- atlas.is_shuttle(along, across, width_mm)
--
-- Whether a piece lies as a whole across a river: a ferry that goes to and fro, however its receiver strays at the landings
-- (docs/coverage.md). The caller asks that the piece lies in a square of 700 m and counts for this open river alone.
--
--   ══╲●═══════   bank      its marks lie on both sides of the river, none far beside it (atlas.is_beside); farthest right and
--      ╲                    farthest left are 38 m, 0.6 of the width and 0.4 of what lies along the river apart or more; by
--   ════●╲═════   bank      their second moments they lie along a way 22.5 degrees or more off the river, and within 16 m of
--                           it, root mean square
--
-- along      measures of the marks of its chords on the river, in order, whole mm.
-- across     their distances from it, right of it negative (atlas.distance_across).
-- width_mm   of the widest river polygon under the piece, 0 off any.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.is_shuttle(along double precision[], across double precision[], width_mm double precision)
returns boolean
language sql immutable parallel safe
as $$
  select l.nearer > 0 and atlas.is_beside(l.nearer, l.farther, width_mm)
         and l.apart >= 38000 and 10 * l.apart >= 6 * width_mm and 10 * l.apart >= 4 * l.range_mm
         and 2 * abs(l.sd) >= l.ss - l.dd and atlas.lies_thinly(l.places, l.ss, l.dd, l.sd, 16000)
    from atlas.lie_of_places(along, across) as l
$$;

comment on function atlas.is_shuttle is
  'True where the places of a whole piece lie across a river from bank to bank: a ferry that goes to and fro, not a survey.';
