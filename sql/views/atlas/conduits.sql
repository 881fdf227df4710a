-- Discharge conduits (排污通道).
create or replace view atlas.conduits as
select c.district, c.id, c.source_id, c.name, c.kind, c.outfall, w.outfall_id, c.from_node, c.to_node, c.geom
  from register.conduit as c
  left join atlas.outfall_words as w on w.district = c.district and w.word = c.outfall;

comment on view atlas.conduits is
  'Discharge conduits; outfall as written, outfall_id the outfall it names, null where none or several. geom in EPSG:4490.';
