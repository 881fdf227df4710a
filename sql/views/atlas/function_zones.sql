-- Water function zones: ranges of rivers with the water quality they are to have and the quality measured.
create or replace view atlas.function_zones as
select z.district, z.id, z.source_id, z.name, z.river_key, v.name as river, r.id as route_id,
       round(z.from_mm / 1000.0, 3) as from_m, round(z.to_mm / 1000.0, 3) as to_m, z.target_class, z.measured_class,
       atlas.route_part(r.geom, r.line_m, z.from_mm, least(z.to_mm, r.length_mm)) as geom
  from register.water_function_zone as z
  left join register.river as v on v.district = z.district and v.key = z.river_key
  left join register.route as r on r.district = v.district and r.river_id = v.id and r.seq = 1 and r.valid_to is null;

comment on view atlas.function_zones is
  'Water function zones: metres along the first route of their river, classes I to VI as 1 to 6. geom in EPSG:4490, null where the range is not on the river.';
