-- atlas.trace_places(district_key)
--
-- What sits at a place on the rivers and is told of when water comes by: outfalls with their link, whoever confirmed it or nobody;
-- intakes and monitoring sections where atlas.river_places puts them.
--
-- returns    kind (outfall, intake, section), id, route and measure in mm. No outfall that was rejected or merged into another.
-- tested by  test/oracle/trace.test.ts

create or replace function atlas.trace_places(district_key text)
returns table (kind text, item_id int, route_id int, measure_mm bigint)
language sql stable parallel safe rows 1000
as $$
  select 'outfall', o.id, l.route_id, l.measure_mm
    from register.outfall as o
    join register.outfall_link as l on l.district = o.district and l.outfall_id = o.id
   where o.district = district_key and o.status <> 'rejected' and o.merged_into is null and l.route_id is not null
   union all
  select k.kind, p.item_id, p.route_id, p.measure_mm
    from (values ('intake'), ('section')) as k (kind)
   cross join lateral atlas.river_places(district_key, k.kind) as p
$$;

comment on function atlas.trace_places is
  'Outfalls, intakes and monitoring sections with their place on the rivers: route and measure in mm.';
