-- Where drinking water is drawn.
create or replace view atlas.intakes as
select i.district, i.id, i.source_id, i.code, i.name, i.level, i.river, coalesce(k.river_id, n.river_id) as river_id, i.geom
  from register.intake as i
  left join atlas.river_words as k on k.district = i.district and k.word = i.river
  left join atlas.river_words as n on n.district = i.district and n.word = atlas.plain_name(i.river);

comment on view atlas.intakes is
  'Water intakes with the level of their drinking-water source; river as written, river_id the river it names. geom in EPSG:4490.';
