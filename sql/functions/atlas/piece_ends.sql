-- atlas.piece_ends(x, y, t, kept, drawn, sparse, spacing, wait)
--
-- Where a day is cut: after each kept fix whose successor is 100 m or more away (on a drawn line 50 km; of a sparse record a
-- step more than the clock made, at most one beyond the fixes dropped between), and after the last.
--
-- drawn …    as atlas.track_pace says.
-- returns    positions in kept, ascending.
-- tested by  test/oracle/track-pieces.test.ts

create or replace function atlas.piece_ends(x double precision[], y double precision[], t double precision[], kept int[],
  drawn boolean, sparse boolean, spacing double precision, wait double precision)
returns setof int
language sql immutable parallel safe
as $$
  select k
    from generate_series(1, cardinality(kept)) as k
   where k = cardinality(kept)
      or atlas.plane_distance(x[kept[k]], y[kept[k]], x[kept[k + 1]], y[kept[k + 1]]) >=
         case when drawn then 50000000
              when not sparse then 100000
              else (least(atlas.ticks_between(t[kept[k]], t[kept[k + 1]], wait), kept[k + 1] - kept[k] + 1) + 1) * spacing end
   order by k
$$;

comment on function atlas.piece_ends is 'Positions after which a day of fixes is cut.';
