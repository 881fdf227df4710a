-- Lines of the tile layers as they are to be shown: attributes by the names of tiles/manifest.ts, geom in EPSG:4490.
--
-- apart      what keeps lines in classes of their own where they are merged: municipal and district rivers stay each by itself.
-- id         of coverage and gaps: route × 4096 + 2048 under water + place along the route, as the service numbers them in
--            districts of under 2^20 routes; a row's own id elsewhere. Partitions begin with the layer so that asking for another
--            layer does not compute coverage.
create or replace view tiles.line_row as
select r.district, r.id::bigint as id, 'rivers' as layer, r.geom, jsonb_build_array(v.level, r.role, m.river_id) as apart,
       jsonb_build_object('river_id', v.id, 'name', v.name, 'latin', n.latin, 'level', v.level, 'role', r.role) as tags
  from register.route as r
  join register.river as v on v.district = r.district and v.id = r.river_id
  left join register.latin_name as n on n.district = v.district and n.name = v.name
 cross join lateral (select case when v.level in ('municipal', 'district') then v.id end as river_id) as m
 union all
select c.district, tiles.range_id(c.route_id, c.mode, row_number() over (partition by c.layer, c.district, c.route_id, c.mode order by c.from_m)),
       c.layer, c.geom, jsonb_build_array(c.level, c.mode, c.state, m.river_id),
       jsonb_build_object('route_id', c.route_id, 'river_id', c.river_id, 'level', c.level, 'mode', c.mode, 'state', c.state,
                          'from_m', round(c.from_m)::int, 'to_m', round(c.to_m)::int)
  from (select 'coverage' as layer, s.* from atlas.coverage_stretches as s) as c
 cross join lateral (select case when c.level in ('municipal', 'district') then c.river_id end as river_id) as m
 where c.state <> 'gap'
 union all
select g.district, tiles.range_id(g.route_id, g.mode, row_number() over (partition by g.layer, g.district, g.route_id, g.mode order by g.from_m)),
       g.layer, g.geom, jsonb_build_array(v.level, g.mode, m.river_id),
       jsonb_build_object('route_id', g.route_id, 'river_id', g.river_id, 'level', v.level, 'mode', g.mode, 'state', 'gap',
                          'from_m', round(g.from_m)::int, 'to_m', round(g.to_m)::int, 'length_m', round(g.length_m)::int,
                          'town', g.town)
  from (select 'gaps' as layer, s.* from atlas.gap_stretches as s) as g
  join register.river as v on v.district = g.district and v.id = g.river_id
 cross join lateral (select case when v.level in ('municipal', 'district') then v.id end as river_id) as m
 union all
select z.district, z.id, 'function_zones', z.geom, jsonb_build_array(z.name, z.target_class, z.measured_class),
       jsonb_build_object('name', z.name, 'target_class', z.target_class, 'measured_class', z.measured_class)
  from atlas.function_zones as z
 where z.geom is not null
 union all
select s.district, s.id, 'sewers', s.geom, null,
       jsonb_build_object('kind', s.kind, 'size', s.size,
                          'flow', case when s.invert_up_m > s.invert_down_m then 1
                                       when s.invert_up_m < s.invert_down_m then -1
                                       when s.from_node is not null and s.to_node is not null then 1 end)
  from register.sewer_pipe as s;

comment on view tiles.line_row is 'Line features of the tile layers with their attributes and what keeps them apart where lines are merged; geom in EPSG:4490.';
