-- atlas.is_drawn(x, y)
--
-- Whether a day's line was drawn by hand: the upper median of the distances between successive fixes is above 50 m.
--
-- tested by  test/oracle/track-pieces.test.ts

create or replace function atlas.is_drawn(x double precision[], y double precision[])
returns boolean
language sql immutable parallel safe
as $$
  select (array_agg(d order by d))[count(*) / 2 + 1] > 50000
    from (select atlas.plane_distance(x[i], y[i], x[i + 1], y[i + 1]) as d
            from generate_series(1, cardinality(x) - 1) as i) as step
$$;

comment on function atlas.is_drawn is 'True where the upper median of the steps between fixes is above 50 m.';
