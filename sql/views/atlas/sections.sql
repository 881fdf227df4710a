-- Monitoring sections, with what was found in the latest sample.
create or replace view atlas.sections as
select s.district, s.id, s.source_id, s.code, s.name, s.level, s.river, coalesce(k.river_id, n.river_id) as river_id, s.target_class,
       l.class as latest_class, l.date as latest_date, s.geom
  from register.section as s
  left join atlas.river_words as k on k.district = s.district and k.word = s.river
  left join atlas.river_words as n on n.district = s.district and n.word = atlas.plain_name(s.river)
  left join lateral (
       select m.class, m.date from register.section_sample as m
        where m.district = s.district and m.section_id = s.id and m.class is not null
        order by m.date desc, m.id desc limit 1) as l on true;

comment on view atlas.sections is
  'Monitoring sections; classes I to V and worse as 1 to 6, latest_class as reported. river as written, river_id the river it names, null where none or several. geom in EPSG:4490.';
