-- Housing estates and villages.
create or replace view atlas.residential_areas as
select a.district, a.id, a.source_id, a.key, a.name, a.kind, a.population, a.geom
  from register.residential_area as a;

comment on view atlas.residential_areas is 'Housing estates and villages; geom in EPSG:4490.';
