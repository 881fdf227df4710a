-- atlas.measure_gap(a, b, lap)
--
-- How far apart two measures of one route are: the shorter way round where it is closed.
--
-- lap        the length of a closed route, null on an open one.
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.measure_gap(a double precision, b double precision, lap double precision)
returns double precision
language sql immutable parallel safe
as $$
  select least(abs(a - b), lap - abs(a - b))
$$;

comment on function atlas.measure_gap is 'Distance of two measures of one route in mm, the shorter way round on a closed one.';
