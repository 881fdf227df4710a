-- atlas.mean_reach(x, y, kept, ends, spacing)
--
-- How many fixes on either side of one make up a mean, of a densely recorded day that jitters: 16 steps of its spacing are more than
-- 1.25 times the way that 16 steps lead. A mean takes in 35 m of way, told by the least of 16, 32, 64 … steps that lead 60 m. So far
-- do n steps lead as n places of the day lead that far or farther: where the crew went on, however long it stood.
--
-- kept       positions in x and y of the fixes that are no outliers, ascending; ends, those in kept after which the day is cut.
-- spacing    of the day, in mm, as atlas.track_pace says.
-- returns    0 where it does not jitter, or hardly gets anywhere.
-- tested by  test/oracle/jitter.test.ts

create or replace function atlas.mean_reach(x double precision[], y double precision[], kept int[], ends int[], spacing double precision)
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
    if steps = 16 and steps * spacing <= double precision '1.25' * way then return 0; end if;
    if way >= 60000 then return floor(17500 * (steps / way)); end if;
    steps := 2 * steps;
  end loop;
end
$$;

comment on function atlas.mean_reach is 'Of a day whose receiver jitters: fixes on either side of one that make up a mean; else 0.';
