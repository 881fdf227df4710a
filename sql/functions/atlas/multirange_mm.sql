-- atlas.multirange_mm(ranges)
--
-- Total length of a set of measures.
--
-- ranges     integer millimetres, half-open [from, to); null counts as empty.
-- returns    millimetres, 0 for the empty set.
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.multirange_mm(ranges int8multirange)
returns bigint
language sql immutable parallel safe
as $$
  select coalesce(sum(upper(r) - lower(r)), 0)::bigint from unnest(ranges) as r
$$;

comment on function atlas.multirange_mm is 'Total length of a set of measure ranges, in millimetres.';
