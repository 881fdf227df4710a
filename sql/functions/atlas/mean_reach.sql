-- atlas.mean_reach(x, y, kept, ends)
--
-- How many fixes on either side of one make up a mean, of a densely recorded day that jitters. A mean takes in 35 m of way, told by
-- the least of 16, 32, 64 … steps that lead 60 m. So far do n steps lead as n places of the day lead that far or farther: where the
-- crew went on, however long it stood.
--
-- kept       positions in x and y of the fixes that are no outliers, ascending; ends, those in kept after which the day is cut.
-- returns    0 where it hardly gets anywhere.
-- tested by  test/oracle/jitter.test.ts

create or replace function atlas.mean_reach(x double precision[], y double precision[], kept int[], ends int[])
returns int
language plpgsql immutable parallel safe
as $$
declare
  n       int := cardinality(kept);
  piece   int[] := (select array_agg((select count(*) from unnest(ends) as e where e < k) order by k) from generate_series(1, n) as k);
  steps   int := 16;
  way     double precision;
begin
  loop
    if 2 * steps >= n then return 0; end if;
    select coalesce((array_agg(d order by d desc))[steps], 0) into way
      from generate_series(1, n - steps) as i
     cross join lateral atlas.plane_distance(x[kept[i]], y[kept[i]], x[kept[i + steps]], y[kept[i + steps]]) as d
     where piece[i] = piece[i + steps];
    if way >= 60000 then return floor(17500 * (steps / way)); end if;
    steps := 2 * steps;
  end loop;
end
$$;

comment on function atlas.mean_reach is 'Fixes on either side of one that make up a mean, of a day whose receiver jitters.';
