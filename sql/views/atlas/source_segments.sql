-- River lines as imported, with their place on routes.
create or replace view atlas.source_segments as
select s.district, s.id, s.source_id, s.river_id, s.from_node, s.to_node,
       (select jsonb_agg(jsonb_build_object('route', g.route_id, 'from_m', g.from_mm / 1000.0, 'to_m', g.to_mm / 1000.0,
                                            'reversed', g.reversed) order by g.route_id, g.from_mm)
          from register.source_range as g where g.district = s.district and g.segment_id = s.id) as on_routes,
       s.geom
  from register.source_segment as s;

comment on view atlas.source_segments is
  'River lines as they came, and the ranges of routes they became; geom in EPSG:4490.';
