-- atlas.percent(part, whole)
--
-- A share as reports print it: two decimals, halves up, null of nothing; what is not all is never 100.
--
-- tested by  test/oracle/plane.test.ts

create or replace function atlas.percent(part numeric, whole numeric)
returns numeric
language sql immutable parallel safe
as $$
  select least(round(div(20000 * part + whole, 2 * nullif(whole, 0)) / 100, 2), case when part < whole then 99.99 end)
$$;

comment on function atlas.percent is 'Percent with two decimals, halves up; null of nothing, and never 100 of what is not all.';
