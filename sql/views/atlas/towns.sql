-- Towns and sub-districts (街镇).
create or replace view atlas.towns as
select t.district, t.id, t.key, t.name, t.geom
  from register.town as t;

comment on view atlas.towns is 'Towns and sub-districts; geom in EPSG:4490.';
