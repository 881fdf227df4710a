-- Levees and flood works.
create or replace view atlas.levees as
select l.district, l.id, l.source_id, l.code, l.name, l.kind, l.grade, l.river, coalesce(k.river_id, n.river_id) as river_id, l.geom
  from register.levee as l
  left join atlas.river_words as k on k.district = l.district and k.word = l.river
  left join atlas.river_words as n on n.district = l.district and n.word = atlas.plain_name(l.river);

comment on view atlas.levees is
  'Levees and flood works; grade and river as written, river_id the river that is named. geom in EPSG:4490.';
