-- Every stretch of every route with the state of its river, all surveys counted.
-- `offset 0` keeps the states of a district computed once, whatever the planner thinks of the join with its routes.
create or replace view atlas.coverage_stretches as
select d.key as district, x.*
  from register.district as d
 cross join lateral (
       select row_number() over (order by s.mode, s.route_id, lower(m.range))::int as id,
              s.route_id, v.id as river_id, v.name as river, v.level, s.mode, y.state,
              round(lower(m.range) / 1000.0, 3) as from_m, round(upper(m.range) / 1000.0, 3) as to_m,
              atlas.route_part(r.geom, r.line_m, lower(m.range), upper(m.range)) as geom
         from atlas.river_states(d.key) as s
        cross join lateral (values ('gap', s.gap), ('bridged', s.bridged), ('once', s.once), ('repeated', s.repeated))
                     as y (state, ranges)
        cross join lateral unnest(y.ranges) as m (range)
         join register.route as r on r.district = d.key and r.id = s.route_id
         join register.river as v on v.district = d.key and v.id = r.river_id
       offset 0) as x;

comment on view atlas.coverage_stretches is
  'Every stretch of river with its state per mode: gap, bridged, once, repeated. id counts along the list. geom in EPSG:4490.';
