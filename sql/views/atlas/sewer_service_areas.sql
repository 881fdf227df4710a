-- Where sewage is collected.
create or replace view atlas.sewer_service_areas as
select a.district, a.id, a.source_id, a.key, a.name, a.plant, a.layer_date, a.geom
  from register.sewer_service_area as a;

comment on view atlas.sewer_service_areas is 'Areas whose sewage is collected, with the plant it goes to; geom in EPSG:4490.';
