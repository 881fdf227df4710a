-- Water function zones: where they are on rivers, how they came there, and the water quality they are to have and that was measured.
create or replace view atlas.function_zones as
select z.district, z.id, z.source_id, z.name, z.river_key,
       round(z.from_mm / 1000.0, 3) as from_m, round(z.to_mm / 1000.0, 3) as to_m, z.target_class, z.measured_class,
       p.rivers, p.routes, atlas.km(p.length_mm) as length_km, m.method, m.state,
       round(m.line_mm / 1000.0, 3) as line_m, round(m.matched_mm / 1000.0, 3) as matched_m,
       round(m.mean_offset_mm / 1000.0, 3) as mean_offset_m, round(m.greatest_offset_mm / 1000.0, 3) as greatest_offset_m,
       round(m.other_river_mm / 1000.0, 3) as other_river_m,
       p.geom
  from register.water_function_zone as z
  left join register.reach_match as m on m.district = z.district and m.kind = 'function_zone' and m.reach_id = z.id
  left join lateral (
       select string_agg(distinct coalesce(v.name, v.key, '#' || v.id), ', ') as rivers,
              string_agg(format('%s:%s-%s', r.id, round(x.from_mm / 1000.0, 3), round(x.to_mm / 1000.0, 3)), ' '
                         order by r.id, x.from_mm) as routes,
              sum(x.to_mm - x.from_mm) as length_mm,
              st_multi(st_collect(atlas.route_part(r.geom, r.line_m, x.from_mm, x.to_mm) order by r.id, x.from_mm)) as geom
         from register.route_zone as x
         join register.route as r on r.district = x.district and r.id = x.route_id
         join register.river as v on v.district = r.district and v.id = r.river_id
        where x.district = z.district and x.kind = 'function_zone' and x.zone_id = z.id) as p on true;

comment on view atlas.function_zones is
  'Water function zones. from_m, to_m as recorded; routes: route:from-to in metres where the zone is now; method line, measures or ground (measures '
  'carried over to redrawn routes by their line on the ground); state matched, partly, unmatched, or what was unclear; offsets of the line from the '
  'river; classes I to VI as 1 to 6; geom in EPSG:4490, null where nothing matched.';
