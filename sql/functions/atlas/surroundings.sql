-- atlas.surroundings(district_key, only_outfall, edge_m, within_m)
--
-- What lies around outfalls, a row per subject: sewers, service areas, the park of the enterprise, section, intake, levee, coast.
--
-- subject       manhole, pipe, foul_pipe (sanitary or combined), connection (the nearest foul pipe on the same bank within
--               within_m, else the nearest foul pipe at all: atlas.connections), service_area, park (of each enterprise's own place, not the
--               outfall's), section, intake, levee, coastline.
-- only_outfall  its id, or null for all. Records merged into another have no rows.
-- returns       state: found; not_checked, where it cannot be said, with the reason: layer_not_loaded (layer names it),
--               no_position, no_enterprise (none is known, which is not that there is none), beyond_end (the coast's).
--               relation: same_bank, across or null (no river is loaded); inside or outside; river (along it) or straight;
--               sea, land or line. edge: of areas, nearer to the boundary than edge_m. distance_mm: in a straight line but for
--               relation river; to boundaries negative inside, to the coastline negative on land. (x, y): where it was measured
--               to (plane, mm). crossed: waters that the straight way crosses. enterprise_id: the discharger that a park is of.
-- tested by     test/oracle/surroundings.test.ts, test/report/surroundings.test.ts

create or replace function atlas.surroundings(
  district_key text, only_outfall int default null, edge_m double precision default 2, within_m double precision default 500
)
returns table (
  outfall_id int, subject text, state text, reason text, layer text, item_id int, relation text, edge boolean, distance_mm bigint,
  x double precision, y double precision, crossed text[], enterprise_id int, by_code boolean
)
language plpgsql stable parallel safe rows 1000
as $$
#variable_conflict use_column
declare
  missing  text[] := array(select atlas.layers_missing(district_key));
  banks    boolean := 'rivers' <> all (missing);
  ids      int[];
  places   geometry[];
begin
  select array_agg(o.id order by o.id), array_agg(o.geom_m order by o.id) into ids, places
    from register.outfall as o
   where o.district = district_key and o.merged_into is null and o.id = coalesce(only_outfall, o.id);
  return query
  with
  outfall as materialized (
    select o.id, o.geom_m, l.route_id, l.measure_mm
      from register.outfall as o
      left join register.outfall_link as l on l.district = o.district and l.outfall_id = o.id
     where o.district = district_key and o.merged_into is null and o.id = coalesce(only_outfall, o.id)
  ),
  pipe as materialized (
    select 'pipe' as subject, p.* from atlas.nearest_pipes(district_key, ids, places) as p
     union all
    select c.* from atlas.connections(district_key, ids, places, within_m) as c
  ),
  enterprise as (
    select e.* from atlas.outfall_enterprises(district_key, only_outfall) as e where 'parks' <> all (missing)
  ),
  works as (
    select d.id, d.geom_m from register.discharger as d
     where d.district = district_key and d.id in (select e.discharger_id from enterprise as e)
  ),
  found as (
    select n.key as outfall_id, k.subject, n.id as item_id, null::text as relation, null::boolean as edge, n.distance_mm, n.x, n.y,
           null::text[] as crossed, null::int as enterprise_id, null::boolean as by_code
      from (values ('manhole'), ('intake'), ('levee')) as k (subject)
     cross join lateral atlas.nearest_each(k.subject, district_key, ids, places) as n
     union all
    select p.key, p.subject, p.pipe_id,
           case when not banks then null when cardinality(p.crossed) > 0 then 'across' else 'same_bank' end, null, p.distance_mm, p.x, p.y,
           p.crossed, null, null
      from pipe as p
     union all
    select a.key, 'service_area', a.id, case when a.inside then 'inside' else 'outside' end, a.edge, a.distance_mm, a.x, a.y, null, null, null
      from atlas.areas_each('sewer_service_area', district_key, ids, places, edge_m) as a
     union all
    select e.outfall_id, 'park', a.id, case when a.inside then 'inside' else 'outside' end, a.edge, a.distance_mm, a.x, a.y, null,
           e.discharger_id, e.by_code
      from enterprise as e
      join atlas.areas_each('park', district_key, (select array_agg(d.id order by d.id) from works as d),
                            (select array_agg(d.geom_m order by d.id) from works as d), edge_m) as a on a.key = e.discharger_id
     union all
    select n.outfall_id, 'section', n.section_id, n.way, null, n.distance_mm, n.x, n.y, null, null, null
      from atlas.nearest_sections(district_key, only_outfall) as n
     union all
    select o.id, 'coastline', c.id, c.side, null, c.distance_mm, c.x, c.y, null, null, null
      from outfall as o
     cross join lateral atlas.coast_side(district_key, o.geom_m) as c
  )
  select o.id, k.subject,
         case when f.item_id is null or (k.subject = 'coastline' and f.relation is null) then 'not_checked' else 'found' end,
         case when f.item_id is not null then case when k.subject = 'coastline' and f.relation is null then 'beyond_end' end
              when k.layer = any (missing) then 'layer_not_loaded'
              when k.subject = 'park' and 'dischargers' = any (missing) then 'layer_not_loaded'
              when k.subject = 'park' then 'no_enterprise'
              else 'no_position' end,
         case when f.item_id is not null then null
              when k.layer = any (missing) then k.layer
              when k.subject = 'park' and 'dischargers' = any (missing) then 'dischargers' end,
         f.item_id, f.relation, f.edge,
         -- beyond the coast's end the distance is known, its sign is not
         case when k.subject = 'coastline' and f.relation is null then abs(f.distance_mm) else f.distance_mm end,
         f.x, f.y, f.crossed, f.enterprise_id, f.by_code
    from outfall as o
   cross join (values ('manhole', 'manholes', 1), ('pipe', 'sewers', 2), ('foul_pipe', 'foul-sewers', 3), ('connection', 'foul-sewers', 4),
                      ('service_area', 'sewer-service-areas', 5), ('park', 'parks', 6), ('section', 'sections', 7),
                      ('intake', 'intakes', 8), ('levee', 'levees', 9), ('coastline', 'coastline', 10)) as k (subject, layer, place)
    left join found as f on f.outfall_id = o.id and f.subject = k.subject
   order by o.id, k.place, f.enterprise_id, f.item_id;
end
$$;

comment on function atlas.surroundings is
  'What lies around outfalls: nearest sewers, manhole and connection, service areas, parks of the enterprise, section, intake, levee, coast; not_checked where a layer is missing.';
