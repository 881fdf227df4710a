-- atlas.mean_reach(x, y, kept, spacing)
--
-- How many fixes on either side of one make up a mean, of a densely recorded day that jitters: 16 steps of its spacing are 1.5 times
-- the way that 16 steps lead, or more. A mean takes in 20 m of way, told by the least of 16, 32, 64 … steps that lead 60 m.
--
-- kept       positions in x and y of the fixes that are no outliers, ascending.
-- spacing    of the day, in mm, as atlas.track_pace says.
-- returns    0 where it does not jitter, or hardly gets anywhere.
-- tested by  test/oracle/jitter.test.ts

create or replace function atlas.mean_reach(x double precision[], y double precision[], kept int[], spacing double precision)
returns int
language plpgsql immutable parallel safe
as $$
declare
  n      int := cardinality(kept);
  steps  int := 16;
  way    double precision;
begin
  loop
    if 2 * steps >= n then return 0; end if;
    select (array_agg(d order by d))[9 * (n - steps) / 10 + 1] into way
      from generate_series(1, n - steps) as i
     cross join lateral atlas.plane_distance(x[kept[i]], y[kept[i]], x[kept[i + steps]], y[kept[i + steps]]) as d;
    if steps = 16 and steps * spacing < double precision '1.5' * way then return 0; end if;
    exit when way >= 60000;
    steps := 2 * steps;
  end loop;
  return floor(10000 * (steps / way));
end
$$;

comment on function atlas.mean_reach is 'Of a day whose receiver jitters: fixes on either side of one that make up a mean; else 0.';
