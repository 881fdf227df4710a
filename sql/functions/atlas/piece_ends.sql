-- atlas.piece_ends(x, y, kept, drawn)
--
-- Where a day is cut: after each kept fix whose successor is 100 m or more away (on a drawn line 50 km), and after the last.
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
      or atlas.plane_distance(x[kept[k]], y[kept[k]], x[kept[k + 1]], y[kept[k + 1]]) >= case when drawn then 50000000 else 100000 end
   order by k
$$;

comment on function atlas.piece_ends is 'Positions after which a day of fixes is cut.';
