-- Links of outfalls to rivers, with the candidates considered; geometry is the recorded point.
create or replace view atlas.links as
select l.district, l.outfall_id as id, o.code, l.route_id, v.name as river, round(l.measure_mm / 1000.0, 3) as measure_m,
       round(l.distance_mm / 1000.0, 3) as distance_m, round(l.offset_mm / 1000.0, 3) as offset_m, l.bank, l.confidence,
       l.status, l.reason, l.candidates, o.geom
  from register.outfall_link as l
  join register.outfall as o on o.district = l.district and o.id = l.outfall_id and o.merged_into is null
  left join register.route as r on r.district = l.district and r.id = l.route_id
  left join register.river as v on v.district = r.district and v.id = r.river_id;

comment on view atlas.links is
  'Where outfalls sit on the river; status proposed waits for a person. distance_m is to the water, offset_m to the route.';
