-- Polygons of the tile layers as they are to be shown: attributes by the names of tiles/manifest.ts, geom in EPSG:4490.
create or replace view tiles.area_row as
select t.district, t.id, 'towns' as layer, t.geom,
       jsonb_build_object('name', t.name, 'latin', n.latin, 'key', t.key,
                          'tint', (row_number() over (partition by t.district order by t.id) - 1) % 5) as tags
  from register.town as t
  left join register.latin_name as n on n.district = t.district and n.name = t.name
 union all
select w.district, w.id, 'water_bodies', w.geom, jsonb_build_object('name', w.name, 'latin', n.latin, 'kind', w.kind)
  from register.water_body as w
  left join register.latin_name as n on n.district = w.district and n.name = w.name
 union all
select p.district, p.id, 'parks', p.geom, jsonb_build_object('name', p.name, 'level', p.level) from register.park as p
 union all
select z.district, z.id, 'zones', z.geom,
       jsonb_build_object('name', z.name, 'kind', z.kind, 'level', z.level, 'part', z.part,
                          'valid_from', z.valid_from, 'valid_to', z.valid_to)
  from register.protected_zone as z
 union all
select s.district, s.id, 'service_areas', s.geom, jsonb_build_object('name', s.name, 'plant', s.plant)
  from register.sewer_service_area as s;

comment on view tiles.area_row is 'Polygon features of the tile layers with their attributes; geom in EPSG:4490.';
