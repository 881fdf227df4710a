-- Water surfaces: river polygons, lakes, ponds.
create or replace view atlas.water_bodies as
select b.district, b.id, b.key, b.name, n.latin, b.kind, b.river_id, v.name as river, round(b.width_mm / 1000.0, 3) as width_m, b.geom
  from register.water_body as b
  left join register.river as v on v.district = b.district and v.id = b.river_id
  left join register.latin_name as n on n.district = b.district and n.name = b.name;

comment on view atlas.water_bodies is
  'Water surfaces; latin is the name in Latin letters, width_m of a river polygon is its area divided by the length of its river inside it. geom in EPSG:4490.';
