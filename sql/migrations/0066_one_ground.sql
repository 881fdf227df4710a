-- Survey rows have the ground of what was drawn of them when they were placed, and no other (DECISIONS 149). Ranges made before are made
-- again, as in 0046; a row that had no more than the end of a line for its ground gets one when its river reaches it.

delete from register.record_ground
 where day is null and (seq > 1 or ahead_mm > 0 or ST_M(ST_StartPoint(line_m)) < from_mm);
alter table register.record_ground drop column seq;
alter table register.record_ground drop column ahead_mm;
alter table register.record_ground drop column rest_mm;

comment on column register.record_ground.since is 'The version whose lines it was taken from; 0 before versions were noted.';
comment on table register.record_ground is
  'Where a record lay on the ground when it was first placed, a from-to what was drawn of its measures, a whole river with every route it had; routes drawn anew are held against it. Plane metres, M = measure of the route it was taken from.';
update register.district set version = version + 1;
insert into register.change (district, version, table_name, operation, before, reason)
select key, version, 'district', 'update', to_jsonb(d), 'survey rows have one ground: docs/import.md'
  from register.district as d;
