-- atlas.usual_sway(x, y, kept, ends)
--
-- The upper median of how far a fix lies off the middle of the one before and the one after, twice: what a receiver jitters. A way
-- that bends is smooth.
--
-- kept       positions in x and y of the fixes that are no outliers, ascending; ends, those in kept after which the day is cut.
-- returns    whole mm; 0 where no fix has two neighbours.
-- tested by  test/oracle/jitter.test.ts

create or replace function atlas.usual_sway(x double precision[], y double precision[], kept int[], ends int[])
returns double precision
language sql immutable parallel safe
as $$
  with sways as (
    select array_agg(d order by d) as d
      from generate_series(2, cardinality(kept) - 1) as i
     cross join lateral atlas.plane_distance(2 * x[kept[i]], 2 * y[kept[i]],
                                             x[kept[i - 1]] + x[kept[i + 1]], y[kept[i - 1]] + y[kept[i + 1]]) as d
     where not (i = any (ends)) and not (i - 1 = any (ends))
  )
  select coalesce(d[cardinality(d) / 2 + 1], 0) from sways
$$;

comment on function atlas.usual_sway is 'How far fixes usually lie off the middle of their neighbours, twice, in mm.';
