-- Venues whose waters are watched.
create or replace view atlas.venues as
select v.district, v.id, v.source_id, v.name, v.geom, v.key, v.kind, v.deadline
  from register.venue as v;

comment on view atlas.venues is
  'Venues and hotels whose surrounding waters are watched, with the day these are to be in order by; geom in EPSG:4490.';
