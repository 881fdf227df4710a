-- Towns and sub-districts (街镇).
create or replace view atlas.towns as
select t.district, t.id, t.key, t.name, n.latin, t.geom
  from register.town as t
  left join register.latin_name as n on n.district = t.district and n.name = t.name;

comment on view atlas.towns is 'Towns and sub-districts; latin is the name in Latin letters. geom in EPSG:4490.';
