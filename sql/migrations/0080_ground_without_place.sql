-- How much of a record's ground has no place, kept with its anchors: what a batch finds again of it is told as found, not as lost.
-- It is computed with all else that 0079 has computed anew; anchors of before say 0 until then.

alter table register.record_anchor add column lost_mm bigint not null default 0;
comment on table register.record_anchor is
  'Where a record lies on the routes of today. Derived. reversed: the route runs against the recorded measures, so banks change sides; moved_mm: farthest from the ground line; lost_mm: how much of the ground has no place. Both are of the whole record.';
