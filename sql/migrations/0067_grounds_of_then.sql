-- Ground taken from lines of a batch that is undone counts no more, and is kept for registers of before (DECISIONS 149).

alter table register.record_ground add column until bigint;
alter table register.record_ground drop constraint record_ground_once;
alter table register.record_ground add constraint record_ground_once
  unique nulls not distinct (district, record_id, river_id, from_mm, to_mm, day, route_line, until);
comment on column register.record_ground.until is
  'The version that undid the lines it was taken from: of a register as known before that it is still the ground. Null while it counts.';
