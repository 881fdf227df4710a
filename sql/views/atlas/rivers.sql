-- The register of rivers, lakes and ponds with drawn beside official length.
create or replace view atlas.rivers as
select v.district, v.id, v.key, v.code, v.name, n.latin, v.level, v.kind, count(r.id)::int as routes,
       atlas.km(sum(r.length_mm)) as length_km,
       atlas.km(sum(r.length_mm) filter (where r.role <> 'branch')) as main_km,
       round(v.official_length_mm / 1000000.0, 6) as official_length_km,
       st_collect(r.geom order by r.seq) as geom
  from register.river as v
  left join register.route as r on r.district = v.district and r.river_id = v.id and r.valid_to is null
  left join register.latin_name as n on n.district = v.district and n.name = v.name
 group by v.district, v.id, n.latin;

comment on view atlas.rivers is
  'Rivers, lakes and ponds: drawn (geodesic) and official length; latin is the name in Latin letters, main_km is what official lengths are compared with. geom in EPSG:4490.';
