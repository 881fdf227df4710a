-- atlas.ticks_between(a, b, wait)
--
-- Steps of a receiver's clock between two moments, at least one; all in ms. Null where wait is.
--
-- tested by  test/oracle/track-pieces.test.ts

create or replace function atlas.ticks_between(a double precision, b double precision, wait double precision)
returns double precision
language sql immutable parallel safe
as $$
  select case when wait is not null then greatest(1, atlas.rounded(abs(b - a) / wait)) end
$$;

comment on function atlas.ticks_between is 'Steps of a receiver''s clock between two moments, at least one.';
