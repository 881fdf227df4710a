-- atlas.nearest_sections(district_key, only_outfall)
--
-- The monitoring section that each outfall's water comes to: the next one down its river, else the nearest in a straight line.
--
-- only_outfall  its id, or null for all.
-- returns    at most a row per outfall. way river: distance_mm along the river's routes (atlas.river_reach); straight: in the
--            plane. (x, y) the section (plane, mm). Lowest id at a tie. None where there is neither link nor place, nor a section.
-- tested by  test/oracle/surroundings.test.ts

create or replace function atlas.nearest_sections(district_key text, only_outfall int default null)
returns table (outfall_id int, section_id int, way text, x double precision, y double precision, distance_mm bigint)
language plpgsql stable parallel safe rows 1000
as $$
#variable_conflict use_column
begin
  return query
  with
  -- of one outfall only its river's; else all are placed, once
  sought as materialized (
    select r.river_id
      from register.outfall_link as l
      join register.route as r on r.district = l.district and r.id = l.route_id
     where l.district = district_key and l.outfall_id = only_outfall
  ),
  place as materialized (
    select s.section_id, s.route_id, s.measure_mm, r.river_id, case when r.closed then r.length_mm end as lap_mm
      from atlas.section_places(district_key, (select k.river_id from sought as k)) as s
      join register.route as r on r.district = district_key and r.id = s.route_id
  ),
  outfall as materialized (
    select o.id, o.geom_m, l.route_id, l.measure_mm, r.river_id
      from register.outfall as o
      left join register.outfall_link as l on l.district = o.district and l.outfall_id = o.id
      left join register.route as r on r.district = o.district and r.id = l.route_id
     where o.district = district_key and o.merged_into is null and o.id = coalesce(only_outfall, o.id)
       and exists (select from register.section as s where s.district = district_key)
  ),
  down as materialized (
    select distinct on (o.id) o.id as outfall_id, p.section_id, d.mm
      from outfall as o
     cross join lateral atlas.river_reach(
                  district_key, case when o.river_id in (select p.river_id from place as p) then o.route_id end, o.measure_mm, true) as k
      join place as p on p.route_id = k.at_route_id
     cross join lateral (select k.distance_mm + atlas.ahead(k.at_mm, p.measure_mm, true, p.lap_mm) as mm) as d
     where d.mm is not null
     order by o.id, d.mm, p.section_id
  )
  select d.outfall_id, d.section_id, 'river', atlas.rounded(st_x(s.geom_m) * 1000), atlas.rounded(st_y(s.geom_m) * 1000), d.mm
    from down as d
    join register.section as s on s.district = district_key and s.id = d.section_id
  union all
  select n.key, n.id, 'straight', n.x, n.y, n.distance_mm
    from (select array_agg(o.id order by o.id) as keys, array_agg(o.geom_m order by o.id) as places
            from outfall as o
           where not exists (select from down as d where d.outfall_id = o.id)) as dry
   cross join lateral atlas.nearest_each('section', district_key, dry.keys, dry.places) as n;
end
$$;

comment on function atlas.nearest_sections is
  'The next monitoring section down each outfall''s river (distance along it), else the nearest in a straight line; mm.';
