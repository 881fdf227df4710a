-- Every stretch of every route with the state of its river, all surveys counted.
create or replace view atlas.coverage_stretches as
select d.key as district, row_number() over (partition by d.key order by s.mode, s.route_id, lower(m.range))::int as id,
       s.route_id, v.id as river_id, v.name as river, v.level, s.mode, x.state,
       round(lower(m.range) / 1000.0, 3) as from_m, round(upper(m.range) / 1000.0, 3) as to_m,
       atlas.route_part(r.geom, r.line_m, lower(m.range), upper(m.range)) as geom
  from register.district as d
 cross join lateral atlas.river_states(d.key) as s
 cross join lateral (values ('gap', s.gap), ('bridged', s.bridged), ('once', s.once), ('repeated', s.repeated)) as x (state, ranges)
 cross join lateral unnest(x.ranges) as m (range)
  join register.route as r on r.district = d.key and r.id = s.route_id
  join register.river as v on v.district = d.key and v.id = r.river_id;

comment on view atlas.coverage_stretches is
  'Every stretch of river with its state per mode: gap, bridged, once, repeated. id counts along the list. geom in EPSG:4490.';
