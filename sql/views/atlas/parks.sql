-- Industrial parks.
create or replace view atlas.parks as
select p.district, p.id, p.source_id, p.name, p.geom, p.key, p.level, p.layer_date
  from register.park as p;

comment on view atlas.parks is 'Industrial parks; geom in EPSG:4490.';
