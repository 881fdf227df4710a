-- River basins.
create or replace view atlas.basins as
select b.district, b.id, b.source_id, b.key, b.name, b.level, b.geom
  from register.basin as b;

comment on view atlas.basins is 'Basins; level 1 is the largest. geom in EPSG:4490.';
