-- atlas.facet_ranges(district_key, per, as_of, within_m, plan, phase)
--
-- The rows of a report by a group of rivers, with what each holds of the routes.
--
-- per        district | river | town | level | route | cell | funding, whose rows hold each millimetre once, or a group of
--            atlas.zone_ranges.
-- arguments  as atlas.zone_ranges; of funding the plan and the phase, as atlas.payer.
-- returns    per row and route the set of measures in mm, in the order of the report by place; adds_up: rows of the group hold
--            each millimetre once. A row without river has one line whose route_id is null.
-- tested by  test/oracle/coverage-by.test.ts

create or replace function atlas.facet_ranges(
  district_key text, per text, as_of date default null, within_m double precision default 1000,
  plan text default null, phase text default null
)
returns table (place bigint, key text, name text, adds_up boolean, route_id int, here int8multirange)
language sql stable parallel safe
security definer set search_path = pg_catalog, pg_temp -- atlas_reader may have reports, not the tables
as $$
  select g.place, g.key, g.name, true, t.route_id, range_agg(int8range(t.from_mm, t.to_mm))
    from atlas.report_group(district_key, per, as_of) as g
    left join (register.route_town as t join atlas.routes_at(district_key, as_of) as r on r.district = t.district and r.id = t.route_id)
      on t.district = district_key
     and (g.river_id is null or g.river_id = r.river_id)
     and (g.town_id is null or g.town_id = t.town_id) and (not g.outside or t.town_id is null)
   group by g.place, g.key, g.name, t.route_id
  union all
  select r.id, r.id::text, v.name, true, r.id, int8multirange(int8range(0, r.length_mm))
    from atlas.routes_at(district_key, as_of) as r
    join register.river as v on v.district = r.district and v.id = r.river_id
   where per = 'route'
  union all
  select c.place, c.key, null, true, c.route_id, c.here
    from atlas.cell_ranges(district_key, as_of) as c
   where per = 'cell'
  union all
  select p.place, p.key, p.name, true, p.route_id, p.here
    from atlas.party_ranges(district_key, plan, phase) as p
   where per = 'funding'
  union all
  select z.place, z.key, z.name, false, z.route_id, z.here
    from atlas.zone_ranges(district_key, per, as_of, within_m) as z
$$;

comment on function atlas.facet_ranges is
  'What each row of a group (district, river, town, level, route, funding party, or zones of a kind) holds of the routes, in mm.';
