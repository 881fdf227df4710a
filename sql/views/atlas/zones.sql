-- Protected zones.
create or replace view atlas.zones as
select z.district, z.id, z.key, z.name, z.kind, z.level, z.authority, z.valid_from, z.valid_to, z.geom, z.document, z.layer_date,
       z.source_level
  from register.protected_zone as z;

comment on view atlas.zones is
  'Drinking-water protection areas, nature areas and other special areas, with the document that designates each; geom in EPSG:4490.';
