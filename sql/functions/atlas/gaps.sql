-- atlas.gaps(district_key, only_mode, as_of, max_length_m)
--
-- What is still to do: stretches whose river state is gap, split by town, numbered and ordered along each river.
--
-- arguments  as atlas.bank_states; max_length_m as atlas.gap_rows.
-- returns    route_id and town_id (null outside every town) beside the names; measures in metres with three decimals from
--            the start of the route. Two gaps that meet at a town's line are two rows. town is the one it is worked with; of
--            the length shared_m lies in shared_with (coverage.md, "Towns").
-- tested by  test/oracle/coverage.test.ts, test/report/gaps.test.ts

create or replace function atlas.gaps(
  district_key text, only_mode text default null, as_of date default null, max_length_m double precision default null
)
returns table (
  number text, river text, river_id int, route_id int, mode text, town text, town_id int,
  from_m numeric, to_m numeric, length_m numeric, shared_m numeric, shared_with text
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables with crews
as $$
  select g.number, g.river, g.river_id, g.route_id, g.mode, g.town, g.town_id, g.from_m, g.to_m, g.length_m, g.shared_m, g.shared_with
    from atlas.gap_rows(district_key, only_mode, as_of, max_length_m, null, null) as g
   order by g.mode, g.river_id, g.route_id, g.from_m
$$;

comment on function atlas.gaps is
  'Unsurveyed stretches by mode, river, route and town, numbered in order along the river; measures in metres from the start of the route.';
