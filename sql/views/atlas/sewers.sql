-- Sewer pipes.
create or replace view atlas.sewers as
select s.district, s.id, s.source_id, s.kind, s.from_node, s.to_node, s.invert_up_m, s.invert_down_m, s.outfall, s.geom, s.size, s.material
  from register.sewer_pipe as s;

comment on view atlas.sewers is
  'Sanitary, storm and combined sewers; outfall as written (atlas.outfall_words says which is meant), size in mm as written. geom in EPSG:4490.';
