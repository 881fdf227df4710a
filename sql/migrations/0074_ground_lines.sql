-- The whole lines that grounds of survey rows were taken from, with the keys they were drawn under (DECISIONS 158): a line drawn anew
-- is held against all of the old one, and a line that has its key still is the same line.

create table register.ground_line (
  district  text not null references register.district on delete cascade,
  id        text not null,
  line_m    geometry(LineStringM) not null,
  drawn_as  jsonb not null,
  primary key (district, id)
);
comment on table register.ground_line is
  'Routes that grounds of survey rows were taken from, whole, as they were drawn then. Plane metres, M = measure. id: md5 of both columns.';
comment on column register.ground_line.drawn_as is 'Which lines (source_id) it was drawn as: [[source_id, from_mm, to_mm], …]; without those that had none.';

alter table register.record_ground add column taken_from text;
comment on column register.record_ground.taken_from is
  'The line (register.ground_line) it is a part of; null of grounds taken before such lines were kept, on lines that were drawn no more then.';

-- what is drawn still as it was when ground was taken from it is known yet
create temporary table drawn on commit drop as
select r.district, r.river_id, md5(r.line_m::text) as route_line, md5(r.line_m::text || a.drawn_as::text) as id, r.line_m, a.drawn_as
  from register.route as r
 cross join lateral (
       select coalesce(jsonb_agg(jsonb_build_array(s.source_id, g.from_mm, g.to_mm) order by g.from_mm, g.to_mm, s.source_id), '[]') as drawn_as
         from register.source_range as g
         join register.source_segment as s on s.district = g.district and s.id = g.segment_id and s.source_id is not null
        where g.district = r.district and g.route_id = r.id) as a
 where exists (select from register.record_ground as o where o.district = r.district and o.river_id = r.river_id);

insert into register.ground_line (district, id, line_m, drawn_as)
select distinct on (d.district, d.id) d.district, d.id, d.line_m, d.drawn_as
  from drawn as d
  join register.record_ground as g using (district, river_id, route_line)
 where g.until is null
 order by d.district, d.id;
update register.record_ground as g set taken_from = d.id
  from drawn as d
 where d.district = g.district and d.river_id = g.river_id and d.route_line = g.route_line and g.until is null;
