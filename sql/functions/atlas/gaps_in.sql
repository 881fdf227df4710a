-- atlas.gaps_in(district_key, per, only_mode, as_of, within_m, max_length_m)
--
-- What is still to do inside zones: the rows of atlas.gaps cut to each zone, a list for each.
--
-- arguments  as atlas.zone_ranges, atlas.bank_states and atlas.gap_rows.
-- returns    as atlas.gaps, with the zone's key, name and id; a gap in two zones is in both lists.
-- tested by  test/oracle/zone-ranges.test.ts

create or replace function atlas.gaps_in(
  district_key text, per text, only_mode text default null, as_of date default null, within_m double precision default 1000,
  max_length_m double precision default null
)
returns table (
  zone text, zone_name text, zone_id int, number text, river text, river_id int, route_id int, mode text, town text, town_id int,
  from_m numeric, to_m numeric, length_m numeric, shared_m numeric, shared_with text
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables with crews
as $$
  select * from atlas.gap_rows(district_key, only_mode, as_of, max_length_m, per, within_m)
$$;

comment on function atlas.gaps_in is 'Unsurveyed stretches inside each zone, function zone, basin, park, residential area, key reach, or around each venue.';
