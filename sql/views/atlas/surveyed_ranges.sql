-- What surveys saw, without the names of crews.
create or replace view atlas.surveyed_ranges as
select s.district, s.id, s.route_id, v.name as river, s.mode, s.bank, s.kind, round(s.from_mm / 1000.0, 3) as from_m,
       round(s.to_mm / 1000.0, 3) as to_m, s.day, case when s.record_id is null then 'track' else 'record' end as evidence,
       atlas.route_part(r.geom, r.line_m, s.from_mm, s.to_mm) as geom
  from register.surveyed_range as s
  join register.route as r on r.district = s.district and r.id = s.route_id
  join register.river as v on v.district = r.district and v.id = r.river_id;

comment on view atlas.surveyed_ranges is 'Ranges of routes that tracks and records covered, with day and evidence; geom in EPSG:4490.';
