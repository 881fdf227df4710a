-- atlas.river_states(district_key, only_mode, as_of)
--
-- The state of every millimetre of every route: the lesser of its two banks in the order gap, bridged, once, repeated.
--
--        left   |--once--|--repeated--|---gap---|
--        right  |-------once------|-----once----|
--        river  |-------once------|-o-|---gap---|
--
-- arguments  as atlas.bank_states.
-- returns    one row per route and mode; gap, bridged, once and repeated share no millimetre and are together
--            [0, length). left_gap and right_gap are those of the banks (for bank km).
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.river_states(district_key text, only_mode text default null, as_of date default null)
returns table (
  route_id int, mode text,
  gap int8multirange, bridged int8multirange, once int8multirange, repeated int8multirange,
  left_gap int8multirange, right_gap int8multirange
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables with crews
as $$
  with
  bank as materialized (
    select * from atlas.bank_states(district_key, only_mode, as_of)
  ),
  lesser as (
    select route_id, mode,
           range_agg(gap) as gap, range_agg(bridged) as bridged, range_agg(once) as once,
           range_intersect_agg(repeated) as repeated,
           range_agg(gap) filter (where bank = 'left') as left_gap,
           range_agg(gap) filter (where bank = 'right') as right_gap
      from bank
     group by route_id, mode
  )
  select route_id, mode, gap, bridged - gap, once - bridged - gap, repeated, left_gap, right_gap
    from lesser
$$;

comment on function atlas.river_states is
  'Per route and mode: the measures whose lesser bank is in state gap, bridged, once or repeated; together the whole route.';
