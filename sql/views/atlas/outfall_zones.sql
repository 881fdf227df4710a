-- What outfalls have to do with protected zones, whatever the zones' dates.
create or replace view atlas.outfall_zones as
select f.district, f.outfall_id, o.code, o.name, f.zone_id, coalesce(z.name, z.key, '#' || z.id) as zone, z.kind, z.level,
       z.part, z.valid_from, z.valid_to, f.relation, f.distance_mm / 1000.0::double precision as distance_m,
       f.river_up_mm / 1000.0::double precision as river_up_m, f.river_down_mm / 1000.0::double precision as river_down_m, o.geom
  from register.outfall_zone as f
  join register.outfall as o on o.district = f.district and o.id = f.outfall_id and o.merged_into is null
  join register.protected_zone as z on z.district = f.district and z.id = f.zone_id;

comment on view atlas.outfall_zones is
  'One row per outfall, zone and relation (inside, edge, conduit, receiving); distance_m to the boundary, negative inside. atlas.outfall_flags answers for a day.';
