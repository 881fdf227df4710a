-- Manholes of the sewers.
create or replace view atlas.manholes as
select m.district, m.id, m.source_id, m.kind, m.geom, m.ground_m, m.depth_m
  from register.manhole as m;

comment on view atlas.manholes is 'Manholes of the sewers: level of the ground and depth in metres; geom in EPSG:4490.';
