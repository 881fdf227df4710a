-- Surveys kept as table rows, without the names of crews.
create or replace view atlas.surveys as
select s.district, s.id, s.source_id, s.river_id, v.name as river, t.name as town, round(s.from_mm / 1000.0, 3) as from_m,
       round(s.to_mm / 1000.0, 3) as to_m, s.bank, s.mode, s.method, s.date, c.geom
  from register.survey_record as s
  join register.river as v on v.district = s.district and v.id = s.river_id
  left join register.town as t on t.district = s.district and t.id = s.town_id
  left join (
       select g.district, g.record_id,
              st_multi(st_collect(atlas.route_part(r.geom, r.line_m, g.from_mm, g.to_mm) order by g.route_id, g.from_mm)) as geom
         from register.surveyed_range as g
         join register.route as r on r.district = g.district and r.id = g.route_id
        where g.record_id is not null
        group by g.district, g.record_id) as c on c.district = s.district and c.record_id = s.id;

comment on view atlas.surveys is
  'Survey records (table rows); from_m and to_m along the river''s first route, null for the whole river. geom: what the record covers, EPSG:4490.';
