-- atlas.piece_ends(x, y, kept, drawn)
--
-- Where a day is cut: after each kept fix whose successor is 100 m or more away, and after the last. A drawn line is one piece.
--
-- returns    positions in kept, ascending.
-- tested by  test/oracle/track-pieces.test.ts

create or replace function atlas.piece_ends(x double precision[], y double precision[], kept int[], drawn boolean)
returns setof int
language sql immutable parallel safe
as $$
  select k
    from generate_series(1, cardinality(kept)) as k
   where k = cardinality(kept)
      or (not drawn and atlas.plane_distance(x[kept[k]], y[kept[k]], x[kept[k + 1]], y[kept[k + 1]]) >= 100000)
   order by k
$$;

comment on function atlas.piece_ends is 'Positions after which a day of fixes is cut.';
