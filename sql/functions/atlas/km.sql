-- atlas.km(mm)
--
-- Whole millimetres as kilometres with six decimals; null (nothing there) is 0.
--
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.km(mm numeric)
returns numeric
language sql immutable parallel safe
as $$
  select round(coalesce(mm, 0) / 1000000, 6)
$$;

comment on function atlas.km is 'Whole millimetres as kilometres with six decimals.';
