-- Venues whose waters are watched.
create or replace view atlas.venues as
select v.district, v.id, v.source_id, v.name, v.geom
  from register.venue as v;

comment on view atlas.venues is 'Venues whose surrounding waters are watched; geom in EPSG:4490.';
