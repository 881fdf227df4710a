-- atlas.steadied(x, y, kept, reach)
--
-- A piece's fixes, each where the mean of those around it is: `reach` on either side, towards an end of the piece as many as are left
-- there, so that ends stay where they are.
--
-- kept       the positions in x and y that make up the piece.
-- reach      as atlas.mean_reach says; 0 leaves them where they are.
-- returns    one row; whole mm.
-- tested by  test/oracle/jitter.test.ts

create or replace function atlas.steadied(x double precision[], y double precision[], kept int[], reach int)
returns table (sx double precision[], sy double precision[])
language sql immutable parallel safe
as $$
  with sums as (
    select 0::bigint as i, double precision '0' as east, double precision '0' as north
    union all
    select i, sum(x[fix]) over (order by i), sum(y[fix]) over (order by i) -- whole mm: any order adds up to the same
      from unnest(kept) with ordinality as k (fix, i)
  ), mean as (
    select i, least(reach, i - 1, cardinality(kept) - i) as side
      from generate_series(1, cardinality(kept)) as i
  )
  select array_agg(atlas.rounded((b.east - a.east) / (2 * side + 1)) order by mean.i),
         array_agg(atlas.rounded((b.north - a.north) / (2 * side + 1)) order by mean.i)
    from mean
    join sums as a on a.i = mean.i - side - 1
    join sums as b on b.i = mean.i + side
$$;

comment on function atlas.steadied is 'The fixes of a piece, each at the mean of those around it.';
