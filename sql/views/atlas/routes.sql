-- Rivers as rulers, one row per route.
create or replace view atlas.routes as
select r.district, r.id, r.river_id, v.key as river_key, v.name, n.latin, v.level, v.kind, r.seq, r.role, r.closed,
       round(r.length_mm / 1000000.0, 6) as length_km, round(v.official_length_mm / 1000000.0, 6) as official_length_km, r.geom
  from register.route as r
  join register.river as v on v.district = r.district and v.id = r.river_id
  left join register.latin_name as n on n.district = v.district and n.name = v.name;

comment on view atlas.routes is
  'Rivers, one row per unbranched route; latin is the name in Latin letters, length_km is geodesic, official_length_km the whole river''s. geom in EPSG:4490.';
