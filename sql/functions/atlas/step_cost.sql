-- atlas.step_cost(from_route, from_mm, to_route, to_mm, lap)
--
-- What it costs to go from one state to the next inside a piece, in units of 1/128 000 000; to a route that does not meet the one
-- before, atlas.least_cost_states adds to it.
--
-- routes     0 is none: the chord counts for no route.
-- lap        the length of to_route where it is closed, else null.
-- tested by  test/oracle/track-ranges.test.ts

create or replace function atlas.step_cost(
  from_route int, from_mm double precision, to_route int, to_mm double precision, lap double precision
)
returns bigint
language sql immutable parallel safe
as $$
  select case when from_route = 0 and to_route = 0 then 0
              when from_route = 0 or to_route = 0 then 256000000
              when from_route <> to_route then 1024000000
              when atlas.measure_gap(from_mm, to_mm, lap) >= 200000 then 1024000000
              else 0 end::bigint
$$;

comment on function atlas.step_cost is
  'Cost of a step between two states of a piece: to or from none, to another route or by a jump of 200 m or more.';
