-- atlas.rounded(value)
--
-- floor(value + 0.5): the only rounding there is, the same in engine and SQL. round() is not it: it takes halves to even.
--
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.rounded(value double precision)
returns double precision
language sql immutable parallel safe
as $$
  select floor(value + 0.5)
$$;

comment on function atlas.rounded is 'floor(value + 0.5), the rounding of every measure and coordinate.';
