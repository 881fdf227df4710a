-- atlas.steadied(x, y, kept, reach, sway)
--
-- A piece's fixes, each where the mean of those around it is: `reach` on either side, towards an end of the piece as many as are left
-- there, so that ends stay where they are; and of half as many again and again while the mean lies farther off that of half as many
-- than jitter puts it: it cuts a bend of the way (Lepskii 1991).
--
-- kept       the positions in x and y that make up the piece.
-- reach      as atlas.mean_reach says; 0 leaves them where they are.
-- sway       as atlas.usual_sway says.
-- returns    one row; whole mm.
-- tested by  test/oracle/jitter.test.ts

create or replace function atlas.steadied(x double precision[], y double precision[], kept int[], reach int, sway double precision)
returns table (sx double precision[], sy double precision[])
language sql immutable parallel safe
as $$
  with recursive sums as materialized (
    select array_agg(east order by i) as east, array_agg(north order by i) as north
      from (select 0::bigint as i, double precision '0' as east, double precision '0' as north
             union all
            select i, sum(x[fix]) over (order by i), sum(y[fix]) over (order by i) -- whole mm: any order adds up to the same
              from unnest(kept) with ordinality as k (fix, i)) as upto
  ), tried as (
    select i, least(reach, i - 1, cardinality(kept) - i) as side
      from generate_series(1, cardinality(kept)) as i
     union all
    select t.i, t.side / 2
      from tried as t, sums as s
     where t.side > 0
       and atlas.plane_distance(atlas.mean_around(s.east, t.i, t.side), atlas.mean_around(s.north, t.i, t.side),
                                atlas.mean_around(s.east, t.i, t.side / 2), atlas.mean_around(s.north, t.i, t.side / 2))
           > least(case when reach > 2 then 14000 else 9000 end, greatest(4000,
                   sway * sqrt(double precision '1' / (2 * (t.side / 2) + 1) - double precision '1' / (2 * t.side + 1))))
  ), mean as (
    select i, min(side) as side from tried group by i
  )
  select array_agg(atlas.mean_around(s.east, m.i, m.side) order by m.i),
         array_agg(atlas.mean_around(s.north, m.i, m.side) order by m.i)
    from mean as m, sums as s
$$;

comment on function atlas.steadied is 'The fixes of a piece, each at the mean of those around it.';
