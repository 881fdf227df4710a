-- atlas.gaps(district_key, only_mode, as_of)
--
-- What is still to do: stretches whose river state is gap, split by town, ordered along each river.
--
-- arguments  as atlas.bank_states.
-- returns    route_id and town_id (null outside every town) beside the names; measures in metres with three decimals from
--            the start of the route. Two gaps that meet at a town's line are two rows.
-- tested by  test/oracle/coverage.test.ts

create or replace function atlas.gaps(district_key text, only_mode text default null, as_of date default null)
returns table (
  river text, river_id int, route_id int, mode text, town text, town_id int,
  from_m numeric, to_m numeric, length_m numeric
)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables with crews
as $$
  select v.name, r.river_id, r.id, s.mode, t.name, p.town_id,
         round(lower(g) / 1000.0, 3), round(upper(g) / 1000.0, 3), round((upper(g) - lower(g)) / 1000.0, 3)
    from atlas.river_states(district_key, only_mode, as_of) as s
    join register.route as r on r.district = district_key and r.id = s.route_id
    join register.river as v on v.district = district_key and v.id = r.river_id
    join register.route_town as p on p.district = district_key and p.route_id = r.id
    left join register.town as t on t.district = district_key and t.id = p.town_id
   cross join unnest(s.gap * int8multirange(int8range(p.from_mm, p.to_mm))) as g
   order by s.mode, r.river_id, r.id, lower(g)
$$;

comment on function atlas.gaps is
  'Unsurveyed stretches by mode, river, route and town, in order along the river; measures in metres from the start of the route.';
