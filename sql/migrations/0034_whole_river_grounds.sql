-- A record of a whole river keeps the lines it was recorded on, as a from-to keeps its stretch: one line for each route.

alter table register.record_ground drop constraint record_ground_pkey;
alter table register.record_ground add column day date;
alter table register.record_ground add constraint record_ground_once
  unique nulls not distinct (district, record_id, river_id, from_mm, to_mm, day, route_line);

comment on table register.record_ground is
  'Where a record lay on the ground when it was first placed, a from-to by its measures, a whole river with every route it had; routes drawn anew are held against it. Plane metres, M = measure.';
comment on column register.record_ground.day is
  'Of a whole river: the day it was surveyed, for another day is another survey, of the river as it is drawn then. Null of a from-to.';
comment on table register.record_anchor is
  'Where a record lies on the routes of today. Derived. reversed: the route runs against the recorded measures, so banks change sides; moved_mm: farthest from the ground line.';
