-- Towns and sub-districts (街镇). No join, so that it can be edited.
create or replace view atlas.towns as
select t.district, t.id, t.key, t.name,
       (select n.latin from register.latin_name as n where n.district = t.district and n.name = t.name) as latin, t.geom
  from register.town as t;

comment on view atlas.towns is 'Towns and sub-districts; latin is the name in Latin letters. geom in EPSG:4490.';
