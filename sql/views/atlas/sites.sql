-- Places that may drain into the water and that departments answer for by kind.
create or replace view atlas.sites as
select s.district, s.id, s.source_id, s.key, s.name, s.kind, s.stage, s.geom
  from register.site as s;

comment on view atlas.sites is 'Building sites, ports, service areas, landfills and the like; geom in EPSG:4490.';
