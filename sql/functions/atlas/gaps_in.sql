-- atlas.gaps_in(district_key, per, only_mode, as_of, within_m)
--
-- What is still to do inside zones: the rows of atlas.gaps cut to each zone, a list for each.
--
-- arguments  as atlas.zone_ranges and atlas.bank_states.
-- returns    as atlas.gaps, with the zone's key, name and id; a gap in two zones is in both lists.
-- tested by  test/oracle/zone-ranges.test.ts

create or replace function atlas.gaps_in(
  district_key text, per text, only_mode text default null, as_of date default null, within_m double precision default 1000
)
returns table (
  zone text, zone_name text, zone_id int, river text, river_id int, route_id int, mode text, town text, town_id int,
  from_m numeric, to_m numeric, length_m numeric
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables with crews
as $$
  select z.key, z.name, z.place, v.name, r.river_id, r.id, s.mode, t.name, p.town_id,
         round(lower(g) / 1000.0, 3), round(upper(g) / 1000.0, 3), round((upper(g) - lower(g)) / 1000.0, 3)
    from atlas.zone_ranges(district_key, per, as_of, within_m) as z
    join atlas.river_states(district_key, only_mode, as_of) as s on s.route_id = z.route_id
    join register.route as r on r.district = district_key and r.id = s.route_id
    join register.river as v on v.district = district_key and v.id = r.river_id
    join register.route_town as p on p.district = district_key and p.route_id = r.id
    left join register.town as t on t.district = district_key and t.id = p.town_id
   cross join unnest(s.gap * z.here * int8multirange(int8range(p.from_mm, p.to_mm))) as g
   order by s.mode, z.place, r.river_id, r.id, lower(g)
$$;

comment on function atlas.gaps_in is 'Unsurveyed stretches inside each zone, function zone, basin, park, residential area, key reach, or around each venue.';
